import Foundation
import GroupMatching

/// Learning a profile's weights from outcomes, with what shows whether they are better.
public struct OutcomeTuning: Sendable {
  /// What must be there before anything is said.
  public enum Shortage: Sendable, Hashable, CustomStringConvertible {
    case outcomes(Int)
    case members(Int)
    case stayed(Int)
    case left(Int)

    public var description: String {
      switch self {
      case .outcomes(let count): "\(count) outcomes, expected \(minimumOutcomes) or more"
      case .members(let count): "outcomes of \(count) members, expected \(minimumMembers) or more"
      case .stayed(let count): "\(count) referrals that were a success, expected \(minimumOfEach) or more"
      case .left(let count): "\(count) referrals that were none, expected \(minimumOfEach) or more"
      }
    }
  }

  /// What the evidence says of the tuned weights.
  public enum Verdict: Sendable, Hashable {
    case notEnoughData([Shortage])
    case better
    case noDifference
    case worse
  }

  /// What a member gains: how much likelier the tuned weights make what came of their referrals, in log odds an outcome,
  /// where the weights were learned without them.
  public struct MemberGain: Sendable, Hashable {
    public let member: String
    /// Which part of the members was left out together with them, from 0.
    public let fold: Int
    public let gain: Double
    /// The difference in average precision of the member's own list; `nil` where all or none of it was a success.
    public let precisionGain: Double?
  }

  /// What was learned, and how sure it is.
  public struct Answer: Sendable {
    public let weights: [TunedWeight]
    public let outcomes: Int
    public let members: Int
    public let stayed: Int
    public let propensities: Propensities
    /// What the weighted outcomes are worth in unweighted ones.
    public let effectiveOutcomes: Double
    /// The strength of the ridge that cross-validation chose.
    public let strength: Double
    /// For each strength the mean loss an outcome on members left out.
    public let strengthLosses: [(strength: Double, loss: Double)]
    public let gains: [MemberGain]
    /// The gain in likelihood on members left out, by member: what the verdict goes by.
    public let likelihood: Comparison
    /// The gain in average precision on members left out; `nil` where no member's outcomes differ.
    public let precision: Comparison?
    /// The two comparisons' p-values, raised for there being two.
    public let adjustedP: [Double]
    public let verdict: Verdict
  }

  static let minimumOutcomes = 30
  static let minimumMembers = 10
  static let minimumOfEach = 5
  static let folds = 5
  /// Rows by which the strength is chosen; with more the ridge hardly matters.
  private static let strengthRowLimit = 5000

  public var seed: UInt64 = 1

  public init() {}

  /// - Parameter weights: The profile's, one a feature of the table.
  /// - Complexity: O(folds · rows · features²) and a few times that for a part of the rows.
  public func tune(_ table: OutcomeTable, from weights: [Double]) throws(TuningError) -> Answer {
    let everyRow = Array(table.rows.indices)
    let propensities = try Propensities.estimated(from: table, rows: everyRow)
    let fit = OutcomeFit(table, weights: weights, propensities: propensities)
    let choice = try strength(fit, members: Array(table.members.indices))
    let loss = fit.loss(everyRow)
    let result = try fit.fit(loss, strength: choice.strength)
    // To believe the profile more must not make one surer than the outcomes do.
    let cautious = try fit.fit(loss, strength: min(choice.strength, OutcomeFit.standardStrength))
    let gains = try heldOutGains(table, weights, start: result.coefficients)
    let likelihood = Comparison(differences: gains.map(\.gain), seed: seed)
    let precise = gains.compactMap(\.precisionGain)
    let precision = precise.isEmpty ? nil : Comparison(differences: precise, seed: seed)
    let adjusted = Comparison.holm([likelihood.randomisation] + (precision.map { [$0.randomisation] } ?? []))
    return Answer(
      weights: try fit.weights(result, cautious, profile: weights), outcomes: table.rows.count,
      members: table.members.count,
      stayed: table.rows.count { $0.stayed }, propensities: propensities,
      effectiveOutcomes: Self.effectiveCount(table, propensities), strength: choice.strength,
      strengthLosses: choice.losses, gains: gains, likelihood: likelihood, precision: precision, adjustedP: adjusted,
      verdict: Self.verdict(table, likelihood, adjusted.first ?? 1))
  }

  /// The shortages of a table: what is missing before weights can be learned from it.
  public static func shortages(_ table: OutcomeTable) -> [Shortage] {
    let stayed = table.rows.count { $0.stayed }
    var shortages: [Shortage] = []
    if table.rows.count < minimumOutcomes { shortages.append(.outcomes(table.rows.count)) }
    if table.members.count < minimumMembers { shortages.append(.members(table.members.count)) }
    if stayed < minimumOfEach { shortages.append(.stayed(stayed)) }
    if table.rows.count - stayed < minimumOfEach { shortages.append(.left(table.rows.count - stayed)) }
    return shortages
  }

  private static func verdict(_ table: OutcomeTable, _ likelihood: Comparison, _ p: Double) -> Verdict {
    let shortages = shortages(table)
    guard shortages.isEmpty else { return .notEnoughData(shortages) }
    guard p < Comparison.level else { return .noDifference }
    return likelihood.difference.mean > 0 ? .better : .worse
  }

  /// - SeeAlso: Kish, "Survey Sampling", 1965, for (Σw)² / Σw².
  private static func effectiveCount(_ table: OutcomeTable, _ propensities: Propensities) -> Double {
    let weights = table.rows.map { propensities.weight(at: $0.shownRank) }
    let sum = weights.reduce(0, +)
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    return squares > 0 ? sum * sum / squares : 0
  }
}

