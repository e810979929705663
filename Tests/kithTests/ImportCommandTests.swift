import Foundation
import GroupMatching
import Testing

@Suite("kith import, as a process")
struct ImportCommandTests {
  private let program: Program

  init() throws { program = try Program() }

  private func stats() throws -> JSONObject { try program.run("directory", "stats", "--json").object() }

  @Test("a first import takes all in; the same again changes nothing")
  func twice() throws {
    defer { program.remove() }
    let first = try program.importDemo()
    try #require(first.code == 0, "\(first.errors)")
    let before = try stats()
    let report = program.folder.appendingPathComponent("report.json").path
    let second = try program.run("import", Program.demoDirectory, "--source", "demo", "--report", report)
    #expect(second.code == 0)
    let counts = try JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: report)))
    #expect(counts["imported"]?.double == 0 && counts["updated"]?.double == 0)
    #expect(counts["unchanged"] == before["groups"])
    #expect(try stats()["groups"] == before["groups"])
  }

  @Test("every row is accounted for in the report")
  func accounts() throws {
    defer { program.remove() }
    let file = try program.file(
      "mixed.jsonl",
      """
      {"id":"a","name":"A"}
      {"id":"b"}
      not json
      {"id":"a","name":"A again"}
      {"id":"c","name":"C","location":{"latitude":100,"longitude":5},"nonsense":1}

      """)
    let report = program.folder.appendingPathComponent("report.json").path
    let run = try program.run("import", file, "--report", report)
    #expect(run.code == 0, "\(run.errors)")
    let counts = try JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: report)))
    let parts = ["imported", "updated", "unchanged", "mergedAsSession", "quarantined"].compactMap { counts[$0]?.double }
    #expect(counts["read"]?.double == 5)
    #expect(parts.reduce(0, +) == 5)
    #expect(counts["quarantined"]?.double == 3)
    #expect(run.output.contains("latitude"))
  }

  @Test(
    "what is no directory is refused, and the store stays as it was",
    arguments: [
      ("", "empty"), ("   \n", "empty"),
      ("<!DOCTYPE html><html><title>Checking your browser</title></html>", "web page"),
      (#"[{"id":"a","name":"A"},{"id":"#, "cut short"), ("null", "null"), ("[]", "empty list"),
      (#"{"songs":[]}"#, "expected"),
      ("\u{0}\u{1}\u{2}binary", "NUL"), (#"{"id":"a"}"#, "name"),
    ])
  func refused(text: String, hint: String) throws {
    defer { program.remove() }
    try program.useDemo()
    let before = try stats()
    let run = try program.run("import", try program.file("bad.json", text), "--source", "demo")
    #expect(run.code == 65, "\(run.output) \(run.errors)")
    #expect(run.errors.contains(hint), "\(run.errors)")
    #expect(try stats() == before)
  }

  @Test("a file that is not there is no input")
  func missing() throws {
    defer { program.remove() }
    let run = try program.run("import", "nowhere.json")
    #expect(run.code == 66)
    #expect(run.errors.contains("nowhere.json"))
  }

  @Test("a group that the source drops is withdrawn: kept, shown, not matched")
  func withdrawal() throws {
    defer { program.remove() }
    let both = try program.file("feed.jsonl", "{\"id\":\"a\",\"name\":\"A\"}\n{\"id\":\"b\",\"name\":\"B\"}\n")
    _ = try program.run("import", both)
    _ = try program.file("feed.jsonl", "{\"id\":\"a\",\"name\":\"A\"}\n")
    let run = try program.run("import", both)
    #expect(run.code == 0)
    let shown = try program.run("directory", "show", "b")
    #expect(shown.code == 0)
    #expect(shown.errors.contains("withdrawn"))
    let answer = try program.run("match", "--json", "--limit", "10").object()
    #expect(answer["matches"]?.items?.compactMap { $0["group"]?["id"]?.string } == ["a"])
  }

  @Test("a group under another source's id is put in quarantine, and still every row is accounted for")
  func takenID() throws {
    defer { program.remove() }
    _ = try program.run("import", try program.file("one.jsonl", "{\"id\":\"a\",\"name\":\"A\"}"))
    let report = program.folder.appendingPathComponent("report.json").path
    let other = try program.file("two.jsonl", "{\"id\":\"a\",\"name\":\"Other\"}\n{\"id\":\"b\",\"name\":\"B\"}")
    let run = try program.run("import", other, "--report", report)
    #expect(run.output.contains("belongs to source one"))
    let counts = try JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: report)))
    #expect(counts["quarantined"]?.double == 1 && counts["imported"]?.double == 1 && counts["read"]?.double == 2)
    #expect(try program.run("directory", "show", "a").output.contains("\"A\""))
  }

  @Test("a dry run stores nothing")
  func dryRun() throws {
    defer { program.remove() }
    let run = try program.run("import", Program.demoDirectory, "--dry-run")
    #expect(run.code == 0)
    #expect(try program.run("directory", "stats").code == 66)
  }

  @Test("killed half-way, an import leaves the directory as it was")
  func killed() throws {
    defer { program.remove() }
    try program.useDemo()
    let before = try #require(try stats()["groups"]?.double)
    let large = 20_000
    let rows = (0..<large).map { "{\"id\":\"g\($0)\",\"name\":\"Group \($0)\"}" }.joined(separator: "\n")
    let file = try program.file("large.jsonl", rows)
    for delay in [0.4, 0.8, 1.6, 2.4] {
      let process = program.process(["import", file])
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      Thread.sleep(forTimeInterval: delay)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      // All or nothing, wherever the kill fell.
      let now = try #require(try stats()["groups"]?.double)
      #expect(now == before || now == before + Double(large))
    }
    #expect(try program.run("directory", "check", "--json").code == 0)
  }
}
