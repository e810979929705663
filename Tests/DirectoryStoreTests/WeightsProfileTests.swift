import DirectoryStore
import Foundation
import GRDB
import GroupMatching
import Testing

@Suite("Profiles of weights in the store")
struct WeightsProfileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func weights(_ changes: [String: Double], name: String = "ours") throws -> Weights {
    try Weights(name: name, changes: changes)
  }

  private func store(_ place: Place = .memory) throws -> DirectoryStore {
    switch place {
    case .memory: try DirectoryStore()
    case .file: try DirectoryStore(path: folder.path("kith.sqlite"), access: .writing)
    }
  }

  @Test("each change is a new version with its note and date, and none is lost", arguments: Place.allCases)
  func versions(_ place: Place) throws {
    let store = try store(place)
    let noon = Date(timeIntervalSince1970: 1_790_000_000)
    let first = try store.save(try weights(["topic": 5.1]), note: "as agreed", now: noon)
    #expect(first.isNew)
    #expect(try first.saved.weights == weights(["topic": 5.1]))
    #expect(first.saved.savedAt == "2026-09-21T14:13:20Z")
    let second = try store.save(try weights(["topic": 5.1, "distance": 0]))
    #expect(second.isNew && second.saved.weights.version == 2 && second.saved.note == nil)
    #expect(try store.weightsHistory(of: "ours") == [first.saved, second.saved])
    #expect(try store.savedWeights("ours") == second.saved)
    #expect(try store.savedWeights("ours", version: 1) == first.saved)
    #expect(try store.savedWeights("ours", version: 3) == nil)
    #expect(try store.savedWeights("theirs") == nil)
  }

  @Test("what is no change makes no version, but going back does")
  func unchanged() throws {
    let store = try store()
    _ = try store.save(try weights(["topic": 5]))
    let again = try store.save(try weights(["topic": 5]), note: "again")
    #expect(!again.isNew && again.saved.weights.version == 1 && again.saved.note == nil)
    _ = try store.save(try weights(["topic": 6]))
    let back = try store.save(try weights(["topic": 5]))
    #expect(back.isNew && back.saved.weights.version == 3)
  }

  @Test("profiles are listed by name, each with its latest version")
  func list() throws {
    let store = try store()
    for name in ["zeta", "alpha", "zeta"] {
      _ = try store.save(try weights(["topic": Double(try store.savedProfiles().count + 7)], name: name))
    }
    #expect(try store.savedProfiles().map(\.weights.name) == ["alpha", "zeta"])
    #expect(try store.savedProfiles().map(\.weights.version) == [1, 2])
  }

  @Test(
    "presets' names are taken, and names that could be files are none",
    arguments: [
      "default", "newcomer", "", "Ours", "ours.json", "our/s", "ours@2", "-ours", "ours-", "our--s", "naïve",
      String(repeating: "a", count: 65),
    ])
  func names(name: String) throws {
    let store = try store()
    do {
      _ = try store.save(try weights(["topic": 1], name: name))
      Issue.record("saved as \(name)")
    } catch let error as StoreError {
      guard case .unusableName(name, _) = error else { throw error }
    }
  }

  @Test("a record that no longer reads is named with its version")
  func damaged() throws {
    let store = try store(.file)
    _ = try store.save(try weights(["topic": 5]))
    try DatabaseQueue(path: store.path).write { try $0.execute(sql: "UPDATE weightsVersion SET record = '{}'") }
    do {
      _ = try store.savedProfiles()
      Issue.record("a damaged record was read")
    } catch {
      guard case .damagedWeights("ours", 1, _) = error else { throw error }
    }
  }
}
