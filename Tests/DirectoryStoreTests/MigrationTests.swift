import DirectoryStore
import Foundation
import GRDB
import GroupMatching
import Testing

@Suite("A store of an earlier version")
struct MigrationTests {
  private let folder: TemporaryFolder
  private let path: String

  /// Makes the store from what an earlier version wrote, kept as SQL in `Stores/`.
  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("kith.sqlite")
    let dump = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Stores/directory.sql")
    // A dump fills tables by name: a row comes before the one that it refers to.
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    try DatabasePool(path: path, configuration: configuration).writeWithoutTransaction { database in
      try database.execute(sql: try String(contentsOf: dump, encoding: .utf8))
    }
  }

  @Test("it is not changed by reading, and says what to do")
  func reading() throws {
    let before = FileManager.default.contents(atPath: path)
    #expect(throws: StoreError.needsUpdate(path: path)) { try DirectoryStore(path: path, access: .reading) }
    #expect(FileManager.default.contents(atPath: path) == before)
  }

  @Test("it is brought up to date with all that it holds", arguments: [DirectoryStore.Access.changing, .writing])
  func migrating(_ access: DirectoryStore.Access) throws {
    let store = try DirectoryStore(path: path, access: access)
    let vocabulary = try #require(Fixture.vocabulary)
    #expect(try store.groups(vocabulary).map(\.name) == ["Anxiety Circle"])
    #expect(try store.group("b", vocabulary)?.withdrawnAt != nil)
    #expect(try store.history().map(\.imported) == [0, 2])
    #expect(try store.quarantine().map(\.row.row) == [2])
    #expect(try store.outcomes() == [])
    #expect(try store.savedProfiles() == [])
  }

  @Test("then it takes outcomes and weights, and reads like any other")
  func using() throws {
    let day = try #require(Day("2026-10-01"))
    do {
      let store = try DirectoryStore(path: path, access: .changing)
      let received = try store.receive([Outcome(.init(memberID: "m", groupID: "b", date: day))])
      #expect(received.added == 1 && received.unknownGroups.isEmpty)
      _ = try store.save(try Weights(name: "ours", changes: ["topic": 9]))
    }
    let store = try DirectoryStore(path: path, access: .reading)
    #expect(try store.outcomes().map(\.referral.memberID) == ["m"])
    #expect(try store.savedWeights("ours")?.weights.version == 1)
    #expect(try store.damage().isEmpty)
  }

  @Test("a store that has to be there is not made")
  func changingNothing() {
    let path = folder.path("none.sqlite")
    #expect(throws: StoreError.missing(path: path)) { try DirectoryStore(path: path, access: .changing) }
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
