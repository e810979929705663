import Foundation
import GroupMatching
import Synchronization

/// How evenly a set of weights spreads groups over members' lists.
public struct Exposure: Sendable, Hashable {
  /// Gini's coefficient of the number of lists each group is on: 0 where all are on as many, 1 where one is on all.
  public let groupGini: Double
  /// The same over organisations; `nil` where the directory names none.
  public let organizationGini: Double?
  /// How many groups are on no list.
  public let unseenGroups: Int
  public let groups: Int
  /// How many members' lists were made.
  public let members: Int

  /// How long the lists are.
  public static let listLength = 5
  /// So many members' lists show the spread.
  public static let memberLimit = 100

  /// The members' lists with some weights, each with the member's id.
  ///
  /// - Parameter members: Of more than ``memberLimit``, some by a digest of their ids.
  /// - Complexity: O(members · a match).
  static func lists(
    _ matcher: Matcher, members: [String: Member], at moment: Instant
  ) -> [(member: String, groups: [String])] {
    let chosen = members.sorted { (StableDigest.of($0.key), $0.key) < (StableDigest.of($1.key), $1.key) }
      .prefix(memberLimit)
    let lists = Mutex([[String]](repeating: [], count: chosen.count))
    DispatchQueue.concurrentPerform(iterations: chosen.count) { place in
      let list = matcher.list(chosen[place].value, limit: listLength, at: moment).groups.map(\.id)
      lists.withLock { $0[place] = list }
    }
    return zip(chosen, lists.withLock { $0 }).map { ($0.key, $1) }
  }

  /// - Parameters:
  ///   - lists: One a member.
  ///   - groups: Every group with its organisation's name.
  /// - Complexity: O(groups · log groups).
  init(_ lists: [[String]], groups: [(id: String, organization: String?)]) {
    var counts: [String: Int] = [:]
    for id in lists.flatMap({ $0 }) { counts[id, default: 0] += 1 }
    var byOrganization: [String: Int] = [:]
    for group in groups {
      if let name = group.organization { byOrganization[name, default: 0] += counts[group.id, default: 0] }
    }
    groupGini = Self.gini(groups.map { Double(counts[$0.id, default: 0]) })
    organizationGini = byOrganization.isEmpty ? nil : Self.gini(byOrganization.values.map(Double.init))
    unseenGroups = groups.count { counts[$0.id] == nil }
    self.groups = groups.count
    members = lists.count
  }

  /// - Complexity: O(n log n).
  /// - SeeAlso: Gini, "Variabilità e mutabilità", 1912, as *Σ (2i − n − 1) x / (n Σ x)* over sorted values.
  static func gini(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let sum = sorted.reduce(0, +)
    guard sum > 0 else { return 0 }
    let n = Double(sorted.count)
    return sorted.enumerated().reduce(0) { $0 + (2 * Double($1.offset + 1) - n - 1) * $1.element } / (n * sum)
  }
}
