import ArgumentParser
import Foundation
import GroupMatching
import WeightTuning

/// `kith evaluate`: how good rankings are, with intervals and tests.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measure rankings against judgments, with confidence intervals and tests.",
    discussion: """
      Either models on a feature file, or runs against judgments. Of several, each is compared with the first.

        kith evaluate --letor test.txt --model model.json --metrics AP,nDCG@10
        kith evaluate --judgments qrels.txt --run before.run --run after.run

      Measures, with trec_eval's rules: what is not judged counts as not relevant, and a query without a relevant \
      document as 0. A measure takes the lowest grade that is relevant in brackets, as in AP(rel=2).
      \(Metric.all.map { "  \($0.pattern): \($0.definition)" }.joined(separator: "\n"))
      """)

  @Option(help: ArgumentHelp("A feature file (LETOR, SVMlight) to rank with models.", valueName: "file"))
  var letor: String?

  @Option(help: ArgumentHelp("A model of 'kith tune'. Repeat to compare.", valueName: "file"))
  var model: [String] = []

  @Option(help: ArgumentHelp("Judgments as a TREC qrels file.", valueName: "file"))
  var judgments: String?

  @Option(name: .customLong("run"), help: ArgumentHelp("A TREC run file. Repeat to compare.", valueName: "file"))
  var runs: [String] = []

  @OptionGroup var measuring: MeasureOptions

  @Flag(help: "Print the figures as one JSON document.")
  var json = false

  func validate() throws {
    switch (letor, judgments) {
    case (.some, nil):
      guard !model.isEmpty, runs.isEmpty else {
        throw ValidationError("--letor takes one --model or more, and no --run")
      }
    case (nil, .some):
      guard !runs.isEmpty, model.isEmpty else {
        throw ValidationError("--judgments takes one --run or more, no --model")
      }
    default: throw ValidationError("expected --letor with --model, or --judgments with --run")
    }
  }

  func run() throws {
    let evaluation = try letor.map(evaluateModels) ?? evaluateRuns()
    if json {
      Output.line(JSONValue.object(evaluation.record).text)
    } else {
      EvaluationText(terminal: .current).lines(evaluation).forEach { Output.line($0) }
    }
  }

  private func evaluateModels(_ path: String) throws -> Evaluation {
    let measures = try measuring.measures
    let models = try model.map { (name: $0, model: try FeatureInput.model($0)) }
    let table = try FeatureInput.table(path)
    return Evaluation(
      queries: table.queries.map(\.id), measures: measures,
      rankings: models.map { ($0.name, $0.model.rankings(of: table)) }, seed: measuring.seed)
  }

  private func evaluateRuns() throws -> Evaluation {
    let measures = try measuring.measures
    let path = judgments ?? "-"
    let data = try Input.read(path)
    let judgments = try orFail(Failure.init) { () throws(TuningError) in try Judgments(reading: data, file: path) }
    let rankings = try runs.map { path -> (name: String, rankings: [JudgedRanking]) in
      let data = try Input.read(path)
      let run = try orFail(Failure.init) { () throws(TuningError) in try Run(reading: data, file: path) }
      return (path, judgments.rankings(of: run))
    }
    return Evaluation(
      queries: judgments.queries, measures: measures, rankings: rankings, seed: measuring.seed)
  }
}