extension OutcomeTuning {
  /// The strength at which members left out are predicted best; the standard one unless another is better by more than
  /// twice the standard error of the difference.
  private func strength(
    _ fit: OutcomeFit, members: [Int]
  ) throws(TuningError) -> (strength: Double, losses: [(strength: Double, loss: Double)]) {
    let chosen = Self.limited(members, of: fit.table)
    let folds = QueryFolds.folds(of: chosen.map { fit.table.rows[fit.table.members[$0].lowerBound].member }, Self.folds)
    let leaving = folds.filter { !$0.isEmpty && $0.count < chosen.count }
    let ofFolds = try Concurrently.map(leaving.count) { place throws(TuningError) in
      try Self.lossesByStrength(fit, chosen, leaving: leaving[place])
    }
    var losses = [[Double]](repeating: [Double](repeating: 0, count: chosen.count), count: OutcomeFit.strengths.count)
    for (fold, ofFold) in zip(leaving, ofFolds) {
      for (place, values) in ofFold.enumerated() {
        for (index, value) in zip(fold, values) { losses[place][index] = value }
      }
    }
    let means = zip(OutcomeFit.strengths, losses).map { (strength: $0, loss: Estimate.mean($1)) }
    let standard = OutcomeFit.strengths.firstIndex(of: OutcomeFit.standardStrength) ?? 0
    let best = means.indices.min { means[$0].loss < means[$1].loss } ?? standard
    let differences = zip(losses[standard], losses[best]).map { $0 - $1 }
    let error = (Estimate.variance(differences) / Double(max(differences.count, 1))).squareRoot()
    return (means[Estimate.mean(differences) > 2 * error ? best : standard].strength, means)
  }

  /// For each strength the mean loss an outcome of each member left out.
  private static func lossesByStrength(
    _ fit: OutcomeFit, _ chosen: [Int], leaving fold: [Int]
  ) throws(TuningError) -> [[Double]] {
    let left = Set(fold)
    let loss = fit.loss(chosen.indices.filter { !left.contains($0) }.flatMap { fit.table.members[chosen[$0]] })
    var start: [Double]?
    var losses: [[Double]] = []
    for strength in OutcomeFit.strengths {
      let coefficients = try fit.fit(loss, strength: strength, from: start).coefficients
      start = coefficients
      losses.append(
        fold.map { index in
          let rows = Array(fit.table.members[chosen[index]])
          return fit.loss(rows).value(coefficients) / Double(rows.count)
        })
    }
    return losses
  }

  /// Members, in the order given, with at most so many rows together as the strength is chosen by.
  private static func limited(_ members: [Int], of table: OutcomeTable) -> [Int] {
    let rows = members.reduce(0) { $0 + table.members[$1].count }
    guard rows > strengthRowLimit else { return members }
    let wanted = max(1, members.count * strengthRowLimit / rows)
    return (0..<wanted).map { members[$0 * members.count / wanted] }
  }

  /// What each member gains by weights that were learned, strength and propensities included, without them.
  private func heldOutGains(
    _ table: OutcomeTable, _ weights: [Double], start: [Double]
  ) throws(TuningError) -> [MemberGain] {
    let names = table.members.map { table.rows[$0.lowerBound].member }
    let folds = QueryFolds.folds(of: names, min(Self.folds, max(names.count, 1)))
    let ofFolds = try Concurrently.map(folds.count) { place throws(TuningError) -> [MemberGain] in
      let fold = folds[place]
      let left = Set(fold)
      let rest = table.members.indices.filter { !left.contains($0) }
      guard !rest.isEmpty else { return [] }
      let rows = rest.flatMap { table.members[$0] }
      let fit = OutcomeFit(
        table, weights: weights, propensities: try Propensities.estimated(from: table, rows: rows))
      let strength = try strength(fit, members: rest).strength
      let loss = fit.loss(rows)
      let tuned = try fit.fit(loss, strength: strength, from: start).coefficients
      let before = try fit.profileFit(loss)
      return fold.map { Self.gain(names[$0], place, Array(table.members[$0]), fit, before, tuned) }
    }
    var gains = [MemberGain?](repeating: nil, count: names.count)
    for (fold, ofFold) in zip(folds, ofFolds) {
      for (place, gain) in zip(fold, ofFold) { gains[place] = gain }
    }
    return gains.compactMap { $0 }
  }

  private static func gain(
    _ member: String, _ fold: Int, _ rows: [Int], _ fit: OutcomeFit, _ before: [Double], _ after: [Double]
  ) -> MemberGain {
    let loss = fit.loss(rows)
    let gain = (loss.value(before) - loss.value(after)) / Double(rows.count)
    let grades = rows.map { fit.table.rows[$0].stayed ? 1 : 0 }
    guard grades.contains(0), grades.contains(1) else {
      return MemberGain(member: member, fold: fold, gain: gain, precisionGain: nil)
    }
    func precision(_ coefficients: [Double]) -> Double {
      let scores = BLAS.rowSums(loss.values, columns: loss.columns, weights: coefficients)
      let order = scores.indices.sorted { (scores[$1], grades[$0]) < (scores[$0], grades[$1]) }
      return Metric.averagePrecision.value(JudgedRanking(grades: order.map { grades[$0] }, judged: grades), nil, 1)
    }
    return MemberGain(member: member, fold: fold, gain: gain, precisionGain: precision(after) - precision(before))
  }
}
