import Foundation
import GroupMatching
import Testing

@Suite("kith snapshot, as a process")
struct SnapshotCommandTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.useDemo()
  }

  private var file: URL { program.folder.appendingPathComponent("kith.sqlite.kith") }

  @Test("build, info and verify: what it holds, and that it is whole")
  func whole() throws {
    defer { program.remove() }
    let built = try program.run("snapshot", "build", "--json")
    try #require(built.code == 0, "\(built.errors)")
    let record = try built.object()
    #expect((record["groups"]?.double ?? 0) > 300)
    #expect(record["features"]?.items?.count == Feature.all.count)
    #expect(try program.run("snapshot", "info", "--json").output == built.output)
    let verified = try program.run("snapshot", "verify")
    #expect(verified.code == 0)
    #expect(verified.output.contains("every checksum as it should be"))
  }

  @Test("a changed byte is found, and matching builds the file anew")
  func damage() throws {
    defer { program.remove() }
    _ = try program.run("snapshot", "build")
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: file)
    let verified = try program.run("snapshot", "verify")
    #expect(verified.code == 65)
    #expect(verified.errors.contains("is damaged in its part"))
    try bytes.prefix(1000).write(to: file)
    #expect(try program.run("match", "--topic", "grief").code == 0)
    #expect(try program.run("snapshot", "verify").code == 0)
  }

  @Test("matching keeps a snapshot beside the directory, and builds it anew when groups or outcomes have changed")
  func stale() throws {
    defer { program.remove() }
    let id = { try program.run("match", "--topic", "grief", "--json").object()["snapshot"]?["id"]?.string }
    let first = try id()
    let time = { try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date }
    let built = try time()
    #expect(try id() == first)
    #expect(try time() == built, "a snapshot that is not stale is not built anew")
    let group = #"{"id":"new","name":"A new circle","topics":["grief"]}"#
    try Data(group.utf8).write(to: program.folder.appendingPathComponent("more.jsonl"))
    #expect(try program.run("import", "more.jsonl").code == 0)
    let second = try id()
    #expect(second != first)
    let outcome = #"{"member":"m-1","group":"new","date":"2026-10-01","attendedCount":4}"#
    try Data(outcome.utf8).write(to: program.folder.appendingPathComponent("outcomes.jsonl"))
    let imported = try program.run("outcomes", "import", "outcomes.jsonl")
    #expect(imported.code == 0, "\(imported.errors)")
    #expect(try id() != second)
  }

  @Test("a snapshot goes elsewhere and answers there without the directory")
  func elsewhere() throws {
    defer { program.remove() }
    _ = try program.run("snapshot", "build", "--output", "moved.kith")
    let arguments = ["match", "--topic", "panic", "--at", "2026-12-01", "--json"]
    let here = try program.run(arguments)
    try FileManager.default.removeItem(at: program.folder.appendingPathComponent("kith.sqlite"))
    let there = try program.run(arguments + ["--snapshot", "moved.kith"])
    #expect(there.code == 0, "\(there.errors)")
    #expect(there.output == here.output)
    let missing = try program.run(arguments + ["--snapshot", "no.kith"])
    #expect(missing.code == 66)
  }
}
