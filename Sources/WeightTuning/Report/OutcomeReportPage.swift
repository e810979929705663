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
    movementSection(&body)
    exposureSection(&body)
    methodSection(&body)
    return HTMLText.page(title: "Weights from outcomes: \(profile)", body: body)
  }

  private var sources: String {
    "From \(counted(answer.outcomes, "outcome")) of \(counted(answer.members, "member")), of which "
      + "\(answer.stayed) were a success (\(success.summary)), worth \(Int(answer.effectiveOutcomes.rounded())) once position bias is "
      + "weighed out. \(counted(skipped.total, "outcome")) could not be used: \(skipped.unknownSuccess) without "
      + "\(success.needs), \(skipped.unknownMember) of unknown members, \(skipped.unknownGroup) of unknown groups."
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
    body.figure(plot)
    body.table(
      caption: "Weights", header: ["feature", "before", "after", "95 % interval"],
      rows: answer.weights.map {
        [
          $0.feature, ReportFigure.decimal($0.before), ReportFigure.decimal($0.after),
          $0.interval.map(ReportFigure.interval) ?? "no outcome tells",
        ]
      })
  }

  private func gainsSection(_ body: inout HTMLText) {
    body.line("h2", "On members left out")
    let comparisons =
      [("likelihood, log odds an outcome", answer.likelihood)]
      + (answer.precision.map { [("average precision of a member's list", $0)] } ?? [])
    body.table(
      caption: "Gains of the tuned weights", header: HTMLText.comparisonHeader("figure", over: "members"),
      rows: zip(comparisons, answer.adjustedP).map { HTMLText.row($0.0, $0.1, adjustedP: $1) })
    foldsSection(&body)
  }

  private func foldsSection(_ body: inout HTMLText) {
    let folds = answer.folds
    guard !folds.isEmpty else { return }
    body.figure(
      IntervalPlot(
        title: "Gain in likelihood by fold, with 95 % intervals",
        description:
          "Each part of the members was left out once; right of the dashed line the tuned weights are better for it. The "
          + "table has the figures.",
        rows: folds.enumerated().map {
          IntervalPlot.Row(
            name: "part \($0.offset + 1)", value: $0.element.gain.mean, interval: $0.element.gain.interval)
        }, reference: 0))
    body.table(
      caption: "Gains by fold",
      header: [
        "part left out", "log odds an outcome", "95 % interval", "members", "average precision", "95 % interval",
      ],
      rows: folds.enumerated().map { place, fold in
        [
          "part \(place + 1)", ReportFigure.decimal(fold.gain.mean), ReportFigure.interval(fold.gain.interval),
          String(fold.gain.count), fold.precision.map { ReportFigure.decimal($0.mean) } ?? "",
          ReportFigure.interval(fold.precision?.interval),
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
      body.figure(plot)
      body.table(
        caption: "Gain in log odds an outcome", header: ["members", "gain", "95 % interval", "how many"],
        rows: cells.map {
          [
            "\($0.kind): \($0.name)", ReportFigure.decimal($0.gain.mean), ReportFigure.interval($0.gain.interval),
            String($0.gain.count),
          ]
        })
    }
    body.line(
      "p",
      "\(counted(suppressedCells, "kind")) of fewer than \(MemberCell.leastMembers) members not shown, so that nobody is recognised."
    )
  }

  /// How many groups are shown that rise, and as many that fall.
  private static let groupsShown = 10

  private func movementSection(_ body: inout HTMLText) {
    let count = movement.members.count
    body.line("h2", "Movement")
    body.line(
      "p",
      "Of the lists of \(counted(count, "member")) \(movement.changed.count) change, and "
        + "\(movement.members.count { $0.comparison.hasOtherFirst }) have another group first. Lists before and after "
        + "overlap by \(ReportFigure.decimal(overlap)) on average (rank-biased overlap, 1 for equal lists).")
    let moved = moved(Self.groupsShown)
    guard !moved.isEmpty else { return }
    body.figure(
      IntervalPlot(
        title: "Readers of the groups that move most",
        description:
          "A hollow dot is how many members would look at the group before, a full one after. The table has the figures.",
        rows: moved.map {
          IntervalPlot.Row(name: $0.group, value: $0.readersAfter, interval: nil, before: $0.readersBefore)
        }))
    body.table(
      caption: "Groups that rise and fall most",
      header: ["group", "readers before", "readers after", "on lists before", "on lists after"],
      rows: moved.map {
        [
          $0.group, ReportFigure.decimal($0.readersBefore), ReportFigure.decimal($0.readersAfter),
          String($0.listsBefore), String($0.listsAfter),
        ]
      })
  }

  private func exposureSection(_ body: inout HTMLText) {
    body.line("h2", "Exposure")
    func row(_ name: String, _ exposure: Exposure) -> [String] {
      [
        name, ReportFigure.decimal(exposure.groupGini),
        exposure.organizationGini.map { ReportFigure.decimal($0) } ?? "",
        "\(exposure.unseenGroups) of \(exposure.groups)",
      ]
    }
    let after =
      [("groups", exposureAfter.groupGini)] + (exposureAfter.organizationGini.map { [("organisations", $0)] } ?? [])
    let before = [exposureBefore.groupGini] + (exposureBefore.organizationGini.map { [$0] } ?? [])
    body.figure(
      IntervalPlot(
        title: "Gini's coefficient of exposure",
        description: "A hollow dot is before, a full one after; to the left is more even. The table has the figures.",
        rows: zip(after, before).map {
          IntervalPlot.Row(name: "over \($0.0)", value: $0.1, interval: nil, before: $1)
        }))
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
      "Logistic regression of success (\(success.summary)) on the features, drawn to the "
        + "profile with a strength of \(ReportFigure.decimal(answer.strength)) that cross-validation over members chose; weights "
        + "are 0 or more. Intervals are made so that several successes of one member count as one person's. Gains "
        + "are on members whose outcomes were not learned from, with p by Fisher's randomisation and Holm's correction."
    )
    body.table(
      caption: "How likely a place of the list is to be looked at, the first taken as 1", header: ["rank", "chance"],
      rows: answer.propensities.byRank.enumerated().map { [String($0.offset + 1), ReportFigure.decimal($0.element)] })
  }
}
