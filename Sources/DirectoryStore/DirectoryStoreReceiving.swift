import Foundation
import GRDB
import GroupMatching

extension DirectoryStore {
  /// Takes in a delivery in one transaction: new groups, changed ones, and those that the source no longer lists, which
  /// are marked as withdrawn.
  ///
  /// - Parameter now: The moment to note, in UTC.
  /// - Complexity: O(n log n) in the groups of the source.
  public func receive(_ delivery: Delivery, now: Date = Date()) throws(StoreError) -> DeliveryOutcome {
    let moment = Self.text(of: now)
    return try write { database in
      var receiving = Receiving(database, delivery, moment)
      return try receiving.run()
    }
  }

  /// A moment as ISO 8601 in UTC.
  static func text(of date: Date) -> String { date.formatted(.iso8601) }
}

/// One delivery on its way into the tables.
private struct Receiving {
  private let database: Database
  private let delivery: Delivery
  private let moment: String
  private var outcome = DeliveryOutcome()
  private var organizationIDs: [String: Int64] = [:]

  init(_ database: Database, _ delivery: Delivery, _ moment: String) {
    self.database = database
    self.delivery = delivery
    self.moment = moment
  }

  mutating func run() throws -> DeliveryOutcome {
    let sourceID = try upsertSource()
    var known = try digests(of: sourceID)
    for group in delivery.groups {
      let record = JSONValue.object(group.record).text
      let digest = Digest.hexadecimal(of: [record])
      if let stored = known.removeValue(forKey: group.id) {
        if stored.digest == digest, !stored.isWithdrawn {
          outcome.unchanged += 1
          continue
        }
        outcome.updated += 1
      } else if let other = try sourceName(of: group.id) {
        outcome.conflicts.append(.init(groupID: group.id, otherSource: other))
        continue
      } else {
        outcome.imported += 1
      }
      try store(group, record, digest, sourceID)
    }
    try withdraw(known.filter { !$0.value.isWithdrawn }.keys.sorted())
    try note(sourceID)
    return outcome
  }

  private func upsertSource() throws -> Int64 {
    try database.execute(
      sql: "INSERT INTO source (name, format) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET format = excluded.format",
      arguments: [delivery.source, delivery.format])
    return try Int64.fetchOne(database, sql: "SELECT id FROM source WHERE name = ?", arguments: [delivery.source]) ?? 0
  }

  private func digests(of sourceID: Int64) throws -> [String: (digest: String, isWithdrawn: Bool)] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT id, digest, withdrawnAt IS NOT NULL AS gone FROM supportGroup WHERE sourceId = ?",
      arguments: [sourceID])
    return Dictionary(uniqueKeysWithValues: rows.map { ($0["id"], ($0["digest"], $0["gone"])) })
  }

  private func sourceName(of id: String) throws -> String? {
    try String.fetchOne(
      database,
      sql: "SELECT source.name FROM supportGroup JOIN source ON source.id = sourceId WHERE supportGroup.id = ?",
      arguments: [id])
  }

  private mutating func store(_ group: Group, _ record: String, _ digest: String, _ sourceID: Int64) throws {
    try database.execute(
      sql: """
        INSERT INTO supportGroup
          (id, sourceId, organizationId, name, status, record, digest, importedAt, updatedAt, withdrawnAt)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
        ON CONFLICT (id) DO UPDATE SET organizationId = excluded.organizationId, name = excluded.name,
          status = excluded.status, record = excluded.record, digest = excluded.digest, updatedAt = excluded.updatedAt,
          withdrawnAt = NULL
        """,
      arguments: [
        group.id, sourceID, try group.organization.map { try organizationID($0) }, group.name, group.status?.rawValue,
        record, digest, moment, moment,
      ])
    try database.execute(sql: "DELETE FROM session WHERE supportGroupId = ?", arguments: [group.id])
    for (position, session) in group.sessions.enumerated() {
      try database.execute(
        sql: "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          group.id, position, session.weekday.rawValue, session.start.description, session.durationMinutes,
          session.zone?.description, session.recurrence?.description, session.startDate?.description,
        ])
    }
  }

  private mutating func organizationID(_ organization: Organization) throws -> Int64? {
    if let id = organizationIDs[organization.name] { return id }
    try database.execute(
      sql: """
        INSERT INTO organization (name, url) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET url = coalesce(excluded.url, url)
        """,
      arguments: [organization.name, organization.url])
    let id = try Int64.fetchOne(
      database, sql: "SELECT id FROM organization WHERE name = ?", arguments: [organization.name])
    organizationIDs[organization.name] = id
    return id
  }

  private mutating func withdraw(_ ids: [String]) throws {
    for id in ids {
      try database.execute(sql: "UPDATE supportGroup SET withdrawnAt = ? WHERE id = ?", arguments: [moment, id])
    }
    outcome.withdrawn = ids.count
  }

  private func note(_ sourceID: Int64) throws {
    let conflicts = outcome.conflicts.map { conflict in
      QuarantinedRecord(
        row: 0, groupID: conflict.groupID, reason: "the id belongs to source \(conflict.otherSource)", record: "{}")
    }
    let quarantined = delivery.quarantined + conflicts
    try database.execute(
      sql: """
        INSERT INTO importRun (sourceId, file, format, finishedAt, rowsRead, imported, updated, unchanged,
          mergedAsSession, quarantined, withdrawn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        sourceID, delivery.file, delivery.format, moment, delivery.rowsRead, outcome.imported, outcome.updated,
        outcome.unchanged, delivery.mergedAsSession, quarantined.count, outcome.withdrawn,
      ])
    let run = database.lastInsertedRowID
    for row in quarantined {
      try database.execute(
        sql: "INSERT INTO quarantinedRow VALUES (?, ?, ?, ?, ?)",
        arguments: [run, row.row, row.groupID, row.reason, row.record])
    }
  }
}
