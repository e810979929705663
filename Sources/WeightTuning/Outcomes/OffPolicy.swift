import Foundation
import GroupMatching
import Synchronization

/// What other weights would have led to, estimated from what came of the lists that were shown.
///
/// A referral that led to staying counts by how much likelier the group would have been looked at where the other weights
/// put it: the chance at its new rank over the chance at the rank it was shown at.
///
/// - SeeAlso: Joachims, Swaminathan, Schnabel, "Unbiased Learning-to-Rank with Biased Feedback", WSDM 2017; Swaminathan and
///   Joachims, "The Self-Normalized Estimator for Counterfactual Learning", NIPS 2015.
public struct OffPolicyEstimate: Sendable {
  public let weights: String
  /// Referrals a member that lead to staying, by inverse propensities.
  public let ips: Estimate
  /// The share of referrals looked at that lead to staying: self-normalised, of less variance and a little bias.
  public let snips: Estimate
  /// What the ratios of chances leave of the number of outcomes.
  public let effectiveOutcomes: Double
  /// The difference in ``ips`` to the first weights, by member; `nil` for those.
  public let comparison: Comparison?
}

/// Off-policy estimates of several sets of weights on the same outcomes.
public struct OffPolicyEvaluation: Sendable {
  /// One a set of weights, in the order given.
  public let estimates: [OffPolicyEstimate]
  public let propensities: Propensities
  /// What counts as staying.
  public let success: Success
  public let members: Int
  public let outcomes: Int
  /// Referrals a member that led to staying as lists were shown.
  public let shown: Estimate

  /// How far down a list is looked for a group; beyond, it is not seen.
  static let listLength = 20
  /// A ratio of chances counts at most this much.
  static let ratioLimit = 10.0

  /// A member's outcomes under some weights: the sum of ratios, and of those that led to staying.
  struct MemberSum: Sendable, Hashable {
    var weight = 0.0
    var stayed = 0.0
    var squares = 0.0
  }

  /// - Parameters:
  ///   - matchers: One for each set of weights; the first is what the others are compared with.
  ///   - moment: At which the lists are made anew.
  /// - Complexity: O(weights · members · a match).
  public init(
    _ matchers: [Matcher], on assembly: OutcomeAssembly, at moment: Instant, seed: UInt64 = 1
  ) throws(TuningError) {
    let table = assembly.table
    let propensities = try Propensities.estimated(from: table, rows: Array(table.rows.indices))
    let sums = matchers.map { Self.sums($0, assembly, propensities, moment) }
    estimates = zip(matchers, sums).enumerated().map { place, pair in
      let (matcher, own) = pair
      let total = own.reduce(0) { $0 + $1.weight }
      let squares = own.reduce(0) { $0 + $1.squares }
      return OffPolicyEstimate(
        weights: matcher.weights.name, ips: Estimate(bootstrapping: own.map(\.stayed), seed: seed),
        snips: Self.ratio(own, seed: seed), effectiveOutcomes: squares > 0 ? total * total / squares : 0,
        comparison: place == 0 ? nil : Comparison(sums[0].map(\.stayed), own.map(\.stayed), seed: seed))
    }
    self.propensities = propensities
    success = assembly.success
    members = table.members.count
    outcomes = table.rows.count
    shown = Estimate(
      bootstrapping: table.members.map { rows in Double(rows.count { table.rows[$0].stayed }) }, seed: seed)
  }

  private static func sums(
    _ matcher: Matcher, _ assembly: OutcomeAssembly, _ propensities: Propensities, _ moment: Instant
  ) -> [MemberSum] {
    let table = assembly.table
    let sums = Mutex([MemberSum](repeating: MemberSum(), count: table.members.count))
    DispatchQueue.concurrentPerform(iterations: table.members.count) { place in
      let rows = table.members[place].map { table.rows[$0] }
      guard let first = rows.first, let member = assembly.members[first.member] else { return }
      let list = matcher.list(member, limit: listLength, at: moment).groups.map(\.id)
      let ranks = Dictionary(uniqueKeysWithValues: list.enumerated().map { ($1, $0 + 1) })
      var sum = MemberSum()
      for row in rows {
        guard let rank = ranks[row.group] else { continue }
        let ratio = min(ratioLimit, propensities.chance(at: rank) / propensities.chance(at: row.shownRank))
        sum.weight += ratio
        sum.squares += ratio * ratio
        if row.stayed { sum.stayed += ratio }
      }
      sums.withLock { $0[place] = sum }
    }
    return sums.withLock { $0 }
  }

  /// The ratio of two sums over members, with the percentiles of resampled members.
  static func ratio(_ sums: [MemberSum], seed: UInt64) -> Estimate {
    func ratio(_ stayed: Double, _ weight: Double) -> Double { weight > 0 ? stayed / weight : 0 }
    let sorted = sums.sorted { ($0.weight, $0.stayed) < ($1.weight, $1.stayed) }
    let mean = ratio(sorted.reduce(0) { $0 + $1.stayed }, sorted.reduce(0) { $0 + $1.weight })
    guard sorted.count > 1 else { return Estimate(mean: mean, interval: nil, count: sorted.count) }
    var random = SplitMix64(seed: seed)
    let ratios = (0..<Estimate.resamples(of: sorted.count)).map { _ in
      var (stayed, weight) = (0.0, 0.0)
      for _ in sorted.indices {
        let sum = sorted[random.place(below: sorted.count)]
        stayed += sum.stayed
        weight += sum.weight
      }
      return ratio(stayed, weight)
    }.sorted()
    let low = Estimate.percentile(ratios, 0.025)
    let high = Estimate.percentile(ratios, 0.975)
    return Estimate(mean: mean, interval: min(low, mean)...max(high, mean), count: sorted.count)
  }
}

extension OffPolicyEvaluation {
  /// The estimates as JSON.
  public var record: JSONObject {
    let rows = estimates.map { estimate -> JSONValue in
      [
        "weights": .string(estimate.weights), "IPS": .object(estimate.ips.record(counting: "members")),
        "SNIPS": .object(estimate.snips.record(counting: "members")),
        "effectiveOutcomes": .number(estimate.effectiveOutcomes),
        "comparison": estimate.comparison.map { .object($0.record(counting: "members")) } ?? .null,
      ]
    }
    return [
      "success": .string(success.id), "outcomes": .number(Double(outcomes)), "members": .number(Double(members)),
      "shown": .object(shown.record(counting: "members")), "estimates": .array(rows),
      "propensities": .array(propensities.byRank.map(JSONValue.number)),
    ]
  }
}
