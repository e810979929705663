import ArgumentParser
import DirectoryStore
import Foundation
import GroupMatching
import WeightTuning

/// `kith tune`: weights from evidence, or an honest "not enough".
struct TuneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tune", abstract: "Learn weights from judgments or outcomes, and say how sure they are.",
    discussion: """
      From outcomes, with the members they are of:

        kith tune --outcomes outcomes.csv --members members.jsonl --from default --html report.html

      A referral counts as a success where the member came \(RetentionCount.stayingPhrase), unless --success says \
      otherwise. Weights are drawn to the profile, the less the more outcomes there are; what is shown as gained is gained on members left out. --output \
      writes the tuned weights for 'kith match --weights', and refuses where nothing is proven unless --force is given.

      From any feature file:

        kith tune --letor train.txt --validation vali.txt --metric AP --output model.json

      Learners: \(Learner.all.map { "\($0.id): \($0.summary)" }.joined(separator: "; ")).
      Normalisations: \(Normalization.all.map { "\($0.id): \($0.summary)" }.joined(separator: "; ")).
      Priors: \(PriorDirection.all.map { "\($0.id): \($0.summary)" }.joined(separator: "; ")).
      """)

  @Option(help: ArgumentHelp("Outcomes in CSV or JSON Lines to learn from.", valueName: "file"))
  var outcomes: String?

  @Option(help: ArgumentHelp("The members of the outcomes, a record a line.", valueName: "file"))
  var members: String?

  @OptionGroup var toward: SuccessOptions

  @Option(help: ArgumentHelp("The weights to begin with: a preset or a file.", valueName: "name|file"))
  var from = "default"

  @Option(help: ArgumentHelp("Write the report as one HTML file.", valueName: "file"))
  var html: String?

  @Option(
    help: ArgumentHelp("Keep the tuned weights in the directory under a name, as a new version.", valueName: "name"))
  var save: String?

  @Flag(help: "Write or keep tuned weights although nothing is proven; a version's note says so.")
  var force = false

  @OptionGroup var directory: DirectoryOptions

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

  @Option(help: ArgumentHelp("Where the model, or the tuned weights, are written.", valueName: "file"))
  var output: String?

  @Option(help: "The seed of what is random: resampling, starts of coordinate ascent.")
  var seed: UInt64 = 1

  @Flag(help: "Print the answer as one JSON document.")
  var json = false

  func validate() throws {
    switch (outcomes, letor) {
    case (.some, nil):
      guard members != nil else { throw ValidationError("--outcomes takes --members FILE") }
      guard validation == nil, normalization == nil, prior == nil else {
        throw ValidationError("--validation, --normalization and --prior go with --letor")
      }
    case (nil, .some):
      guard output != nil else { throw ValidationError("--letor takes --output MODEL.json") }
      guard members == nil, save == nil, !force, toward.success == Success.stayed.id else {
        throw ValidationError("--members, --save, --force and --success go with --outcomes")
      }
    default: throw ValidationError("expected --outcomes FILE or --letor FILE")
    }
  }

  func run() throws {
    if let outcomes, let members { try tune(outcomes: outcomes, members: members) }
    if let letor, let output { try tune(letor: letor, output: output) }
  }

  private func tune(outcomes: String, members: String) throws {
    let profile = try WeightsChoice(from).weights(directory)
    let input = try OutcomeInput(outcomes: outcomes, members: members, directory: directory, success: toward.chosen)
    var tuning = OutcomeTuning()
    tuning.seed = seed
    let answer = try orFail(Failure.init) { [tuning] () throws(TuningError) in
      try tuning.tune(input.assembly.table, from: profile.list.map(\.weight))
    }
    let tuned = try orFail({ Failure(.badData, "\($0)") }) { () throws(WeightsError) in
      try answer.tuned(name: save ?? "\(profile.name)-tuned")
    }
    let report = OutcomeReport(
      answer, assembly: input.assembly, before: Matcher(input.snapshot, weights: profile), tuned: tuned,
      groups: input.groups, at: input.moment, seed: seed)
    if json {
      Output.line(JSONValue.object(report.record).text)
    } else {
      OutcomeTuningText(report: report).lines(.current).forEach { Output.line($0) }
    }
    if let html { try Output.file(report.html, to: html) }
    guard output != nil || save != nil else { return }
    guard answer.isProven || force else {
      throw Failure(.badData, "nothing is proven, so nothing is kept: give --force to keep the weights all the same")
    }
    if let output { try write(tuned, to: output) }
    if save != nil { try keep(tuned, from: profile, proven: answer.isProven, outcomes: outcomes) }
  }

  /// Keeps the weights as a version whose note says what they were learned from.
  private func keep(_ tuned: Weights, from profile: Weights, proven: Bool, outcomes: String) throws(Failure) {
    let note = "tuned from \(profile.name) on \(outcomes)" + (proven ? "" : ", kept by force: nothing was proven")
    let store = try directory.open(.changing)
    let kept = try orFail(Failure.init) { () throws(StoreError) in try store.save(tuned, note: note) }
    Output.error("kith: kept as \(kept.saved.weights.name)@\(kept.saved.weights.version)")
  }

  private func write(_ tuned: Weights, to output: String) throws(Failure) {
    try Output.file(JSONValue.object(tuned.record).indented + "\n", to: output)
  }

  private func tune(letor: String, output: String) throws {
    let tuning = try orFail({ Failure(.usage, "\($0)") }) { () throws(TuningError) in try featureTuning() }
    let training = try FeatureInput.table(letor)
    let validation = try validation.map { try FeatureInput.table($0) }
    let outcome = try orFail(Failure.init) { () throws(TuningError) in
      try tuning.tune(training, validation: validation, file: letor)
    }
    try Output.file(JSONValue.object(outcome.model.record).indented + "\n", to: output)
    if let html { try Output.file(outcome.html, to: html) }
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
