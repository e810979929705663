import GroupMatching

/// An explanation as somebody reads it.
struct ExplanationText {
  let vocabulary: Vocabulary
  let terminal: Terminal

  func lines(_ explanation: GroupExplanation) -> [String] {
    let match = explanation.match
    var lines = MatchText(vocabulary: vocabulary, terminal: terminal).lines(match, title: match.group.name)
    lines += [""] + terminal.lines(verdict(explanation)).map(terminal.bold)
    lines += rules(explanation) + [""] + points(explanation)
    return lines + [""] + terminal.lines(Notice.noSubstitute).map(terminal.dim)
  }

  private func verdict(_ explanation: GroupExplanation) -> String {
    if explanation.isEligible {
      return "Suggested: place \(explanation.match.rank) of \(explanation.eligible) that could do."
    }
    let place = "Otherwise it would stand at place \(explanation.match.rank)."
    if explanation.isOutOfReach {
      return "Not suggested, and nothing that the person could change would alter that. " + place
    }
    return "Not suggested. It would be, if the person could \(explanation.changes.joined(separator: ", and ")). "
      + place
  }

  private func rules(_ explanation: GroupExplanation) -> [String] {
    explanation.rules.flatMap { answer in
      let sign =
        switch answer.verdict {
        case .yes: "yes"
        case .no: "NO"
        case .unknown: "?"
        }
      return terminal.paragraph("\(sign.padded(4)) \(answer.rule)", answer.text ?? "", indent: 26)
    }
  }

  private func points(_ explanation: GroupExplanation) -> [String] {
    let header = "   " + "feature".padded(17) + "value".padded(9) + "weight".padded(9) + "points"
    let rows = explanation.match.contributions.map { contribution in
      "   " + contribution.feature.padded(17)
        + (FixedPoint.thousandths(contribution.value) + (contribution.isKnown ? "" : " ?")).padded(9)
        + FixedPoint.thousandths(contribution.weight).padded(9) + FixedPoint.thousandths(contribution.points.share)
    }
    let sum = "   " + "score".padded(35) + FixedPoint.thousandths(explanation.match.score.share)
    return [terminal.dim(header)] + rows + [terminal.bold(sum)] + ["   ? not stated: counts as the value shown"]
  }
}

extension String {
  /// The text with spaces up to a width.
  func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
