import GroupMatching

extension FeatureTuning.Outcome {
  /// How many weights are plotted; the table has them all.
  private static let weightsPlotted = 25

  /// What was learned from a feature file as one page of HTML, without a script.
  public var html: String {
    var body = HTMLText()
    body.line("p", sources, "class=\"verdict\"")
    weightsSection(&body)
    choicesSection(&body)
    foldsSection(&body)
    return HTMLText.page(title: "Weights from a feature file", body: body)
  }

  private var sources: String {
    let queries = counted(model.origin?.queries ?? 0, "query", plural: "queries")
    let prior = model.prior.isEmpty ? "" : ", prior \(model.prior)"
    return "Learned from \(queries), \(counted(model.origin?.rows ?? 0, "document")): \(model.learner), normalisation "
      + "\(model.normalization.id)\(prior)."
  }

  private func weightsSection(_ body: inout HTMLText) {
    body.line("h2", "Weights")
    let strongest = model.entries.sorted { (abs($1.weight), $0.feature) < (abs($0.weight), $1.feature) }
    let shown = strongest.prefix(Self.weightsPlotted)
    body.figure(
      IntervalPlot(
        title: "The \(counted(shown.count, "strongest weight")) with 95 % intervals",
        description: "A dot is the weight a deviation of the feature, a bar its interval. The table has the figures.",
        rows: shown.map { IntervalPlot.Row(name: "feature \($0.feature)", value: $0.weight, interval: $0.interval) },
        reference: 0))
    body.table(
      caption: "Weights, the strongest first",
      header: ["feature", "weight a deviation", "95 % interval", "deviation within queries"],
      rows: strongest.map {
        [
          String($0.feature), ReportFigure.decimal($0.weight), ReportFigure.interval($0.interval),
          ReportFigure.decimal($0.deviation),
        ]
      })
  }

  private func choicesSection(_ body: inout HTMLText) {
    guard let measure = model.origin?.measure, !candidates.isEmpty else { return }
    let estimates = candidates.map { Estimate(bootstrapping: $0.values, within: 0...1) }
    let names = candidates.map { "\($0.normalization.id), \($0.prior.id)" }
    body.line("h2", "Choices")
    body.figure(
      IntervalPlot(
        title: "\(measure) of each normalisation and prior, with 95 % intervals",
        description: "On queries that were not learned from. The table has the figures.",
        rows: zip(names, estimates).map { IntervalPlot.Row(name: $0, value: $1.mean, interval: $1.interval) },
        reference: model.origin?.validation))
    body.table(
      caption: "\(measure) on queries that were not learned from",
      header: ["normalisation, prior", "mean", "95 % interval", "queries"],
      rows: zip(names, estimates).map {
        [$0, ReportFigure.decimal($1.mean), ReportFigure.interval($1.interval), String($1.count)]
      })
  }

  private func foldsSection(_ body: inout HTMLText) {
    guard let measure = model.origin?.measure, let chosen else { return }
    body.line("h2", "\(measure) by fold")
    let folds = parts.enumerated().map { place, queries in
      (
        name: parts.count == 1 ? "validation file" : "part \(place + 1)",
        estimate: Estimate(bootstrapping: queries.map { chosen.values[$0] }, within: 0...1)
      )
    }
    body.figure(
      IntervalPlot(
        title: "\(measure) of what was chosen, by fold, with 95 % intervals",
        description:
          "Each part was measured by weights learned without it; the dashed line is the mean over all queries.",
        rows: folds.map { IntervalPlot.Row(name: $0.name, value: $0.estimate.mean, interval: $0.estimate.interval) },
        reference: chosen.mean))
    body.table(
      caption: "\(measure) by fold", header: ["fold", "mean", "95 % interval", "queries"],
      rows: folds.map {
        [
          $0.name, ReportFigure.decimal($0.estimate.mean), ReportFigure.interval($0.estimate.interval),
          String($0.estimate.count),
        ]
      })
  }
}
