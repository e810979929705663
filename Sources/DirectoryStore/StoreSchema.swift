import GRDB

/// The tables of a directory store, and how each version became the next.
///
/// Migrations are only ever added, never changed: a store made by any version opens in every later one.
enum StoreSchema {
  /// `KITH` in ASCII, in SQLite's header, so that no other program's file is taken for a directory.
  static let applicationID: Int32 = 0x4B49_5448

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("directory") { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try createSources(database)
      try createGroups(database)
      try createImports(database)
    }
    migrator.registerMigration("weights and outcomes") { database in
      try createWeights(database)
      try createOutcomes(database)
    }
    return migrator
  }

  private static func createSources(_ database: Database) throws {
    try database.create(table: "source") { table in
      table.autoIncrementedPrimaryKey("id")
      table.column("name", .text).notNull().unique()
      table.column("format", .text).notNull()
    }
    try database.create(table: "organization") { table in
      table.autoIncrementedPrimaryKey("id")
      table.column("name", .text).notNull().unique()
      table.column("url", .text)
    }
  }

  private static func createGroups(_ database: Database) throws {
    // "group" is a word of SQL.
    try database.create(table: "supportGroup", options: .withoutRowID) { table in
      table.primaryKey("id", .text).notNull()
      table.belongsTo("source", onDelete: .restrict).notNull()
      table.belongsTo("organization")
      table.column("name", .text).notNull()
      table.column("status", .text)
      // The whole native record: what matching reads. The other columns are there to be asked about in SQL.
      table.column("record", .text).notNull()
      table.column("digest", .text).notNull()
      table.column("importedAt", .text).notNull()
      table.column("updatedAt", .text).notNull()
      // Set when the source no longer lists the group: kept, marked, not matched.
      table.column("withdrawnAt", .text)
    }
    try database.create(table: "session", options: .withoutRowID) { table in
      table.belongsTo("supportGroup", onDelete: .cascade).notNull()
      table.column("position", .integer).notNull()
      table.column("weekday", .text).notNull()
      table.column("start", .text).notNull()
      table.column("durationMinutes", .integer)
      table.column("timeZone", .text)
      table.column("recurrence", .text)
      table.column("startDate", .text)
      table.primaryKey(["supportGroupId", "position"])
    }
  }

  private static func createImports(_ database: Database) throws {
    try database.create(table: "importRun") { table in
      table.autoIncrementedPrimaryKey("id")
      table.belongsTo("source", onDelete: .cascade).notNull()
      table.column("file", .text).notNull()
      table.column("format", .text).notNull()
      table.column("finishedAt", .text).notNull()
      for count in ["rowsRead", "imported", "updated", "unchanged", "mergedAsSession", "quarantined", "withdrawn"] {
        table.column(count, .integer).notNull()
      }
    }
    try database.create(table: "quarantinedRow") { table in
      table.belongsTo("importRun", onDelete: .cascade).notNull()
      table.column("row", .integer).notNull()
      table.column("groupID", .text)
      table.column("reason", .text).notNull()
      table.column("record", .text).notNull()
    }
  }

  private static func createWeights(_ database: Database) throws {
    // A change adds a row; none is ever changed, so that a list can be made again with the weights of its day.
    try database.create(table: "weightsVersion", options: .withoutRowID) { table in
      table.column("name", .text).notNull()
      table.column("version", .integer).notNull()
      // The whole record, with a weight a feature: a default that changes later changes no saved profile.
      table.column("record", .text).notNull()
      table.column("note", .text)
      table.column("savedAt", .text).notNull()
      table.primaryKey(["name", "version"])
    }
  }

  private static func createOutcomes(_ database: Database) throws {
    // Groups are named, not referred to: outcomes outlive a directory's entry and may come before it.
    try database.create(table: "outcome", options: .withoutRowID) { table in
      table.column("memberID", .text).notNull()
      table.column("groupID", .text).notNull()
      table.column("date", .text).notNull()
      table.column("shownRank", .integer)
      table.column("attendedCount", .integer)
      table.column("rating", .integer)
      table.column("leftEarly", .boolean)
      table.primaryKey(["memberID", "groupID", "date"])
    }
    try database.create(index: "outcome_on_groupID", on: "outcome", columns: ["groupID"])
  }
}
