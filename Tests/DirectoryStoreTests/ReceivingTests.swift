import DirectoryStore
import Foundation
import GroupMatching
import Testing

/// One body over memory and over a file: what holds for one has to hold for the other.
enum Place: CaseIterable { case memory, file }

@Suite("Taking in a delivery")
struct ReceivingTests {
  private let folder: TemporaryFolder
  private let vocabulary: Vocabulary

  init() throws {
    folder = try TemporaryFolder()
    vocabulary = try #require(Fixture.vocabulary)
  }

  private func store(_ place: Place) throws -> DirectoryStore {
    switch place {
    case .memory: try DirectoryStore()
    case .file: try DirectoryStore(path: folder.path("kith.sqlite"), access: .writing)
    }
  }

  @Test("groups come back as they went in, in order of id", arguments: Place.allCases)
  func roundTrip(_ place: Place) throws {
    let store = try store(place)
    let groups = [Fixture.group("b", organization: "Network"), Fixture.group("a")]
    let outcome = try store.receive(Fixture.delivery(groups))
    #expect(outcome.imported == 2)
    #expect(try store.groups(vocabulary) == [groups[1], groups[0]])
  }

  @Test("a second delivery updates, leaves unchanged, adds and withdraws", arguments: Place.allCases)
  func redelivery(_ place: Place) throws {
    let store = try store(place)
    _ = try store.receive(Fixture.delivery(["a", "b", "c"].map { Fixture.group($0) }))
    let outcome = try store.receive(
      Fixture.delivery([Fixture.group("a"), Fixture.group("b", name: "New name"), Fixture.group("d")]))
    #expect(outcome.unchanged == 1)
    #expect(outcome.updated == 1)
    #expect(outcome.imported == 1)
    #expect(outcome.withdrawn == 1)
    #expect(try store.groups(vocabulary).map(\.id) == ["a", "b", "d"])
    let withdrawn = try #require(try store.group("c", vocabulary))
    #expect(withdrawn.withdrawnAt != nil)
    #expect(withdrawn.group == Fixture.group("c"))
  }

  @Test("a withdrawn group that is listed again comes back")
  func return_() throws {
    let store = try store(.memory)
    _ = try store.receive(Fixture.delivery([Fixture.group("a"), Fixture.group("b")]))
    _ = try store.receive(Fixture.delivery([Fixture.group("a")]))
    let outcome = try store.receive(Fixture.delivery([Fixture.group("a"), Fixture.group("b")]))
    #expect(outcome.updated == 1)
    #expect(try store.groups(vocabulary).map(\.id) == ["a", "b"])
  }

  @Test("a delivery touches its own source only")
  func sourcesAreSeparate() throws {
    let store = try store(.memory)
    _ = try store.receive(Fixture.delivery([Fixture.group("a")], source: "one"))
    let outcome = try store.receive(
      Fixture.delivery([Fixture.group("a", name: "Other"), Fixture.group("b")], source: "two"))
    #expect(outcome.conflicts.map(\.groupID) == ["a"])
    #expect(outcome.conflicts.map(\.otherSource) == ["one"])
    #expect(outcome.imported == 1)
    #expect(try store.groups(vocabulary).map(\.name) == ["Circle", "Circle"])
    #expect(try store.quarantine().map(\.row.reason) == ["the id belongs to source one"])
  }

  @Test("what an import counted is remembered, with its quarantine")
  func history() throws {
    let store = try store(.memory)
    let row = QuarantinedRecord(row: 2, groupID: "x", reason: "no name", record: #"{"id":"x"}"#)
    _ = try store.receive(Fixture.delivery([Fixture.group("a")], quarantined: [row]))
    let run = try #require(try store.history().first)
    #expect(run.rowsRead == run.imported + run.updated + run.unchanged + run.mergedAsSession + run.quarantined)
    #expect(run.quarantined == 1)
    #expect(try store.quarantine().map(\.row) == [row])
    #expect(try store.sources().map(\.listed) == [1])
  }

  @Test("a copy takes a delivery and leaves the original alone")
  func copy() throws {
    let path = folder.path("kith.sqlite")
    let original = try DirectoryStore(path: path, access: .writing)
    _ = try original.receive(Fixture.delivery([Fixture.group("a")]))
    let copy = try DirectoryStore(copyOf: path)
    _ = try copy.receive(Fixture.delivery([Fixture.group("b")]))
    #expect(try original.groups(vocabulary).map(\.id) == ["a"])
    #expect(try copy.groups(vocabulary).map(\.id) == ["b"])
  }
}
