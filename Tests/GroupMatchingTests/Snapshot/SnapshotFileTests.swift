import Foundation
import Testing

@testable import GroupMatching

@Suite("Snapshot files")
struct SnapshotFileTests {
  /// A folder that is there while a test runs.
  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kith-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func build(_ generated: GeneratedCase, at path: String) throws {
    try Snapshot.build(
      generated.groups, vocabulary: generated.vocabulary, textTools: try ProjectData.textTools,
      retention: generated.retention, origin: SnapshotOrigin(source: "test", revision: "1", builtAt: "now"), at: path)
  }

  @Test("a file answers as the snapshot in memory does, and holds the very groups", arguments: UInt64(0)..<8)
  func roundTrip(seed: UInt64) throws {
    let generated = try GeneratedCase(seed: seed, size: 60, knowledge: 0.8)
    try inFolder { folder in
      let path = folder.appendingPathComponent("a.kith").path
      try build(generated, at: path)
      let tools = try ProjectData.textTools
      let mapped = try Snapshot(path: path, vocabulary: generated.vocabulary, textTools: tools)
      let built = try Snapshot(
        groups: generated.groups, vocabulary: generated.vocabulary, textTools: tools, retention: generated.retention)
      #expect(mapped.id == built.id)
      #expect(mapped.provenance.origin.revision == "1")
      #expect(mapped.damagedSections.isEmpty)
      #expect(mapped.groups.sorted { $0.id < $1.id } == generated.groups.sorted { $0.id < $1.id })
      let answers = [mapped, built].map {
        Matcher($0, weights: generated.weights).match(generated.member, limit: 20, at: generated.moment)
      }
      #expect(JSONValue.object(answers[0].record).text == JSONValue.object(answers[1].record).text)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.kith"], "nothing is left beside it")
    }
  }

  @Test("equal groups give equal bytes, in whatever order they come")
  func sameBytes() throws {
    let generated = try GeneratedCase(seed: 3, size: 50)
    try inFolder { folder in
      let paths = ["a", "b"].map { folder.appendingPathComponent($0).path }
      try build(generated, at: paths[0])
      try Snapshot.build(
        generated.groups.reversed(), vocabulary: generated.vocabulary, textTools: try ProjectData.textTools,
        retention: generated.retention, origin: SnapshotOrigin(source: "test", revision: "1", builtAt: "now"),
        at: paths[1])
      #expect(FileManager.default.contentsEqual(atPath: paths[0], andPath: paths[1]))
    }
  }

  @Test("any changed byte is found, and no change makes opening or matching crash", arguments: UInt64(0)..<60)
  func damage(seed: UInt64) throws {
    let generated = try GeneratedCase(seed: 5, size: 30, knowledge: 0.9)
    var random = SplitMix64(seed: seed)
    try inFolder { folder in
      let path = folder.appendingPathComponent("a.kith").path
      try build(generated, at: path)
      var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      let used = try Snapshot(path: path, vocabulary: generated.vocabulary, textTools: nil).sections.all
      let section = random.pick(used.filter { !$0.range.isEmpty })
      bytes[random.number(in: section.range.lowerBound...section.range.upperBound - 1)] ^= UInt8(
        random.number(in: 1...255))
      try bytes.write(to: URL(fileURLWithPath: path))
      do {
        let snapshot = try Snapshot(path: path, vocabulary: generated.vocabulary, textTools: try ProjectData.textTools)
        #expect(snapshot.damagedSections == [section.name])
        #expect(SnapshotLayout.harmless.contains(section.name))
        _ = Matcher(snapshot).match(generated.member, limit: 5, at: generated.moment)
      } catch let error as SnapshotError {
        #expect(error == .damaged(path: path, section: section.name) || error == .otherVocabulary(path: path))
      }
    }
  }

  @Test("what is no snapshot, a part of one, or one of another layout is an error that says so")
  func others() throws {
    let generated = try GeneratedCase(seed: 6, size: 10)
    try inFolder { folder in
      let path = folder.appendingPathComponent("a.kith").path
      let open = { try Snapshot(path: path, vocabulary: generated.vocabulary, textTools: nil) }
      #expect(throws: SnapshotError.unreadable(path: path, reason: "No such file or directory")) { try open() }
      try build(generated, at: path)
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      for length in [0, 1, 63, 64, 1000, whole.count - 1] {
        try whole.prefix(length).write(to: URL(fileURLWithPath: path))
        #expect(throws: SnapshotError.self, "\(length) bytes") { try open() }
      }
      var later = whole
      later[8] = 99
      try later.write(to: URL(fileURLWithPath: path))
      #expect(throws: SnapshotError.otherVersion(path: path, found: 99, expected: SnapshotLayout.version)) {
        try open()
      }
      try Data("{\"id\":\"g\"}".utf8).write(to: URL(fileURLWithPath: path))
      #expect(throws: SnapshotError.notASnapshot(path: path)) { try open() }
    }
  }

  @Test("a folder that cannot be written to is an error, and what stood there stays")
  func unwritable() throws {
    let generated = try GeneratedCase(seed: 7, size: 5)
    let path = "/proc/no-such-folder/a.kith"
    #expect(throws: SnapshotError.unwritable(path: path, reason: "the folder cannot be written to")) {
      try build(generated, at: path)
    }
  }

  @Test("the checksum is XXH64")
  func checksum() {
    // From the reference implementation (python-xxhash 3.5).
    let goldens: [(String, UInt64)] = [
      ("", 0xEF46_DB37_51D8_E999), ("a", 0xD24E_C4F1_A98C_6E5B), ("abc", 0x44BC_2CF5_AD77_0999),
      (String(repeating: "x", count: 33), 0xB3FA_465F_5542_08A6),
      (String(decoding: (0..<100).map { UInt8($0) }, as: UTF8.self), 0x6AC1_E580_3216_6597),
    ]
    for (text, hash) in goldens {
      #expect(Array(text.utf8).withUnsafeBytes(Checksum.xxh64) == hash)
    }
  }
}
