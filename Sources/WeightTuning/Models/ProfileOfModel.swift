import Foundation
import GroupMatching

/// A profile made from a linear model that another tool learned on Kith's features.
public struct ProfileOfModel: Sendable {
  public let weights: Weights
  /// The features whose weight was below 0, which no profile has, and became 0.
  public let raised: [String]

  /// - Parameters:
  ///   - model: Of features numbered from 1 in the order of `Feature.all`, as Kith writes them. Those it does not have
  ///     weigh nothing.
  ///   - file: For errors.
  ///
  /// Only proportions matter in a profile: weights are scaled to add up to what the default ones do, so that the two can be
  /// read side by side, and rounded to four decimals.
  public init(_ model: LinearModel, name: String, file: String) throws(TuningError) {
    guard model.normalization.id == Normalization.pooled.id else {
      throw .model(
        file: file,
        reason: "learned with the normalisation \(model.normalization.id), which a profile does not have; expected "
          + "\(Normalization.pooled.id): kith tune --normalization \(Normalization.pooled.id)")
    }
    var found: [String: Double] = [:]
    for entry in model.entries where entry.deviation > 0 && entry.weight != 0 {
      guard (1...Feature.all.count).contains(entry.feature) else {
        throw .model(
          file: file,
          reason: "feature \(entry.feature): expected 1 to \(Feature.all.count), Kith's features in their order")
      }
      found[Feature.all[entry.feature - 1].id] = entry.weight / entry.deviation
    }
    raised = Feature.all.map(\.id).filter { found[$0, default: 0] < 0 }
    let positive = Feature.all.map { max(0, found[$0.id, default: 0]) }
    let sum = positive.reduce(0, +)
    guard sum > 0, sum.isFinite else { throw .model(file: file, reason: "expected a weight above 0") }
    let scale = Feature.all.reduce(0) { $0 + $1.defaultWeight } / sum
    let changes = zip(Feature.all, positive).map { ($0.id, ($1 * scale * 10_000).rounded() / 10_000) }
    do {
      weights = try Weights(name: name, changes: Dictionary(uniqueKeysWithValues: changes))
    } catch {
      throw .model(file: file, reason: error.description)
    }
  }
}
