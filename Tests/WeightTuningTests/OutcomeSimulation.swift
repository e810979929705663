import Foundation

@testable import WeightTuning

/// Outcomes made up from known weights: members are shown ranked groups, look at few of them, and stay where they suit.
struct OutcomeSimulation {
  /// Weights of the profile, and the true ones, in the same units.
  let profile: [Double]
  let truth: [Double]
  private var random: SplitMix64

  /// - Parameter spread: How far the true weights are drawn from the profile's, in log odds a deviation; 0 makes the
  ///   profile right.
  init(features: Int, spread: Double, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let profile = (0..<features).map { 1 + Double($0 % 4) }
    let deviation = Self.deviation
    let length = profile.reduce(0) { $0 + $1 * deviation * $1 * deviation }.squareRoot()
    // One deviation of the score is one unit of log odds.
    let along = profile.map { $0 * deviation / length }
    let noise: [Double] = profile.map { _ in spread * random.normal() }
    let parallel: Double = zip(noise, along).reduce(0.0) { $0 + $1.0 * $1.1 }
    let standardized: [Double] = zip(noise, along).map { noise, along in along + noise - parallel * along }
    // On the profile's scale.
    truth = standardized.map { max(0, $0) / deviation * length }
    self.profile = profile
    self.random = random
  }

  /// Values are even over 0…1.
  private static let deviation = (1.0 / 12).squareRoot()

  /// A table of outcomes, five shown groups a member.
  mutating func table(outcomes: Int, positionBias: Bool = true) -> OutcomeTable {
    let features = profile.count
    let scale = 1 / profile.reduce(0) { $0 + $1 * Self.deviation * $1 * Self.deviation }.squareRoot()
    var rows: [OutcomeTable.Row] = []
    while rows.count < outcomes {
      let member = "m\(rows.count / 5)"
      let shown = (0..<5).map { _ in (0..<features).map { _ in random.fraction() } }
      let ranked = shown.sorted { score($0, profile) > score($1, profile) }
      for (place, values) in ranked.enumerated() where rows.count < outcomes {
        let looks = positionBias ? 1 / Double(place + 1).squareRoot() : 1
        let odds = scale * (score(values, truth) - truth.reduce(0, +) / 2) - 0.3
        let stays = random.fraction() < looks * LogisticLoss.logistic(odds)
        rows.append(
          OutcomeTable.Row(
            member: member, group: "g\(place)", shownRank: place + 1, stayed: stays, values: values.map { $0 }))
      }
    }
    return OutcomeTable(features: (0..<features).map { "f\($0)" }, rows: rows)
  }

  private func score(_ values: [Double], _ weights: [Double]) -> Double {
    zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
