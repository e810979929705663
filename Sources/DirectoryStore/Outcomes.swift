import Foundation
import GRDB
import GroupMatching

/// What became of a file of outcomes.
public struct OutcomesReceived: Sendable, Hashable {
  /// Referrals that the store did not know.
  public internal(set) var added = 0
  /// Referrals of which the file says something else than the store did.
  public internal(set) var changed = 0
  /// Referrals of which the file says what the store knew.
  public internal(set) var unchanged = 0
  /// How many outcomes of the file are about each group that the directory has never listed. They are kept.
  public internal(set) var unknownGroups: [String: Int] = [:]
}

/// What became of the wish to be forgotten.
public struct OutcomesForgotten: Sendable, Hashable {
  /// How many outcomes there were; they are gone from every answer.
  public let count: Int
  /// Whether the file holds no trace of them any more. It may, until forgotten again, where another program was using it.
  public let isErased: Bool
}

extension DirectoryStore {
  /// Takes in outcomes in one transaction. A later report of a referral replaces the earlier one whole.
  ///
  /// - Complexity: O(n log m) for n outcomes and m in the store.
  public func receive(_ outcomes: [Outcome]) throws(StoreError) -> OutcomesReceived {
    try write { database in
      let groups = try Set(String.fetchAll(database, sql: "SELECT id FROM supportGroup"))
      var received = OutcomesReceived()
      for outcome in outcomes {
        if !groups.contains(outcome.referral.groupID) {
          received.unknownGroups[outcome.referral.groupID, default: 0] += 1
        }
        switch try Self.outcome(of: outcome.referral, in: database) {
        case outcome?: received.unchanged += 1
        case nil:
          received.added += 1
          try Self.store(outcome, in: database)
        case _?:
          received.changed += 1
          try Self.store(outcome, in: database)
        }
      }
      return received
    }
  }

  /// Every outcome, by member, group and date.
  public func outcomes() throws(StoreError) -> [Outcome] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM outcome ORDER BY memberID, groupID, date").map(Self.outcome)
    }
  }

  /// Removes everything that became of one member's referrals, and leaves no trace of it in the file or its log.
  ///
  /// The file is written anew, since pages that once held an entry may hold copies of it.
  ///
  /// - Complexity: O(bytes of the store).
  public func forgetOutcomes(of memberID: String) throws(StoreError) -> OutcomesForgotten {
    let count = try write { database in
      try database.execute(sql: "DELETE FROM outcome WHERE memberID = ?", arguments: [memberID])
      return database.changesCount
    }
    return OutcomesForgotten(count: count, isErased: try erase())
  }

  /// Writes the file anew without what was deleted.
  ///
  /// - Returns: Whether that could be done: not while another program reads or writes the store.
  private func erase() throws(StoreError) -> Bool {
    try Self.guarding(path) {
      do {
        try database.vacuum()
        try database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        return true
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        return false
      }
    }
  }

  /// How many members were referred to each group and came often enough to count as having stayed.
  ///
  /// A member counts once a group, with the referral after which they came most often. Referrals of which nobody knows
  /// whether the member came are left out.
  public func retentionCounts() throws(StoreError) -> [String: RetentionCount] {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT groupID, count(*) AS referred, sum(most >= ?) AS stayed
          FROM (
            SELECT groupID, max(attendedCount) AS most FROM outcome
            WHERE attendedCount IS NOT NULL GROUP BY groupID, memberID)
          GROUP BY groupID
          """, arguments: [RetentionCount.sessionsToStay])
      return rows.reduce(into: [:]) { counts, row in
        counts[row["groupID"]] = RetentionCount(stayed: row["stayed"], referred: row["referred"])
      }
    }
  }

  private static func outcome(of referral: Outcome.Referral, in database: Database) throws -> Outcome? {
    try Row.fetchOne(
      database, cached: "SELECT * FROM outcome WHERE memberID = ? AND groupID = ? AND date = ?",
      [referral.memberID, referral.groupID, referral.date.description]
    ).map(outcome)
  }

  private static func outcome(_ row: Row) throws -> Outcome {
    let date: String = row["date"]
    guard let day = Day(date) else {
      throw StoreError.damagedOutcome(groupID: row["groupID"], reason: "'\(date)' is not a date")
    }
    var outcome = Outcome(.init(memberID: row["memberID"], groupID: row["groupID"], date: day))
    outcome.shownRank = row["shownRank"]
    outcome.attendedCount = row["attendedCount"]
    outcome.rating = row["rating"]
    outcome.leftEarly = row["leftEarly"]
    return outcome
  }

  private static func store(_ outcome: Outcome, in database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO outcome (memberID, groupID, date, shownRank, attendedCount, rating, leftEarly)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      outcome.referral.memberID, outcome.referral.groupID, outcome.referral.date.description, outcome.shownRank,
      outcome.attendedCount, outcome.rating, outcome.leftEarly,
    ])
  }
}

extension Row {
  /// The first row of a query that is asked again and again.
  fileprivate static func fetchOne(
    _ database: Database, cached sql: String, _ arguments: StatementArguments
  ) throws -> Row? {
    try fetchOne(try database.cachedStatement(sql: sql), arguments: arguments)
  }
}
