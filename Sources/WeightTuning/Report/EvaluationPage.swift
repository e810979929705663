import GroupMatching

extension Evaluation {
  /// The evaluation as one page of HTML, without a script.
  public var html: String {
    var body = HTMLText()
    body.line("p", sources)
    for (place, measure) in measures.enumerated() { section(&body, measure, place) }
    contestSection(&body)
    body.line("h2", "How")
    body.line(
      "p",
      "95 % intervals by resampling queries. Differences are tested by Fisher's randomisation of their signs, with Holm's "
        + "correction over all comparisons; the last column is the least true difference that so many queries would have "
        + "shown in four of five cases.")
    return HTMLText.page(title: "Evaluation: " + systems.map(\.name).joined(separator: ", "), body: body)
  }

  private var sources: String {
    let without =
      queriesWithoutRelevant == 0
      ? "" : ", \(queriesWithoutRelevant) of them without a relevant document: they count as 0"
    return counted(queries.count, "query", plural: "queries") + without + "."
  }

  private func section(_ body: inout HTMLText, _ measure: Measure, _ place: Int) {
    body.line("h2", measure.description)
    body.line("p", measure.metric.definition)
    body.figure(
      IntervalPlot(
        title: "\(measure.description) with 95 % intervals",
        description: "A dot is the mean over queries, a bar its interval. The table has the figures.",
        rows: systems.map {
          IntervalPlot.Row(
            name: $0.name, value: $0.estimates[place].mean, interval: $0.estimates[place].interval)
        }))
    body.table(
      caption: measure.description, header: ["ranking", "mean", "95 % interval", "queries"],
      rows: systems.map {
        let estimate = $0.estimates[place]
        return [
          $0.name, ReportFigure.decimal(estimate.mean), ReportFigure.interval(estimate.interval),
          String(estimate.count),
        ]
      })
  }

  private func contestSection(_ body: inout HTMLText) {
    guard let baseline = contests.first?.baseline else { return }
    body.line("h2", "Against \(baseline)")
    body.figure(
      IntervalPlot(
        title: "Differences from \(baseline), with 95 % intervals",
        description: "Right of the dashed line a ranking is better than \(baseline). The table has the figures.",
        rows: contests.map {
          IntervalPlot.Row(
            name: "\($0.system), \($0.measure)", value: $0.comparison.difference.mean,
            interval: $0.comparison.difference.interval)
        }, reference: 0))
    body.table(
      caption: "Differences from \(baseline)", header: HTMLText.comparisonHeader("ranking, measure", over: "queries"),
      rows: contests.map { HTMLText.row("\($0.system), \($0.measure)", $0.comparison, adjustedP: $0.adjustedP) })
  }
}

extension OffPolicyEvaluation {
  /// The estimates as one page of HTML, without a script.
  public var html: String {
    var body = HTMLText()
    body.line(
      "p",
      "\(counted(outcomes, "outcome")) of \(counted(members, "member")). Success: \(success.summary). As lists were shown, "
        + "\(ReportFigure.decimal(shown.mean)) referrals a member were one (\(ReportFigure.interval(shown.interval))).")
    section(&body, "Successes a member", "by inverse propensities (IPS)", reference: shown.mean, \.ips)
    section(&body, "Share of the referrals looked at", "self-normalised (SNIPS)", reference: nil, \.snips)
    let compared = estimates.filter { $0.comparison != nil }
    if let first = estimates.first, !compared.isEmpty {
      body.line("h2", "Against \(first.weights)")
      let adjusted = Comparison.holm(compared.compactMap { $0.comparison?.randomisation })
      body.table(
        caption: "Successes a member more than under \(first.weights)",
        header: HTMLText.comparisonHeader("weights", over: "members"),
        rows: zip(compared, adjusted).compactMap { estimate, p in
          estimate.comparison.map { HTMLText.row(estimate.weights, $0, adjustedP: p) }
        })
    }
    body.line("h2", "How")
    body.line(
      "p",
      "A success counts by how much likelier its group would have been looked at where the weights put it, at most "
        + "\(Int(Self.ratioLimit)) times. 95 % intervals by resampling members.")
    body.table(
      caption: "How likely a place of the list is to be looked at, the first taken as 1", header: ["rank", "chance"],
      rows: propensities.byRank.enumerated().map { [String($0.offset + 1), ReportFigure.decimal($0.element)] })
    return HTMLText.page(title: "Weights on outcomes: " + estimates.map(\.weights).joined(separator: ", "), body: body)
  }

  private func section(
    _ body: inout HTMLText, _ title: String, _ method: String, reference: Double?,
    _ estimate: (OffPolicyEstimate) -> Estimate
  ) {
    body.line("h2", title)
    let dashed = reference == nil ? "" : " The dashed line is what was seen as lists were shown."
    body.figure(
      IntervalPlot(
        title: "\(title), \(method)",
        description: "A dot is the estimate, a bar its 95 % interval.\(dashed) The table has the figures.",
        rows: estimates.map {
          IntervalPlot.Row(name: $0.weights, value: estimate($0).mean, interval: estimate($0).interval)
        }, reference: reference))
    body.table(
      caption: "\(title), \(method)", header: ["weights", "estimate", "95 % interval", "worth so many outcomes"],
      rows: estimates.map {
        [
          $0.weights, ReportFigure.decimal(estimate($0).mean), ReportFigure.interval(estimate($0).interval),
          String(Int($0.effectiveOutcomes.rounded())),
        ]
      })
  }
}
