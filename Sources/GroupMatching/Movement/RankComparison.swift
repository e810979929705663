/// How far two ranked lists of the same person agree.
public struct RankComparison: Sendable, Hashable {
  /// How likely a reader of a list goes on from one place to the next.
  ///
  /// With 0.9, the first ten places hold 86 % of the weight of ``overlap``.
  public static let persistence = 0.9

  /// Rank-biased overlap, extrapolated, 0…1: 1 for equal lists, 0 for lists with nothing in common. Places near the top
  /// weigh most. Two empty lists are equal.
  public let overlap: Double
  /// Kendall's τ over the groups that are in both lists, −1…1: 1 for the same order, −1 for the opposite one; `nil` for
  /// fewer than two.
  public let tau: Double?
  /// What only the second list has, in its order.
  public let entered: [String]
  /// What only the first list has, in its order.
  public let left: [String]
  /// Whether another group, or none, stands first.
  public let hasOtherFirst: Bool
  /// Whether anything differs.
  public let isChanged: Bool

  /// - Parameters:
  ///   - before: Ids from the first place on, each once.
  ///   - after: The same from the other list.
  /// - Complexity: O(n²) for the groups in common, else O(n).
  public init(from before: [String], to after: [String]) {
    overlap = Self.overlap(before, after, persistence: Self.persistence)
    let (old, new) = (Set(before), Set(after))
    entered = after.filter { !old.contains($0) }
    left = before.filter { !new.contains($0) }
    tau = Self.tau(before.filter(new.contains), after.filter(old.contains))
    hasOtherFirst = before.first != after.first
    isChanged = before != after
  }

  /// Rank-biased overlap of two lists, extrapolated beyond their ends as if they went on as they are.
  ///
  /// - SeeAlso: Webber, Moffat, Zobel, "A Similarity Measure for Indefinite Rankings", ACM TOIS 28 (2010), equation 32.
  static func overlap(_ first: [String], _ second: [String], persistence: Double) -> Double {
    let (short, long) = first.count <= second.count ? (first, second) : (second, first)
    guard !short.isEmpty else { return long.isEmpty ? 1 : 0 }
    var (seenInShort, seenInLong): (Set<String>, Set<String>) = ([], [])
    var (common, commonAtShort) = (0, 0)
    var (sum, weight) = (0.0, 1.0)
    for depth in 1...long.count {
      weight *= persistence
      seenInLong.insert(long[depth - 1])
      if depth <= short.count {
        seenInShort.insert(short[depth - 1])
        if seenInLong.contains(short[depth - 1]) { common += 1 }
        if short[depth - 1] != long[depth - 1], seenInShort.contains(long[depth - 1]) { common += 1 }
        commonAtShort = common
      } else if seenInShort.contains(long[depth - 1]) {
        common += 1
      }
      sum += Double(common) / Double(depth) * weight
      // Beyond the shorter list its agreement is taken to stay what it was at its end.
      let missing = Double(max(0, depth - short.count))
      sum += Double(commonAtShort) * missing / Double(short.count * depth) * weight
    }
    let seen = Double(common - commonAtShort) / Double(long.count) + Double(commonAtShort) / Double(short.count)
    return min(1, sum * (1 - persistence) / persistence + seen * weight)
  }

  /// Kendall's τ of two orders of the same things: the share of pairs in the same order, less that of pairs in the
  /// opposite one.
  ///
  /// - SeeAlso: Kendall, "A New Measure of Rank Correlation", Biometrika 30 (1938).
  private static func tau(_ first: [String], _ second: [String]) -> Double? {
    guard first.count > 1 else { return nil }
    let places = Dictionary(uniqueKeysWithValues: second.enumerated().map { ($1, $0) })
    let order = first.compactMap { places[$0] }
    var inverted = 0
    for index in order.indices {
      for later in order[(index + 1)...] where later < order[index] { inverted += 1 }
    }
    return 1 - 4 * Double(inverted) / Double(order.count * (order.count - 1))
  }
}
