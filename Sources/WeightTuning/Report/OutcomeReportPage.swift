import Foundation
import GroupMatching

extension OutcomeReport {
  /// The report as one page of HTML.
  public var html: String {
    var body = HTMLText()
    body.line("p", answer.sentence, "class=\"verdict\"")
    body.line("p", sources)
    weightsSection(&body)
    gainsSection(&body)
    cellsSection(&body)
    exposureSection(&body)
    methodSection(&body)
    return HTMLText.page(title: "Weights from outcomes: \(profile)", body: body)
  }

  private var sources: String {
    "From \(counted(answer.outcomes, "outcome")) of \(counted(answer.members, "member")), of which "
      + "\(answer.stayed) led to staying, worth \(Int(answer.effectiveOutcomes.rounded())) once position bias is "
      + "weighed out. \(counted(skipped.total, "outcome")) could not be used: \(skipped.unknownAttendance) without "
      + "attendance, \(skipped.unknownMember) of unknown members, \(skipped.unknownGroup) of unknown groups."
  }

  private func weightsSection(_ body: inout HTMLText) {
    body.line("h2", "Weights")
    let plot = IntervalPlot(
      title: "Weights before and after, with 95 % intervals",
      description:
        "A hollow dot is the weight before, a full one after, a bar the interval. The table has the figures.",
      rows: answer.weights.map {
        IntervalPlot.Row(name: $0.feature, value: $0.after, interval: $0.interval, before: $0.before)
      })
    body.raw("<figure>\(plot.svg)<figcaption>\(HTMLText.escaped(plot.description))</figcaption></figure>")
    body.table(
      caption: "Weights", header: ["feature", "before", "after", "95 % interval"],
      rows: answer.weights.map {
        [
          $0.feature, Self.decimal($0.before), Self.decimal($0.after),
          $0.interval.map(Self.interval) ?? "no outcome tells",
        ]
      })
  }

  private func gainsSection(_ body: inout HTMLText) {
    body.line("h2", "On members left out")
    let comparisons =
      [("likelihood, log odds an outcome", answer.likelihood)]
      + (answer.precision.map { [("average precision of a member's list", $0)] } ?? [])
    body.table(
      caption: "Gains of the tuned weights",
      header: ["figure", "gain", "95 % interval", "members", "p", "p for both", "could have been detected"],
      rows: zip(comparisons, answer.adjustedP).map { pair, adjusted in
        let (name, comparison) = pair
        return [
          name, Self.decimal(comparison.difference.mean),
          comparison.difference.interval.map(Self.interval) ?? "", String(comparison.difference.count),
          Self.decimal(comparison.randomisation), Self.decimal(adjusted),
          comparison.detectableDifference.map { Self.decimal($0) } ?? "",
        ]
      })
  }

  private func cellsSection(_ body: inout HTMLText) {
    body.line("h2", "Who gains and who loses")
    if !cells.isEmpty {
      let plot = IntervalPlot(
        title: "Gain by kind of member, with 95 % intervals",
        description: "Right of the dashed line the tuned weights are better. The table has the figures.",
        rows: cells.map {
          IntervalPlot.Row(name: "\($0.kind): \($0.name)", value: $0.gain.mean, interval: $0.gain.interval)
        },
        reference: 0)
      body.raw("<figure>\(plot.svg)<figcaption>\(HTMLText.escaped(plot.description))</figcaption></figure>")
      body.table(
        caption: "Gain in log odds an outcome", header: ["members", "gain", "95 % interval", "how many"],
        rows: cells.map {
          [
            "\($0.kind): \($0.name)", Self.decimal($0.gain.mean), $0.gain.interval.map(Self.interval) ?? "",
            String($0.gain.count),
          ]
        })
    }
    body.line(
      "p",
      "\(counted(suppressedCells, "kind")) of fewer than \(MemberCell.leastMembers) members not shown, so that nobody is recognised."
    )
  }

  private func exposureSection(_ body: inout HTMLText) {
    body.line("h2", "Exposure")
    func row(_ name: String, _ exposure: Exposure) -> [String] {
      [
        name, Self.decimal(exposure.groupGini), exposure.organizationGini.map { Self.decimal($0) } ?? "",
        "\(exposure.unseenGroups) of \(exposure.groups)",
      ]
    }
    body.table(
      caption:
        "How evenly groups are on the lists of \(counted(exposureBefore.members, "member")): 0 evenly, 1 one group alone",
      header: ["weights", "Gini over groups", "Gini over organisations", "groups on no list"],
      rows: [row("before", exposureBefore), row("after", exposureAfter)])
  }

  private func methodSection(_ body: inout HTMLText) {
    body.line("h2", "How")
    body.line(
      "p",
      "Logistic regression of staying (\(RetentionCount.sessionsToStay) sessions or more) on the features, drawn to the "
        + "profile with a strength of \(Self.decimal(answer.strength)) that cross-validation over members chose; weights "
        + "are 0 or more. Intervals are made so that staying of one member more than once counts as one person's. Gains "
        + "are on members whose outcomes were not learned from, with p by Fisher's randomisation and Holm's correction."
    )
    body.table(
      caption: "How likely a place of the list is to be looked at, the first taken as 1", header: ["rank", "chance"],
      rows: answer.propensities.byRank.enumerated().map { [String($0.offset + 1), Self.decimal($0.element)] })
  }

  private static func decimal(_ number: Double) -> String { String(format: "%.3f", number) }

  private static func interval(_ interval: ClosedRange<Double>) -> String {
    "\(decimal(interval.lowerBound)) to \(decimal(interval.upperBound))"
  }
}
