/// How much a list should vary, at the cost of some score.
public struct Diversity: Sendable, Hashable {
  /// 0 leaves the order to the score alone, 1 to variety alone.
  public let strength: Double
  /// The most groups of one organisation in the list; `nil` for no cap.
  public let perOrganization: Int?

  /// - Returns: `nil` where the strength is outside 0…1 or the cap is below 1.
  public init?(strength: Double = 0, perOrganization: Int? = nil) {
    guard (0.0...1).contains(strength), perOrganization ?? 1 >= 1 else { return nil }
    self.strength = strength
    self.perOrganization = perOrganization
  }

  /// How many candidates are looked at for each place in the list.
  private static let poolFactor = 5

  /// How many of the best candidates have to be known to fill a list: with a cap all of them, since one organisation may
  /// hold the first thousand.
  func candidatesNeeded(for limit: Int, of rows: Int) -> Int {
    perOrganization == nil ? limit * Self.poolFactor : rows
  }

  /// Picks from candidates in order of score, one by one, the one with the best balance of score and difference from
  /// those already picked: maximal marginal relevance.
  ///
  /// - Complexity: O(candidates + limit²).
  /// - SeeAlso: Carbonell and Goldstein, "The Use of MMR", SIGIR 1998.
  func pick(_ limit: Int, from candidates: [Candidate], in snapshot: Snapshot) -> [Candidate] {
    var pool = pool(for: limit, from: candidates, in: snapshot)
    var likeness = [Double](repeating: 0, count: pool.count)
    var picked: [Candidate] = []
    while picked.count < limit, !pool.isEmpty {
      let values = zip(pool, likeness).map { (1 - strength) * $0.score.share - strength * $1 }
      let best = values.indices.max { values[$0] < values[$1] || (values[$0] == values[$1] && $0 > $1) } ?? 0
      picked.append(pool.remove(at: best))
      likeness.remove(at: best)
      let group = snapshot.groups[picked[picked.count - 1].row]
      for index in pool.indices {
        likeness[index] = max(likeness[index], Self.likeness(of: group, and: snapshot.groups[pool[index].row]))
      }
    }
    return picked
  }

  /// The best candidates with no more of one organisation than the cap allows, enough to choose from.
  private func pool(for limit: Int, from candidates: [Candidate], in snapshot: Snapshot) -> [Candidate] {
    var countOfOrganization: [String: Int] = [:]
    var pool: [Candidate] = []
    for candidate in candidates where pool.count < limit * Self.poolFactor {
      if let cap = perOrganization, let name = snapshot.groups[candidate.row].organization?.name {
        countOfOrganization[name, default: 0] += 1
        if countOfOrganization[name, default: 0] > cap { continue }
      }
      pool.append(candidate)
    }
    return pool
  }

  /// How alike two groups are to somebody who reads a list, 0…1: the same organisation, topics, ways of meeting, weekdays.
  private static func likeness(of one: Group, and other: Group) -> Double {
    let parts = [
      one.organization != nil && one.organization?.name == other.organization?.name ? 1 : 0,
      overlap(Set(one.topics), Set(other.topics)), one.formats == other.formats ? 1 : 0,
      overlap(Set(one.sessions.map(\.weekday)), Set(other.sessions.map(\.weekday))),
    ]
    return parts.reduce(0, +) / Double(parts.count)
  }

  private static func overlap<Element>(_ one: Set<Element>, _ other: Set<Element>) -> Double {
    let all = one.union(other).count
    return all == 0 ? 0 : Double(one.intersection(other).count) / Double(all)
  }
}
