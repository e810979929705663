import GroupMatching

/// A whole answer as somebody reads it.
struct AnswerText {
  let vocabulary: Vocabulary
  let terminal: Terminal

  func lines(_ answer: MatchAnswer) -> [String] {
    var lines = answer.crisis.map { CrisisText(terminal: terminal).lines($0) + [""] } ?? []
    lines += answer.understood.map(UnderstandingText(vocabulary: vocabulary, terminal: terminal).lines) ?? []
    // A person who looks for help with one thing is not served by a list that goes on with another.
    let shown = answer.matches.filter { !$0.isAboutSomethingElse }
    lines += [headline(answer, shown: shown.count), ""]
    let text = MatchText(vocabulary: vocabulary, terminal: terminal)
    for match in shown {
      lines += text.lines(match, title: "\(match.rank). \(match.group.name)") + [""]
    }
    if let hint = hint(answer.member) { lines += terminal.lines(hint) }
    if let excluded = excluded(answer) { lines += terminal.lines(excluded) }
    if shown.count < 3 { lines += relaxations(answer) }
    lines += terminal.lines(Notice.noSubstitute).map(terminal.dim)
    return lines
  }

  private func headline(_ answer: MatchAnswer, shown: Int) -> String {
    guard answer.groupCount > 0 else { return terminal.bold("The directory is empty: import one first.") }
    let of = "of \(counted(answer.groupCount, "group"))"
    if answer.eligible == 0 { return terminal.bold("None \(of) can be suggested.") }
    if shown == 0, answer.matches.count > 0 {
      return terminal.bold("\(answer.eligible) \(of) could be attended, but none is about this.")
    }
    return terminal.bold("\(counted(shown, "suggestion")), from \(answer.eligible) \(of) that could do.")
  }

  /// What would make the answer better most, where the person left out what matters most.
  private func hint(_ member: Member) -> String? {
    if member.topics.isEmpty, member.need == nil {
      return "What it should be about is not known: add --need or --topic."
    }
    let travels = member.acceptedFormats?.contains(.inPerson) ?? true
    return travels && member.location == nil
      ? "Where the person is is not known: add --near, or --format online." : nil
  }

  private func excluded(_ answer: MatchAnswer) -> String? {
    let counts = EligibilityRule.all.compactMap { rule in answer.excluded[rule.id].map { "\(rule.id) \($0)" } }
    return counts.isEmpty ? nil : "Left out: " + counts.joined(separator: ", ") + "."
  }

  private func relaxations(_ answer: MatchAnswer) -> [String] {
    guard !answer.relaxations.isEmpty else { return [] }
    let changes = answer.relaxations.map { "\($0.change): \($0.count) more" }
    return terminal.lines("What would open more: " + changes.joined(separator: "; ") + ".")
  }
}

extension Terminal {
  /// A text in lines no wider than the terminal.
  func lines(_ text: String) -> [String] {
    text.split(separator: " ").reduce(into: [String]()) { lines, word in
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
  }
}
