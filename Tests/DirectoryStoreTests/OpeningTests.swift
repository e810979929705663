import DirectoryStore
import Foundation
import GRDB
import GroupMatching
import Testing

@Suite("Opening a store")
struct OpeningTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("a file that is not there is missing, and stays so")
  func missing() {
    let path = folder.path("none.sqlite")
    #expect(throws: StoreError.missing(path: path)) { try DirectoryStore(path: path, access: .reading) }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("a file of another kind is left as it is", arguments: [DirectoryStore.Access.reading, .writing])
  func otherKind(_ access: DirectoryStore.Access) throws {
    let path = folder.path("letter.txt")
    let text = Data(String(repeating: "Dear directory, ", count: 400).utf8)
    try text.write(to: URL(fileURLWithPath: path))
    #expect(throws: StoreError.notADirectory(path: path)) { try DirectoryStore(path: path, access: access) }
    #expect(FileManager.default.contents(atPath: path) == text)
  }

  @Test("another program's database is no directory")
  func otherDatabase() throws {
    let path = folder.path("other.sqlite")
    try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE song (title TEXT)") }
    #expect(throws: StoreError.notADirectory(path: path)) { try DirectoryStore(path: path, access: .writing) }
  }

  @Test("a store of a later version is not touched")
  func laterVersion() throws {
    let path = folder.path("later.sqlite")
    _ = try DirectoryStore(path: path, access: .writing)
    try DatabaseQueue(path: path).write { database in
      try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('from the future')")
    }
    #expect(throws: StoreError.madeByLaterVersion(path: path)) { try DirectoryStore(path: path, access: .reading) }
  }

  @Test("the store keeps a write-ahead log")
  func writeAheadLog() throws {
    let path = folder.path("kith.sqlite")
    _ = try DirectoryStore(path: path, access: .writing)
    let mode = try DatabaseQueue(path: path).read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    #expect(mode == "wal")
  }

  @Test("a record that no longer reads is named")
  func damagedRecord() throws {
    let path = folder.path("kith.sqlite")
    let store = try DirectoryStore(path: path, access: .writing)
    _ = try store.receive(Fixture.delivery([Fixture.group("a")]))
    try DatabaseQueue(path: path).write { try $0.execute(sql: "UPDATE supportGroup SET record = '{'") }
    let vocabulary = try #require(Fixture.vocabulary)
    do {
      _ = try store.groups(vocabulary)
      Issue.record("a damaged record was read")
    } catch {
      guard case .damagedRecord(let id, _) = error else { throw error }
      #expect(id == "a")
    }
  }
}
