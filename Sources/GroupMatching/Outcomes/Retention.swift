/// How many of the members referred to a group came back.
public struct RetentionCount: Sendable, Hashable {
  /// How many sessions a member has come to who counts as having stayed: the guides tell newcomers to give a group three.
  public static let sessionsToStay = 3
  /// The same in words.
  static let stayingPhrase = "three times or more"

  /// Members who came that often.
  public let stayed: Int
  /// Members who were referred and of whom it is known how often they came.
  public let referred: Int

  public init(stayed: Int, referred: Int) {
    self.stayed = stayed
    self.referred = referred
  }
}

/// What is known of how many stay in a group.
public struct Retention: Sendable, Hashable {
  public let count: RetentionCount
  /// The share that is expected to stay, 0…1: the group's own share, drawn toward the usual one while referrals are few.
  public let share: Double
  /// The usual share over all groups, 0…1.
  public let usualShare: Double

  public init(count: RetentionCount, share: Double, usualShare: Double) {
    self.count = count
    self.share = share
    self.usualShare = usualShare
  }

  /// All of it, for a digest.
  var text: String { "\(count.stayed) \(count.referred) \(share) \(usualShare)" }
}

/// What is known of a group's share before any of its own outcomes: a beta distribution over all groups, fitted to them.
///
/// How many of n referred members stay is taken as binomial, with a share that differs from group to group by a beta
/// distribution. Its mean is the share over all groups; its strength, in members, follows from how much more the groups'
/// shares vary than chance alone would make them.
///
/// - SeeAlso: Kleinman, "Proportions with Extraneous Variance: Single and Independent Samples", JASA 68 (1973), for the
///   method of moments with the referrals as weights; Efron and Morris, "Stein's Paradox in Statistics", 1977, for why the
///   shrunken shares are nearer the truth together.
public struct RetentionPrior: Sendable, Hashable {
  /// The usual share, 0…1.
  public let mean: Double
  /// How many members' outcomes it counts as much as: the sum of the two parameters of the beta distribution.
  public let strength: Double

  /// Where groups cannot be told apart yet, every share is as likely as any other: Beta(1, 1).
  static let uniform = RetentionPrior(mean: 0.5, strength: 2)

  /// Below two members one member's stay would decide; above a thousand no group could ever show what it is.
  static let strengthRange = 2.0...1000

  init(mean: Double, strength: Double) {
    self.mean = mean
    self.strength = strength
  }

  /// Fits the distribution to groups, in any order.
  ///
  /// With fewer than two groups, or where everybody stayed or nobody did, there is nothing to fit and it is uniform.
  ///
  /// - Complexity: O(n log n).
  public init(fitting counts: some Sequence<RetentionCount>) {
    // In one order, so that sums do not depend on the order of the input.
    let counts = counts.filter { $0.referred > 0 }.sorted { ($0.referred, $0.stayed) < ($1.referred, $1.stayed) }
    let referred = counts.reduce(0) { $0 + $1.referred }
    let stayed = counts.reduce(0) { $0 + $1.stayed }
    guard counts.count > 1, stayed > 0, stayed < referred else {
      self = .uniform
      return
    }
    mean = Double(stayed) / Double(referred)
    // One member a group says nothing about how groups differ.
    guard counts.contains(where: { $0.referred > 1 }) else {
      strength = Self.strengthRange.lowerBound
      return
    }
    let correlation = Self.correlation(counts, mean: mean)
    let fitted = correlation > 0 ? (1 - correlation) / correlation : .infinity
    strength = min(max(fitted, Self.strengthRange.lowerBound), Self.strengthRange.upperBound)
  }

  /// How alike two members of one group are, beyond what all members have in common; chance can make it negative, or
  /// greater than 1.
  static func correlation(_ counts: [RetentionCount], mean: Double) -> Double {
    let total = counts.reduce(0) { $0 + Double($1.referred) }
    let squares = counts.reduce(0) { $0 + Double($1.referred) * Double($1.referred) }
    let spread = counts.reduce(0) { sum, count in
      let difference = Double(count.stayed) / Double(count.referred) - mean
      return sum + Double(count.referred) * difference * difference
    }
    // The spread that chance alone would give, and how fast it grows with the correlation.
    let byChance = Double(counts.count - 1)
    let perCorrelation = total - squares / total - byChance
    return (spread / (mean * (1 - mean)) - byChance) / perCorrelation
  }

  /// What is known of a group with its own outcomes beside all others': the mean of the beta distribution after them.
  ///
  /// - Complexity: O(1).
  public func retention(_ count: RetentionCount) -> Retention {
    let share = (mean * strength + Double(count.stayed)) / (strength + Double(count.referred))
    return Retention(count: count, share: share, usualShare: mean)
  }
}

extension Retention {
  /// What is known of every group with outcomes, by id.
  ///
  /// - Complexity: O(n log n).
  public static func byGroup(_ counts: [String: RetentionCount]) -> [String: Retention] {
    let known = counts.filter { $0.value.referred > 0 }
    let prior = RetentionPrior(fitting: known.values)
    return known.mapValues(prior.retention)
  }
}
