/// What another way of ranking changes in the lists of many members.
public struct RankMovement: Sendable {
  /// One member's lists before and after.
  public struct Lists: Sendable {
    /// The member's id: nothing else about them is needed.
    public let member: String
    /// Ids of groups, the first place first.
    public let before: [String]
    public let after: [String]

    public init(member: String, before: [String], after: [String]) {
      self.member = member
      self.before = before
      self.after = after
    }
  }

  /// What changes for one group.
  public struct GroupChange: Sendable, Hashable {
    /// The group's id.
    public let group: String
    /// In how many lists it stands.
    public let listsBefore: Int
    public let listsAfter: Int
    /// How many members would look at it, a member counting by how likely a reader gets to its place: for
    /// ``RankComparison/persistence`` p, p to the power of the places above it.
    public let readersBefore: Double
    public let readersAfter: Double

    /// How many readers it gains; negative where it loses.
    public var gain: Double { readersAfter - readersBefore }
  }

  /// Each member's change, the greatest first; those alike by id.
  public let members: [(member: String, comparison: RankComparison)]
  /// The groups of which something changes, the greatest gain first and the greatest loss last; those alike by id.
  public let groups: [GroupChange]

  /// - Complexity: O(all places · log groups), and the square of the places in common for each member.
  public init(_ lists: [Lists]) {
    members = lists.map { ($0.member, RankComparison(from: $0.before, to: $0.after)) }
      .sorted { ($0.1.overlap, $0.0) < ($1.1.overlap, $1.0) }
    let before = Self.places(in: lists.map(\.before))
    let after = Self.places(in: lists.map(\.after))
    groups = Set(before.keys).union(after.keys).map { group in
      let (old, new) = (before[group] ?? [], after[group] ?? [])
      return GroupChange(
        group: group, listsBefore: old.reduce(0, +), listsAfter: new.reduce(0, +), readersBefore: Self.readers(old),
        readersAfter: Self.readers(new))
    }
    .filter { $0.gain != 0 || $0.listsBefore != $0.listsAfter }
    .sorted { ($1.gain, $0.group) < ($0.gain, $1.group) }
  }

  /// The members whose list changes, the greatest change first.
  public var changed: [(member: String, comparison: RankComparison)] { members.filter(\.comparison.isChanged) }

  /// How often each group stands at the first place, the second, and so on: whole numbers, so that the order of the
  /// members changes no sum.
  private static func places(in lists: [[String]]) -> [String: [Int]] {
    lists.reduce(into: [:]) { counts, list in
      for (place, group) in list.enumerated() {
        let missing = max(0, place + 1 - counts[group, default: []].count)
        counts[group, default: []] += repeatElement(0, count: missing)
        counts[group, default: []][place] += 1
      }
    }
  }

  private static func readers(_ places: [Int]) -> Double {
    places.reversed().reduce(0) { $0 * RankComparison.persistence + Double($1) }
  }
}
