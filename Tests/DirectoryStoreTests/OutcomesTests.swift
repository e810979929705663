import DirectoryStore
import Foundation
import GroupMatching
import Testing

@Suite("Outcomes in the store")
struct OutcomesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func store(_ place: Place = .memory) throws -> DirectoryStore {
    switch place {
    case .memory: try DirectoryStore()
    case .file: try DirectoryStore(path: folder.path("kith.sqlite"), access: .writing)
    }
  }

  private func outcome(
    _ member: String, _ group: String, _ date: String = "2026-10-01", attended: Int? = nil
  ) throws -> Outcome {
    var outcome = Outcome(.init(memberID: member, groupID: group, date: try #require(Day(date))))
    outcome.attendedCount = attended
    return outcome
  }

  @Test("outcomes come back as they went in, by member, group and date", arguments: Place.allCases)
  func roundTrip(_ place: Place) throws {
    let store = try store(place)
    var full = try outcome("m-2", "a", attended: 0)
    full.shownRank = 3
    full.rating = 4
    full.leftEarly = true
    let others = [try outcome("m-1", "b"), try outcome("m-1", "a", "2026-11-01"), try outcome("m-1", "a")]
    let received = try store.receive([full] + others)
    #expect(received.added == 4)
    #expect(try store.outcomes() == [others[2], others[1], others[0], full])
  }

  @Test("the same again changes nothing, and a later report replaces the earlier one whole")
  func again() throws {
    let store = try store()
    var first = try outcome("m", "a", attended: 1)
    first.rating = 2
    let outcomes = [first, try outcome("m", "b")]
    _ = try store.receive(outcomes)
    let again = try store.receive(outcomes)
    #expect(again.unchanged == 2 && again.added == 0 && again.changed == 0)
    #expect(try store.outcomes() == outcomes)
    let later = try outcome("m", "a", attended: 5)
    #expect(try store.receive([later]).changed == 1)
    #expect(try store.outcomes() == [later, outcomes[1]])
  }

  @Test("groups that the directory never listed are kept and counted; withdrawn ones are known")
  func unknownGroups() throws {
    let store = try store()
    _ = try store.receive(Fixture.delivery([Fixture.group("a"), Fixture.group("b")]))
    _ = try store.receive(Fixture.delivery([Fixture.group("a")]))
    let received = try store.receive(["a", "b", "x", "x2", "x"].enumerated().map { try outcome("m\($0)", $1) })
    #expect(received.unknownGroups == ["x": 2, "x2": 1])
    #expect(try store.outcomes().count == 5)
  }

  @Test("forgetting a member removes all of theirs and nobody else's", arguments: Place.allCases)
  func forget(_ place: Place) throws {
    let store = try store(place)
    _ = try store.receive([try outcome("m-1", "a"), try outcome("m-1", "b"), try outcome("m-10", "a")])
    let forgotten = try store.forgetOutcomes(of: "m-1")
    #expect(forgotten.count == 2 && forgotten.isErased)
    #expect(try store.forgetOutcomes(of: "m-1").count == 0)
    #expect(try store.outcomes().map(\.referral.memberID) == ["m-10"])
  }

  @Test("what is forgotten is in no byte of the file or of its log")
  func erased() throws {
    let path = folder.path("kith.sqlite")
    let store = try DirectoryStore(path: path, access: .writing)
    // Enough rows, in an order that splits and refills pages, for copies of an entry to be left about.
    let numbers = (0..<4000).map { $0 * 2663 % 4000 }
    for part in stride(from: 0, to: 4000, by: 1000) {
      _ = try store.receive(numbers[part..<part + 1000].map { try outcome("person-\($0 % 50)-end", "group-\($0)") })
    }
    #expect(try traces(of: "person-7-end", path) > 0)
    let forgotten = try store.forgetOutcomes(of: "person-7-end")
    #expect(forgotten.count == 80 && forgotten.isErased)
    #expect(try traces(of: "person-7-end", path) == 0)
    #expect(try traces(of: "person-8-end", path) > 0)
    #expect(try store.outcomes().count == 3920)
  }

  private func traces(of text: String, _ path: String) throws -> Int {
    var count = 0
    for file in [path, path + "-wal"] {
      let data = FileManager.default.contents(atPath: file) ?? Data()
      var rest = data[...]
      while let found = rest.range(of: Data(text.utf8)) {
        count += 1
        rest = rest[found.upperBound...]
      }
    }
    return count
  }

  @Test("a member counts once a group, by the referral after which they came most; unknown ones are left out")
  func retention() throws {
    let store = try store()
    _ = try store.receive([
      try outcome("m-1", "a", "2026-01-01", attended: 1), try outcome("m-1", "a", "2026-02-01", attended: 3),
      try outcome("m-2", "a", attended: 2), try outcome("m-3", "a"), try outcome("m-4", "a", attended: 12),
      try outcome("m-1", "b", attended: 0), try outcome("m-1", "c"),
    ])
    #expect(
      try store.retentionCounts() == [
        "a": RetentionCount(stayed: 2, referred: 3), "b": RetentionCount(stayed: 0, referred: 1),
      ])
  }
}
