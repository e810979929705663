import Foundation

/// The direction of weights that holds for a feature file without data.
public struct PriorDirection: Sendable, Identifiable {
  public let id: String
  public let summary: String
  let direction: @Sendable (TrainingSet) -> [Double]

  /// Every prior.
  public static let all: [PriorDirection] = [.equal, .marginal]

  /// The prior of a name.
  public static func named(_ id: String) throws(TuningError) -> PriorDirection {
    guard let found = all.first(where: { $0.id == id }) else {
      throw .unknownName(kind: "prior", id, known: all.map(\.id))
    }
    return found
  }

  /// Every feature as much as every other, in units of its deviation: right where all say "the more the better".
  static let equal = PriorDirection(id: "equal", summary: "all features alike") { data in
    data.deviations.map { $0 > 0 ? 1 : 0 }
  }

  /// Every feature by how it goes with relevance on its own: the slope of the listwise loss where all weights are 0.
  static let marginal = PriorDirection(id: "marginal", summary: "each feature by how it goes with relevance alone") {
    data in
    let zeros = [Double](repeating: 0, count: data.featureCount)
    return ListwiseLoss(data: data).expansion(at: zeros).gradient.map { -$0 }
  }
}

/// Learning weights for any feature file.
public struct FeatureTuning: Sendable {
  /// Whether weights may be negative.
  public enum Signs: String, Sendable, Hashable, CaseIterable {
    case any
    case nonNegative = "non-negative"
  }

  public var learner: Learner = .listwise
  public var measure: Measure
  public var signs: Signs = .any
  /// `nil` has validation choose.
  public var normalization: Normalization?
  /// `nil` has validation choose.
  public var prior: PriorDirection?
  public var seed: UInt64 = 1
  /// In how many parts the training queries are cut to settle choices where there is no validation file.
  static let folds = 5

  public init(measure: Measure) { self.measure = measure }

  /// What was tried, with its mean on the validation queries.
  public struct Candidate: Sendable {
    public let normalization: Normalization
    public let prior: PriorDirection
    /// The measure on each validation query.
    public let values: [Double]
    public var mean: Double { Estimate.mean(values) }
  }

  /// The model, with the candidates among which validation chose.
  public struct Outcome: Sendable {
    public let model: LinearModel
    public let candidates: [Candidate]
    /// The candidate that was chosen; `nil` where there was no choice.
    public let chosen: Candidate?
    /// The places of ``Candidate/values`` in each part that was left out: one part where there is a validation file.
    public let parts: [[Int]]
  }

  /// - Parameters:
  ///   - training: What weights are learned from.
  ///   - validation: What settles the choices; `nil` cuts the training queries into parts instead.
  /// - Throws: ``TuningError/nothingToLearn(file:reason:)`` where no query has documents of two grades.
  public func tune(
    _ training: FeatureTable, validation: FeatureTable? = nil, file: String
  ) throws(TuningError) -> Outcome {
    let choices = (normalization.map { [$0] } ?? Normalization.all).flatMap { normalization in
      (prior.map { [$0] } ?? PriorDirection.all).map { (normalization, $0) }
    }
    var candidates: [Candidate] = []
    for (normalization, prior) in choices where choices.count > 1 {
      let values = try validated(training, validation, normalization, prior, file)
      candidates.append(Candidate(normalization: normalization, prior: prior, values: values))
    }
    let best = candidates.max { $0.mean < $1.mean }
    let chosen = best.map { ($0.normalization, $0.prior) } ?? choices[0]
    let model = try fit(training, chosen.0, chosen.1, file, validation: best?.mean)
    let parts = validation.map { [Array($0.queries.indices)] } ?? parts(of: training)
    return Outcome(model: model, candidates: candidates, chosen: best, parts: parts)
  }

  private func parts(of training: FeatureTable) -> [[Int]] { training.folds(min(Self.folds, training.queries.count)) }

  private func validated(
    _ training: FeatureTable, _ validation: FeatureTable?, _ normalization: Normalization, _ prior: PriorDirection,
    _ file: String
  ) throws(TuningError) -> [Double] {
    if let validation {
      return try fit(training, normalization, prior, file).rankings(of: validation).map(measure.value)
    }
    var values = [Double](repeating: 0, count: training.queries.count)
    for fold in parts(of: training) {
      let rest = Set(training.queries.indices).subtracting(fold).sorted()
      guard !rest.isEmpty else { continue }
      let model = try fit(training.selecting(rest), normalization, prior, file)
      for (place, ranking) in zip(fold, model.rankings(of: training.selecting(fold))) {
        values[place] = measure.value(of: ranking)
      }
    }
    return values
  }

  private func fit(
    _ table: FeatureTable, _ normalization: Normalization, _ prior: PriorDirection, _ file: String,
    validation: Double? = nil
  ) throws(TuningError) -> LinearModel {
    let data = TrainingSet(table, normalization: normalization)
    guard !data.queries.isEmpty else {
      throw .nothingToLearn(file: file, reason: "no query has a relevant document and one that is less relevant")
    }
    let settings = LearnerSettings(
      prior: prior.direction(data), isNonNegative: signs == .nonNegative, measure: measure, seed: seed)
    let fit = try learner.fit(data, settings)
    let entries = table.featureIDs.enumerated().map { place, id in
      LinearModel.Entry(
        feature: id, weight: fit.weights[place], deviation: data.deviations[place],
        standardError: fit.standardErrors?[place])
    }
    return LinearModel(
      learner: learner.id, normalization: normalization, prior: prior.id, signs: signs.rawValue, entries: entries,
      origin: LinearModel.Origin(
        queries: table.queries.count, rows: table.rowCount, measure: measure.description, validation: validation))
  }
}
