/// What a learner is asked for besides the data.
struct LearnerSettings: Sendable {
  /// The direction of the weights that hold without data, in units of the features' deviations; any length but 0.
  var prior: [Double]
  /// Whether weights are held at 0 or above.
  var isNonNegative: Bool
  /// The ridge across the prior's direction is this over the number of queries.
  var ridge = standardRidge
  /// What learners that climb a measure climb.
  var measure: Measure
  var seed: UInt64 = 1

  /// Ten queries' worth of evidence against leaving the prior.
  static let standardRidge = 10.0
}

/// Weights in units of the features' deviations, with how sure they are.
struct Fit: Sendable {
  var weights: [Double]
  /// One a feature; `nil` where the learner gives none.
  var standardErrors: [Double]?
}

/// A way to learn weights from graded documents.
///
/// To add one, write it in a file of its own in this folder and name it in ``all``.
public struct Learner: Sendable, Identifiable {
  /// The name in flags and models.
  public let id: String
  public let summary: String
  let fit: @Sendable (TrainingSet, LearnerSettings) throws(TuningError) -> Fit

  init(
    id: String, summary: String,
    fit: @escaping @Sendable (TrainingSet, LearnerSettings) throws(TuningError) -> Fit
  ) {
    self.id = id
    self.summary = summary
    self.fit = fit
  }

  /// Every learner, the one to use first.
  public static let all: [Learner] = [.listwise, .pairwise, .logistic, .coordinateAscent]

  /// The learner of a name.
  public static func named(_ id: String) throws(TuningError) -> Learner {
    guard let found = all.first(where: { $0.id == id }) else {
      throw .unknownName(kind: "learner", id, known: all.map(\.id))
    }
    return found
  }
}
