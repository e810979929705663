/// Ranks groups for one member after the other, in memory that it keeps: for whole lists of members.
///
/// One thread uses a ranker at a time. Equal questions get equal answers whichever ranker is asked, and equal to those of
/// ``Matcher/match(_:limit:at:diversity:)``.
public final class Ranker {
  public let matcher: Matcher
  private let scratch: SearchScratch

  /// - Complexity: O(rows) of memory: some 20 bytes a group.
  public convenience init(_ matcher: Matcher) {
    self.init(matcher, SearchScratch(rowCount: matcher.snapshot.groups.count))
  }

  init(_ matcher: Matcher, _ scratch: SearchScratch) {
    self.matcher = matcher
    self.scratch = scratch
  }

  /// Works out what a member asks of every group.
  ///
  /// - Parameters:
  ///   - member: With its place looked up, see ``Member/settled(in:)``.
  ///   - moment: The moment asked about.
  /// - Complexity: O(distinct facts) a column.
  public func compile(_ member: Member, at moment: Instant) -> CompiledMember {
    CompiledMember(matcher.plan(for: member, at: moment), matcher.kernel)
  }

  /// The best groups for a member, the best first; ties by id.
  ///
  /// - Complexity: O(rows) with a small factor; most blocks of rows fall away unread.
  public func best(for member: CompiledMember, limit: Int) -> [RankedGroup] {
    best(for: member, limit: limit, countsEligible: false)
  }

  private func best(for member: CompiledMember, limit: Int, countsEligible: Bool) -> [RankedGroup] {
    Search.ranked(
      member.compiled, over: matcher.snapshot, limit: limit, countsEligible: countsEligible, kernel: matcher.kernel,
      scratch: scratch
    ).map { RankedGroup(row: $0.row, id: matcher.snapshot.ids[$0.row], score: $0.score) }
  }

  /// What the last search for the best groups looked at.
  public var counts: SearchCounts { scratch.counts }

  /// The best groups for a member, and how many no rule excludes.
  ///
  /// - Complexity: As ``best(for:limit:)``, and a look at each row that no class of facts excludes.
  public func list(for member: CompiledMember, limit: Int) -> RankedList {
    let groups = best(for: member, limit: limit, countsEligible: true)
    return RankedList(groups: groups, eligible: scratch.counts.eligible)
  }

  /// What each feature that applies to a member gives a group of ``best(for:limit:)``: the points add up to its score.
  ///
  /// - Complexity: O(features).
  public func contributions(of group: RankedGroup, for member: CompiledMember) -> [Contribution] {
    member.plan.contributions(of: group.row)
  }

  /// The value of each feature for a group, in the order of ``Feature/all``; `nil` for one that does not apply to the member.
  /// What is not known has the value that unknown counts as.
  ///
  /// - Complexity: O(features).
  public func values(of group: RankedGroup, for member: CompiledMember) -> [Double?] {
    member.plan.values(of: group.row)
  }

  /// The best groups for a member with all that there is to say about them.
  public func matches(for member: CompiledMember, limit: Int) -> [Match] {
    best(for: member, limit: limit).enumerated().map { place, group in
      member.plan.match(group.row, in: matcher.snapshot, rank: place + 1, rankByScore: place + 1)
    }
  }
}

/// A member's rules and features, worked out against one snapshot with one set of weights.
public final class CompiledMember: Sendable {
  let plan: MemberPlan
  let compiled: CompiledPlan

  init(_ plan: MemberPlan, _ kernel: Kernel) {
    self.plan = plan
    compiled = CompiledPlan(plan, kernel: kernel)
  }
}

/// The list of one member: the groups by id, and how many no rule excludes.
public struct RankedList: Sendable, Hashable {
  /// The best first.
  public let groups: [RankedGroup]
  public let eligible: Int

  /// The list as a line of a batch.
  ///
  /// - Parameter member: What the member is called; `nil` for nothing.
  public func record(of member: String?) -> JSONObject {
    [
      "member": member.map(JSONValue.string) ?? .null,
      "matches": .array(
        groups.enumerated().map { place, group in
          [
            "group": .string(group.id), "score": .number(group.score.share), "rank": .number(Double(place + 1)),
          ]
        }),
      "eligible": .number(Double(eligible)),
    ]
  }
}

/// A group in a list, by id.
public struct RankedGroup: Sendable, Hashable {
  let row: Int
  public let id: String
  /// The sum of what the features give.
  public let score: Points
}
