import Foundation
import GroupMatching
import Synchronization

/// Outcomes put together with the members they are of and the groups they led to.
public struct OutcomeAssembly: Sendable {
  /// Outcomes that could not be used, by reason.
  public struct Skipped: Sendable, Hashable {
    /// The members file does not have the member.
    public var unknownMember = 0
    /// The directory does not have the group.
    public var unknownGroup = 0
    /// What the success turns on is not known, see ``Success/needs``.
    public var unknownSuccess = 0

    public var total: Int { unknownMember + unknownGroup + unknownSuccess }
  }

  public let table: OutcomeTable
  public let skipped: Skipped
  /// What the table's rows call staying.
  public let success: Success
  /// The members with a row in the table, by id.
  public let members: [String: Member]

  /// - Parameters:
  ///   - members: With their places looked up; the first of an id counts.
  ///   - snapshot: Without what is known of retention, which is made of the same outcomes: a weight learned on it would
  ///     be learned from its own answer.
  ///   - success: What of a referral is learned toward.
  /// - Complexity: one compilation of the features a member, spread over the processors, and little for each date.
  public init(_ outcomes: [Outcome], members: [Member], snapshot: Snapshot, success: Success = .stayed) {
    self.success = success
    var memberOfID: [String: Member] = [:]
    for member in members {
      if let id = member.id, memberOfID[id] == nil { memberOfID[id] = member }
    }
    var skipped = Skipped()
    var visits: [String: [Day: [Outcome]]] = [:]
    var days: ClosedRange<Day>?
    for outcome in outcomes {
      if success.judge(outcome) == nil {
        skipped.unknownSuccess += 1
      } else if memberOfID[outcome.referral.memberID] == nil {
        skipped.unknownMember += 1
      } else if snapshot.row(of: outcome.referral.groupID) == nil {
        skipped.unknownGroup += 1
      } else {
        let day = outcome.referral.date
        visits[outcome.referral.memberID, default: [:]][day, default: []].append(outcome)
        days = min(days?.lowerBound ?? day, day)...max(days?.upperBound ?? day, day)
      }
    }
    self.skipped = skipped
    self.members = memberOfID.filter { visits[$0.key] != nil }
    let rows = days.map { Self.rows(visits.sorted { $0.key < $1.key }, memberOfID, snapshot, $0, success) } ?? []
    table = OutcomeTable(features: Feature.all.map(\.id), rows: rows)
  }

  /// The rows of members, each with its outcomes by day.
  private static func rows(
    _ visits: [(key: String, value: [Day: [Outcome]])], _ members: [String: Member], _ snapshot: Snapshot,
    _ days: ClosedRange<Day>, _ success: Success
  ) -> [OutcomeTable.Row] {
    let clocks = SessionClocks(
      of: snapshot, members: visits.compactMap { members[$0.key] },
      moments: Instant(startOf: days.lowerBound)...Instant(startOf: days.upperBound))
    let rows = Mutex([[OutcomeTable.Row]](repeating: [], count: visits.count))
    DispatchQueue.concurrentPerform(iterations: visits.count) { place in
      let (id, lists) = visits[place]
      guard let member = members[id] else { return }
      let own = Self.rows(lists, of: id, MemberFeatures(member, over: snapshot, clocks: clocks), success)
      rows.withLock { $0[place] = own }
    }
    return rows.withLock { $0.flatMap { $0 } }
  }

  private static func rows(
    _ lists: [Day: [Outcome]], of member: String, _ features: MemberFeatures, _ success: Success
  ) -> [OutcomeTable.Row] {
    lists.flatMap { day, outcomes in
      let values = features.values(of: outcomes.map(\.referral.groupID), at: Instant(startOf: day))
      return zip(outcomes, values).compactMap { outcome, values in
        values.map {
          OutcomeTable.Row(
            member: member, group: outcome.referral.groupID, shownRank: outcome.shownRank,
            stayed: success.judge(outcome) == true, values: $0)
        }
      }
    }
  }
}
