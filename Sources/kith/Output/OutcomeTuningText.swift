import GroupMatching
import WeightTuning

/// What was learned from outcomes, for people.
struct OutcomeTuningText {
  let report: OutcomeReport

  func lines(_ terminal: Terminal) -> [String] {
    let answer = report.answer
    var lines = [terminal.bold(answer.sentence), ""]
    lines.append(
      "\(counted(answer.outcomes, "outcome")) of \(counted(answer.members, "member")), \(answer.stayed) a success "
        + "(\(report.success.summary)); "
        + "worth \(Int(answer.effectiveOutcomes.rounded())) once position bias is weighed out.")
    if report.skipped.total > 0 {
      lines.append(
        "Not used: \(report.skipped.unknownSuccess) without \(report.success.needs), \(report.skipped.unknownMember) of unknown "
          + "members, \(report.skipped.unknownGroup) of unknown groups.")
    }
    lines += ["", terminal.bold("weight".padded(18) + " before    after  95 % interval")]
    lines += answer.weights.map { weight in
      let interval = weight.interval.map { FigureText.interval($0, places: 2) } ?? "no outcome tells"
      return weight.feature.padded(18) + FigureText.column(weight.before) + "  " + FigureText.column(weight.after)
        + "  \(interval)"
    }
    lines += gains(terminal) + cells(terminal) + movement(terminal) + exposure(terminal)
    return lines
  }

  private func gains(_ terminal: Terminal) -> [String] {
    let answer = report.answer
    let comparisons = [("likelihood", answer.likelihood)] + (answer.precision.map { [("AP", $0)] } ?? [])
    return ["", terminal.bold("on members left out")]
      + zip(comparisons, answer.adjustedP).map { pair, adjusted in
        "   \(pair.0.padded(12)) \(FigureText.signed(pair.1.difference.mean))  "
          + "\(FigureText.signedInterval(pair.1.difference.interval))  p \(FigureText.probability(pair.1.randomisation)), "
          + "\(FigureText.probability(adjusted)) for both; \(counted(pair.1.difference.count, "member"))"
      }
  }

  private func cells(_ terminal: Terminal) -> [String] {
    let rows = report.cells.map { cell in
      "   \("\(cell.kind) \(cell.name)".padded(34)) \(FigureText.signed(cell.gain.mean))  "
        + "\(FigureText.signedInterval(cell.gain.interval))  \(counted(cell.gain.count, "member"))"
    }
    return ["", terminal.bold("who gains and who loses, in likelihood")] + rows + [
      terminal.dim(
        "   \(counted(report.suppressedCells, "kind")) of fewer than \(MemberCell.leastMembers) members not shown")
    ]
  }

  private func movement(_ terminal: Terminal) -> [String] {
    let members = report.movement.members
    return ["", terminal.bold("movement, on the lists of \(counted(members.count, "member"))")] + [
      "   \(report.movement.changed.count) lists change, \(members.count { $0.comparison.hasOtherFirst }) have another group "
        + "first"
    ]
  }

  private func exposure(_ terminal: Terminal) -> [String] {
    func line(_ name: String, _ exposure: Exposure) -> String {
      let organizations =
        exposure.organizationGini.map { ", over organisations \(FigureText.decimal($0, places: 3))" } ?? ""
      return
        "   \(name.padded(8)) Gini over groups \(FigureText.decimal(exposure.groupGini, places: 3))\(organizations), "
        + "\(exposure.unseenGroups) of \(exposure.groups) groups on no list"
    }
    return ["", terminal.bold("exposure, on the lists of \(counted(report.exposureBefore.members, "member"))")]
      + [line("before", report.exposureBefore), line("after", report.exposureAfter)]
  }
}
