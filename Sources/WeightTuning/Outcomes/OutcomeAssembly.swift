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
    /// Nobody knows how often the member came.
    public var unknownAttendance = 0

    public var total: Int { unknownMember + unknownGroup + unknownAttendance }
  }

  public let table: OutcomeTable
  public let skipped: Skipped
  /// The members with a row in the table, by id.
  public let members: [String: Member]

  /// - Parameters:
  ///   - members: With their places looked up; the first of an id counts.
  ///   - snapshot: Without what is known of retention, which is made of the same outcomes: a weight learned on it would
  ///     be learned from its own answer.
  /// - Complexity: one compilation of the features a member and date, spread over the processors.
  public init(_ outcomes: [Outcome], members: [Member], snapshot: Snapshot) {
    var memberOfID: [String: Member] = [:]
    for member in members {
      if let id = member.id, memberOfID[id] == nil { memberOfID[id] = member }
    }
    var skipped = Skipped()
    var visits: [Visit: [Outcome]] = [:]
    for outcome in outcomes {
      if outcome.attendedCount == nil {
        skipped.unknownAttendance += 1
      } else if memberOfID[outcome.referral.memberID] == nil {
        skipped.unknownMember += 1
      } else if snapshot.row(of: outcome.referral.groupID) == nil {
        skipped.unknownGroup += 1
      } else {
        visits[Visit(member: outcome.referral.memberID, date: outcome.referral.date), default: []].append(outcome)
      }
    }
    self.skipped = skipped
    let rows = Self.rows(visits.sorted { $0.key < $1.key }, memberOfID, snapshot)
    table = OutcomeTable(features: Feature.all.map(\.id), rows: rows)
    let used = Set(rows.map(\.member))
    self.members = memberOfID.filter { used.contains($0.key) }
  }

  /// A list shown: one member on one day.
  private struct Visit: Hashable, Comparable {
    let member: String
    let date: Day

    static func < (left: Self, right: Self) -> Bool { (left.member, left.date) < (right.member, right.date) }
  }

  private static func rows(
    _ visits: [(key: Visit, value: [Outcome])], _ members: [String: Member], _ snapshot: Snapshot
  ) -> [OutcomeTable.Row] {
    let chunkCount = min(64, max(1, visits.count))
    let chunks = Mutex([[OutcomeTable.Row]](repeating: [], count: chunkCount))
    DispatchQueue.concurrentPerform(iterations: chunkCount) { chunk in
      var rows: [OutcomeTable.Row] = []
      for place in chunk * visits.count / chunkCount..<(chunk + 1) * visits.count / chunkCount {
        let visit = visits[place]
        guard let member = members[visit.key.member] else { continue }
        let moment = Instant(minutesSinceEpoch: visit.key.date.daysSinceEpoch * 1440)
        let values = snapshot.featureValues(of: visit.value.map(\.referral.groupID), for: member, at: moment)
        for (outcome, values) in zip(visit.value, values.groups) {
          guard let values else { continue }
          rows.append(
            OutcomeTable.Row(
              member: visit.key.member, group: outcome.referral.groupID, shownRank: outcome.shownRank,
              stayed: (outcome.attendedCount ?? 0) >= RetentionCount.sessionsToStay, values: values))
        }
      }
      chunks.withLock { $0[chunk] = rows }
    }
    return chunks.withLock { $0.flatMap { $0 } }
  }
}
