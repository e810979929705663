import GRDB

/// One import that the store remembers.
public struct ImportRun: Sendable, Hashable {
  public let source: String
  public let file: String
  public let format: String
  /// ISO 8601 in UTC.
  public let finishedAt: String
  public let rowsRead: Int
  public let imported: Int
  public let updated: Int
  public let unchanged: Int
  public let mergedAsSession: Int
  public let quarantined: Int
  public let withdrawn: Int
}

/// How many groups a source has in the store.
public struct SourceCount: Sendable, Hashable {
  public let name: String
  public let format: String
  /// Groups that the source lists.
  public let listed: Int
  /// Groups that it listed once.
  public let withdrawn: Int
  /// The end of the last import, ISO 8601 in UTC.
  public let lastImportAt: String?
}

extension DirectoryStore {
  /// The imports so far, the latest first.
  public func history(atMost limit: Int = 20) throws(StoreError) -> [ImportRun] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT source.name AS source, importRun.* FROM importRun JOIN source ON source.id = sourceId
          ORDER BY importRun.id DESC LIMIT ?
          """, arguments: [limit]
      ).map { row in
        ImportRun(
          source: row["source"], file: row["file"], format: row["format"], finishedAt: row["finishedAt"],
          rowsRead: row["rowsRead"], imported: row["imported"], updated: row["updated"], unchanged: row["unchanged"],
          mergedAsSession: row["mergedAsSession"], quarantined: row["quarantined"], withdrawn: row["withdrawn"])
      }
    }
  }

  /// The sources by name.
  public func sources() throws(StoreError) -> [SourceCount] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT name, format,
            (SELECT count(*) FROM supportGroup WHERE sourceId = source.id AND withdrawnAt IS NULL) AS listed,
            (SELECT count(*) FROM supportGroup WHERE sourceId = source.id AND withdrawnAt IS NOT NULL) AS withdrawn,
            (SELECT max(finishedAt) FROM importRun WHERE sourceId = source.id) AS lastImportAt
          FROM source ORDER BY name
          """
      ).map { row in
        SourceCount(
          name: row["name"], format: row["format"], listed: row["listed"], withdrawn: row["withdrawn"],
          lastImportAt: row["lastImportAt"])
      }
    }
  }

  /// The rows that the last import of each source could not use, by source and row.
  public func quarantine() throws(StoreError) -> [(source: String, row: QuarantinedRecord)] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT source.name AS source, quarantinedRow.* FROM quarantinedRow
          JOIN importRun ON importRun.id = importRunId JOIN source ON source.id = sourceId
          WHERE importRun.id IN (SELECT max(id) FROM importRun GROUP BY sourceId) ORDER BY source.name, row
          """
      ).map { row in
        (
          row["source"] as String,
          QuarantinedRecord(row: row["row"], groupID: row["groupID"], reason: row["reason"], record: row["record"])
        )
      }
    }
  }

  /// Whether SQLite finds the file sound; otherwise what it says.
  public func damage() throws(StoreError) -> [String] {
    try read { database in
      try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
    }
  }
}
