import ArgumentParser
import Foundation
import GroupMatching
import WeightTuning

/// `kith tune`: weights from evidence, or an honest "not enough".
struct TuneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tune", abstract: "Learn weights from judgments or outcomes, and say how sure they are.",
    discussion: """
      From any feature file:

        kith tune --letor train.txt --validation vali.txt --metric AP --output model.json

      Learners: \(Learner.all.map { "\($0.id): \($0.summary)" }.joined(separator: "; ")).
      Normalisations: \(Normalization.all.map { "\($0.id): \($0.summary)" }.joined(separator: "; ")).
      Priors: \(PriorDirection.all.map { "\($0.id): \($0.summary)" }.joined(separator: "; ")).
      """)

  @Option(help: ArgumentHelp("A feature file (LETOR, SVMlight) to learn from.", valueName: "file"))
  var letor: String?

  @Option(
    help: ArgumentHelp(
      "A feature file that settles normalisation and prior. Default: parts of the training file.", valueName: "file"))
  var validation: String?

  @Option(help: ArgumentHelp("The measure that settles choices.", valueName: "name"))
  var metric = "AP"

  @Option(help: ArgumentHelp("How weights are learned.", valueName: "name"))
  var learner = Learner.listwise.id

  @Option(help: ArgumentHelp("The normalisation. Default: chosen by validation.", valueName: "name"))
  var normalization: String?

  @Option(help: ArgumentHelp("Where weights stay without evidence. Default: chosen by validation.", valueName: "name"))
  var prior: String?

  @Option(help: ArgumentHelp("Which weights are allowed: any or non-negative.", valueName: "which"))
  var signs = FeatureTuning.Signs.any

  @Option(help: ArgumentHelp("Where the model is written.", valueName: "file"))
  var output: String?

  @Option(help: "The seed of what is random: starts of coordinate ascent.")
  var seed: UInt64 = 1

  @Flag(help: "Print the answer as one JSON document.")
  var json = false

  func validate() throws {
    guard letor != nil else { throw ValidationError("expected --letor FILE") }
    guard output != nil else { throw ValidationError("--letor takes --output MODEL.json") }
  }

  func run() throws {
    guard let letor, let output else { return }
    let tuning = try orFail({ Failure(.usage, "\($0)") }) { () throws(TuningError) in try featureTuning() }
    let training = try FeatureInput.table(letor)
    let validation = try validation.map { try FeatureInput.table($0) }
    let outcome = try orFail(Failure.init) { () throws(TuningError) in
      try tuning.tune(training, validation: validation, file: letor)
    }
    try Output.file(JSONValue.object(outcome.model.record).indented + "\n", to: output)
    let text = FeatureTuningText(outcome: outcome, output: output)
    if json {
      Output.line(JSONValue.object(text.record).text)
    } else {
      text.lines(.current).forEach { Output.line($0) }
    }
  }

  private func featureTuning() throws(TuningError) -> FeatureTuning {
    var tuning = FeatureTuning(measure: try Measure(named: metric))
    tuning.learner = try Learner.named(learner)
    tuning.normalization = if let normalization { try Normalization.named(normalization) } else { nil }
    tuning.prior = if let prior { try PriorDirection.named(prior) } else { nil }
    tuning.signs = signs
    tuning.seed = seed
    return tuning
  }
}

extension FeatureTuning.Signs: ExpressibleByArgument {}
