import Foundation
import GRDB
import GroupMatching

/// A directory of groups in one SQLite file, with the organisation's own weights and what became of its referrals.
///
/// Each source, a file or a feed, is delivered whole: one transaction brings the store from its last state to the new
/// one, so that a crash half-way leaves what was there before.
public struct DirectoryStore: Sendable {
  /// The file's path, for messages.
  public let path: String
  let database: any DatabaseWriter

  /// How a store is opened.
  public enum Access: Sendable {
    /// The file has to be there; nothing is written.
    case reading
    /// The file has to be there, and is brought up to the latest schema.
    case changing
    /// The file is made where there is none, and brought up to the latest schema.
    case writing
  }

  /// Opens a store's file.
  ///
  /// - Throws: ``StoreError`` where the file is missing, is something else, or is of another version.
  public init(path: String, access: Access) throws(StoreError) {
    self.path = path
    if access != .writing, !FileManager.default.fileExists(atPath: path) { throw .missing(path: path) }
    var configuration = Configuration()
    configuration.readonly = access == .reading
    configuration.busyMode = .timeout(10)
    // What is deleted is overwritten: an outcome that is forgotten must not be left in a free page.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON") }
    database = try Self.guarding(path) { try DatabasePool(path: path, configuration: configuration) }
    try checkKind()
    if access != .reading { try Self.guarding(path) { try StoreSchema.migrator.migrate(database) } }
    try checkVersion()
  }

  /// An empty store in memory, for tests and dry runs.
  public init() throws(StoreError) {
    path = ":memory:"
    let queue = try Self.guarding(path) { try DatabaseQueue() }
    try Self.guarding(path) { try StoreSchema.migrator.migrate(queue) }
    database = queue
  }

  /// A copy in memory of a store's file, to try things on.
  public init(copyOf path: String) throws(StoreError) {
    let original = try DirectoryStore(path: path, access: .reading)
    self.path = ":memory:"
    let queue = try Self.guarding(path) { try DatabaseQueue() }
    try Self.guarding(path) { try original.database.backup(to: queue) }
    database = queue
  }

  /// The groups that are not withdrawn, in order of id.
  ///
  /// - Throws: ``StoreError/damagedRecord(id:reason:)`` for a record that no longer reads as one.
  public func groups(_ vocabulary: Vocabulary) throws(StoreError) -> [Group] {
    let rows = try read { database in
      try Row.fetchAll(database, sql: "SELECT id, record FROM supportGroup WHERE withdrawnAt IS NULL ORDER BY id")
        .map { (id: $0["id"] as String, record: $0["record"] as String) }
    }
    return try rows.map { row throws(StoreError) in try Self.group(row.id, row.record, vocabulary) }
  }

  /// A group by id, withdrawn or not, with what the store knows of it; `nil` where there is none.
  public func group(_ id: String, _ vocabulary: Vocabulary) throws(StoreError) -> StoredGroup? {
    let sql = """
      SELECT record, source.name AS source, importedAt, updatedAt, withdrawnAt
      FROM supportGroup JOIN source ON source.id = sourceId WHERE supportGroup.id = ?
      """
    let found = try read { database in
      try Row.fetchOne(database, sql: sql, arguments: [id]).map { row -> StoredRow in
        StoredRow(
          record: row["record"], source: row["source"], importedAt: row["importedAt"], updatedAt: row["updatedAt"],
          withdrawnAt: row["withdrawnAt"])
      }
    }
    guard let found else { return nil }
    return StoredGroup(
      group: try Self.group(id, found.record, vocabulary), source: found.source, importedAt: found.importedAt,
      updatedAt: found.updatedAt, withdrawnAt: found.withdrawnAt)
  }

  /// The ids of which a text is a part, in order, for a suggestion.
  public func ids(containing text: String, atMost limit: Int = 5) throws(StoreError) -> [String] {
    try read { database in
      try String.fetchAll(
        database,
        sql: "SELECT id FROM supportGroup WHERE instr(lower(id || ' ' || name), lower(?)) > 0 ORDER BY id LIMIT ?",
        arguments: [text, limit])
    }
  }

  private static func group(_ id: String, _ record: String, _ vocabulary: Vocabulary) throws(StoreError) -> Group {
    do {
      guard case .object(let fields) = try JSONValue(parsing: Data(record.utf8)) else {
        throw StoreError.damagedRecord(id: id, reason: "it is not an object")
      }
      // Problems are left: a topic that the taxonomy has since dropped is unknown, not a reason to lose the group.
      guard let group = Group.read(fields, vocabulary: vocabulary).group else {
        throw StoreError.damagedRecord(id: id, reason: "it has no id or no name")
      }
      return group
    } catch let error as StoreError {
      throw error
    } catch {
      throw .damagedRecord(id: id, reason: "\(error)")
    }
  }
}

/// A group with what the store knows of it. Moments are ISO 8601 in UTC.
public struct StoredGroup: Sendable {
  public let group: Group
  public let source: String
  public let importedAt: String
  public let updatedAt: String
  public let withdrawnAt: String?
}

/// A group's row, its record not yet read.
private struct StoredRow: Sendable {
  let record: String
  let source: String
  let importedAt: String
  let updatedAt: String
  let withdrawnAt: String?
}

extension DirectoryStore {
  func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) throws(StoreError) -> Value {
    try Self.guarding(path) { try database.read(body) }
  }

  func write<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) throws(StoreError) -> Value {
    try Self.guarding(path) { try database.write(body) }
  }

  /// Turns what GRDB throws into the store's own errors.
  static func guarding<Value>(_ path: String, _ body: () throws -> Value) throws(StoreError) -> Value {
    do {
      return try body()
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
      throw .notADirectory(path: path)
    } catch let error as DatabaseError {
      throw .database(path: path, reason: error.message ?? "SQLite error \(error.resultCode.rawValue)")
    } catch {
      throw .database(path: path, reason: "\(error)")
    }
  }

  /// A file with tables of its own has to bear Kith's mark; an empty one is new.
  private func checkKind() throws(StoreError) {
    let isOurs = try read { database in
      let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      let mark = try Int32.fetchOne(database, sql: "PRAGMA application_id")
      return tables == 0 || mark == StoreSchema.applicationID
    }
    if !isOurs { throw .notADirectory(path: path) }
  }

  private func checkVersion() throws(StoreError) {
    let (isComplete, isSuperseded) = try read { database in
      (try StoreSchema.migrator.hasCompletedMigrations(database), try StoreSchema.migrator.hasBeenSuperseded(database))
    }
    if isSuperseded { throw .madeByLaterVersion(path: path) }
    if !isComplete { throw .needsUpdate(path: path) }
  }
}
