import Testing

@testable import GroupMatching

@Suite("Snapshot")
struct SnapshotTests {
  @Test("each group has a row and is found in it", arguments: UInt64(0)..<6)
  func rows(seed: UInt64) throws {
    let generated = try GeneratedCase(seed: seed, size: [0, 1, 2, 33, 64, 90][Int(seed)])
    let snapshot = generated.snapshot
    #expect(snapshot.groups.map(\.id).sorted() == generated.groups.map(\.id).sorted())
    for (row, group) in snapshot.groups.enumerated() {
      #expect(snapshot.row(of: group.id) == row)
      #expect(generated.groups.contains(group))
    }
    for id in ["", "a", "g-", "g-0001", "z"] { #expect(snapshot.row(of: id) == nil) }
    #expect(generated.matcher.explain("z", for: Member(), at: generated.moment) == nil)
  }

  @Test("columns hold each row's fact, each distinct fact once", arguments: UInt64(10)..<14)
  func columns(seed: UInt64) throws {
    let generated = try GeneratedCase(seed: seed, size: 90)
    let snapshot = generated.snapshot
    for (row, group) in snapshot.groups.enumerated() {
      #expect(snapshot.costs[row] == group.cost)
      let sessions = snapshot.sessions.range(of: row).map {
        snapshot.sessions.sessions[Int(snapshot.sessions.codes[$0])]
      }
      #expect(sessions == group.sessions)
      #expect(snapshot.ages[row] == group.ages)
      #expect(snapshot.places.attendance[row].formats == group.formats)
      #expect(snapshot.places.attendance[row].isPlaced == (group.location?.coordinate != nil))
      for (id, column) in snapshot.accommodations { #expect(column[row].status == group.accommodations[id]) }
      #expect(snapshot.retention[row] == generated.retention[group.id])
    }
    #expect(Set(snapshot.costs.facts).count == snapshot.costs.facts.count)
    #expect(snapshot.places.attendance.facts.count <= 16)
  }

  @Test("of two groups with one id the first counts")
  func duplicates() throws {
    let groups = [Group(id: "g", name: "First"), Group(id: "a", name: "Other"), Group(id: "g", name: "Second")]
    let snapshot = try Snapshot(groups: groups, vocabulary: try ProjectData.vocabulary)
    #expect(snapshot.groups.map(\.name).sorted() == ["First", "Other"])
  }

  @Test("the id is a digest: equal directories have one, any changed fact gives another")
  func digest() throws {
    let generated = try GeneratedCase(seed: 20, size: 20, knowledge: 0.8)
    var ids: Set<String> = [generated.snapshot.id]
    var random = SplitMix64(seed: 20)
    for fact in BetterFact.all {
      var groups = generated.groups
      let pairs = groups.indices.compactMap { index in
        fact.better(groups[index], generated, &random).map { (index, $0) }
      }
      guard let (index, better) = pairs.first else { continue }
      groups[index] = better
      let changed = try Snapshot(groups: groups, vocabulary: generated.vocabulary, retention: generated.retention)
      #expect(changed.id != generated.snapshot.id, "\(fact.name)")
      ids.insert(changed.id)
    }
    var retention = generated.retention
    let group = try #require(retention.keys.min())
    retention[group] = nil
    let changed = try Snapshot(groups: generated.groups, vocabulary: generated.vocabulary, retention: retention)
    #expect(changed.id != generated.snapshot.id)
    #expect(ids.count > 10)
    #expect(ids.allSatisfy { $0.count == 16 })
  }

  @Test("the digest is FNV-1a, and tells where one text ends and the next begins")
  func fnv() {
    #expect(Digest.hexadecimal(of: []) == "cbf29ce484222325")
    #expect(Digest.hexadecimal(of: ["ab", "c"]) != Digest.hexadecimal(of: ["a", "bc"]))
    #expect(Digest.hexadecimal(of: ["abc"]) != Digest.hexadecimal(of: ["abc", ""]))
    // FNV-1a over the bytes 61 FF, computed in Python.
    #expect(Digest.hexadecimal(of: ["a"]) == "089bc907b544c769")
  }
}
