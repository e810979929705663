import ArgumentParser
import Foundation
import GroupMatching
import WeightTuning

/// `kith evaluate`: how good rankings are, with intervals and tests.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measure rankings against judgments, with confidence intervals and tests.",
    discussion: """
      Models on a feature file, runs against judgments, or weights on what came of lists that other weights made. Of \
      several, each is compared with the first.

        kith evaluate --letor test.txt --model model.json --metrics AP,nDCG@10
        kith evaluate --judgments qrels.txt --run before.run --run after.run
        kith evaluate --outcomes outcomes.csv --members members.jsonl --weights default --weights newcomer

      Models of other tools are read too:
      \(LinearModelFormat.help)

      Measures, with trec_eval's rules: what is not judged counts as not relevant, and a query without a relevant \
      document as 0. A measure takes the lowest grade that is relevant in brackets, as in AP(rel=2).
      \(Metric.all.map { "  \($0.pattern): \($0.definition)" }.joined(separator: "\n"))
      """)

  @Option(help: ArgumentHelp("A feature file (LETOR, SVMlight) to rank with models.", valueName: "file"))
  var letor: String?

  @Option(help: ArgumentHelp("A model of 'kith tune' or of another tool. Repeat to compare.", valueName: "file"))
  var model: [String] = []

  @Option(help: ArgumentHelp("Judgments as a TREC qrels file.", valueName: "file"))
  var judgments: String?

  @Option(name: .customLong("run"), help: ArgumentHelp("A TREC run file. Repeat to compare.", valueName: "file"))
  var runs: [String] = []

  @Option(help: ArgumentHelp("Write the ranking of the one --model as a TREC run file.", valueName: "file"))
  var runOutput: String?

  @Option(help: ArgumentHelp("Outcomes in CSV or JSON Lines.", valueName: "file"))
  var outcomes: String?

  @Option(help: ArgumentHelp("The members of the outcomes, a record a line.", valueName: "file"))
  var members: String?

  @Option(help: ArgumentHelp("Weights, a preset or a file. Repeat to compare.", valueName: "name|file"))
  var weights: [String] = []

  @Option(help: ArgumentHelp("Write the figures as one HTML file with plots.", valueName: "file"))
  var html: String?

  @OptionGroup var toward: SuccessOptions
  @OptionGroup var directory: DirectoryOptions
  @OptionGroup var measuring: MeasureOptions

  @Flag(help: "Print the figures as one JSON document.")
  var json = false

  func validate() throws {
    switch (letor, judgments, outcomes) {
    case (.some, nil, nil):
      guard !model.isEmpty, runs.isEmpty else {
        throw ValidationError("--letor takes one --model or more, and no --run")
      }
    case (nil, .some, nil):
      guard !runs.isEmpty, model.isEmpty else {
        throw ValidationError("--judgments takes one --run or more, and no --model")
      }
    case (nil, nil, .some):
      guard members != nil, !weights.isEmpty else {
        throw ValidationError("--outcomes takes --members and one --weights or more")
      }
    default:
      throw ValidationError("expected --letor with --model, --judgments with --run, or --outcomes with --weights")
    }
    guard outcomes != nil || toward.success == Success.stayed.id else {
      throw ValidationError("--success goes with --outcomes")
    }
    guard runOutput == nil || model.count == 1 else { throw ValidationError("--run-output takes one --model") }
  }

  func run() throws {
    if let outcomes, let members { return try evaluateWeights(outcomes, members) }
    let evaluation = try letor.map(evaluateModels) ?? evaluateRuns()
    if let html { try Output.file(evaluation.html, to: html) }
    if json {
      Output.line(JSONValue.object(evaluation.record).text)
    } else {
      EvaluationText(terminal: .current).lines(evaluation).forEach { Output.line($0) }
    }
  }

  private func evaluateWeights(_ outcomes: String, _ members: String) throws {
    let sets = try weights.map { try WeightsChoice($0).weights(directory) }
    let input = try OutcomeInput(outcomes: outcomes, members: members, directory: directory, success: toward.chosen)
    let matchers = sets.map { Matcher(input.snapshot, weights: $0) }
    let evaluation = try orFail(Failure.init) { () throws(TuningError) in
      try OffPolicyEvaluation(matchers, on: input.assembly, at: input.moment, seed: measuring.seed)
    }
    if let html { try Output.file(evaluation.html, to: html) }
    if json {
      Output.line(JSONValue.object(evaluation.record).text)
    } else {
      OffPolicyText(evaluation: evaluation).lines(.current).forEach { Output.line($0) }
    }
  }

  private func evaluateModels(_ path: String) throws -> Evaluation {
    let measures = try measuring.measures
    let models = try model.map { (name: $0, model: try FeatureInput.model($0)) }
    let table = try FeatureInput.table(path)
    if let runOutput, let model = models.first?.model {
      try Output.file(table.run(by: model.scores(of: table), tag: "kith-\(model.learner)"), to: runOutput)
    }
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
