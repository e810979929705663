import Foundation
import GroupMatching
import Testing

@Suite("kith batch, as a process")
struct BatchCommandTests {
  private let program: Program
  private let members: [String]

  init() throws {
    program = try Program()
    try program.useDemo()
    members = try String(contentsOf: Program.demoMembers, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  private func batch(_ arguments: String..., input: [String]) throws -> Program.Run {
    try program.run(
      ["batch", "--members", "-", "--output", "-", "--at", "2026-12-01"] + arguments,
      input: input.joined(separator: "\n") + "\n")
  }

  private func lines(_ run: Program.Run) throws -> [JSONValue] {
    try run.output.split(separator: "\n").map { try JSONValue(parsing: Data($0.utf8)) }
  }

  @Test("a line a member, in their order, each list that of kith match")
  func lists() throws {
    defer { program.remove() }
    let run = try batch("--top", "5", input: members)
    try #require(run.code == 0, "\(run.errors)")
    let lines = try lines(run)
    #expect(lines.count == members.count)
    for (line, member) in zip(lines, members) {
      let match = try program.run(
        ["match", "--member", "-", "--limit", "5", "--at", "2026-12-01", "--json"], input: member
      ).object()
      let expected = match["matches"]?.items ?? []
      #expect(
        line["matches"]?.items?.compactMap { $0["group"]?.string } == expected.compactMap { $0["group"]?["id"]?.string }
      )
      #expect(line["matches"]?.items?.compactMap { $0["score"]?.double } == expected.compactMap { $0["score"]?.double })
      #expect(line["eligible"]?.double == match["eligible"]?.double)
      #expect(line["member"]?.string == match["member"]?["id"]?.string)
    }
  }

  @Test("threads and the way of reading change nothing")
  func threads() throws {
    defer { program.remove() }
    let many = (0..<40).flatMap { _ in members }
    let one = try batch("--threads", "1", input: many)
    #expect(one.code == 0)
    #expect(try batch("--threads", "3", input: many).output == one.output)
    try Data(many.joined(separator: "\r\n").utf8).write(to: program.folder.appendingPathComponent("m.jsonl"))
    let file = try program.run(
      "batch", "--members", "m.jsonl", "--output", "lists.jsonl", "--at", "2026-12-01")
    #expect(file.code == 0)
    #expect(
      try String(contentsOf: program.folder.appendingPathComponent("lists.jsonl"), encoding: .utf8) == one.output)
  }

  @Test("a member that cannot be read gets an error that does not repeat what was written, and the batch goes on")
  func errors() throws {
    defer { program.remove() }
    let broken = [members[0], "{\"id\":\"m-x\",\"age\":\"PLANTED\"}", "{not json", "", members[1]]
    let run = try batch(input: broken)
    #expect(run.code == 0)
    let lines = try lines(run)
    #expect(lines.count == 4)
    #expect(lines[1]["member"]?.string == "m-x")
    #expect(lines[1]["error"]?.string?.contains("/age") == true)
    #expect(!(run.output + run.errors).contains("PLANTED"))
    #expect(lines[2]["member"]?.string == "line 3")
    #expect(lines[3]["matches"] != nil)
    #expect(run.errors.contains("2 members could not be read"))
    let strict = try batch("--strict", input: broken)
    #expect(strict.code == 65)
    #expect(strict.errors.contains("line 2: /age"))
    #expect(try self.lines(strict).count == 1)
  }

  @Test(
    "a broken-off file is gone on with, and is then as if nothing had happened",
    arguments: ["jsonl", "csv", "trec", "letor"])
  func resume(format: String) throws {
    defer { program.remove() }
    let list = program.folder.appendingPathComponent("m.jsonl")
    try Data((members.joined(separator: "\n") + "\n").utf8).write(to: list)
    let output = program.folder.appendingPathComponent("lists")
    let arguments = [
      "batch", "--members", "m.jsonl", "--output", "lists", "--format", format, "--at", "2026-12-01", "--resume",
    ]
    #expect(try program.run(arguments).code == 0)
    let whole = try Data(contentsOf: output)
    for share in [0.0, 0.1, 0.43, 0.77, 0.999, 1] {
      try whole.prefix(Int(Double(whole.count) * share)).write(to: output)
      let run = try program.run(arguments)
      #expect(run.code == 0, "\(run.errors)")
      #expect(try Data(contentsOf: output) == whole, "\(format) cut at \(share)")
    }
  }

  @Test("a table of members is read by its header")
  func table() throws {
    defer { program.remove() }
    let table = """
      id,topics,languages,age,near,distance.maximumKilometers,comfort.listenOnly,need
      a,panic;anxiety,en,34,94612,25,true,"I keep having panic attacks, at work
      and at home"
      b,grief,es;en,,,,,
      c,grief,en,old,,,,
      """
    let records = [
      #"{"id":"a","topics":["panic","anxiety"],"languages":["en"],"age":34,"near":"94612","distance":{"maximumKilometers":25},"comfort":{"listenOnly":true},"need":"I keep having panic attacks, at work\nand at home"}"#,
      #"{"id":"b","topics":["grief"],"languages":["es","en"]}"#,
    ]
    let run = try batch(input: [table])
    #expect(run.code == 0, "\(run.errors)")
    let found = run.output.split(separator: "\n").map(String.init)
    #expect(found.count == 3)
    #expect(found.prefix(2).joined(separator: "\n") + "\n" == (try batch(input: records)).output)
    #expect(found.last?.contains("/age") == true)
    let strange = try batch(input: ["name,telephone", "x,y"])
    #expect(strange.code == 65)
    #expect(strange.errors.contains("'name'"))
  }

  @Test("TREC's run and LETOR's features say what the lists say")
  func otherFormats() throws {
    defer { program.remove() }
    let lists = try lines(batch("--top", "3", input: members))
    let trec = try batch("--top", "3", "--format", "trec", input: members).output.split(separator: "\n")
    let expected = lists.flatMap { list in
      (list["matches"]?.items ?? []).map { "\(list["member"]?.string ?? "") Q0 \($0["group"]?.string ?? "")" }
    }
    #expect(trec.map { $0.split(separator: " ").prefix(3).joined(separator: " ") } == expected)
    let letor = try batch("--top", "3", "--format", "letor", input: members).output.split(separator: "\n")
    #expect(letor.count == expected.count)
    for line in letor {
      let values = line.split(separator: "#")[0].split(separator: " ").dropFirst(2)
      #expect(line.hasPrefix("0 qid:"))
      #expect(!values.isEmpty)
      for value in values {
        let parts = value.split(separator: ":")
        #expect((1...Feature.all.count).contains(Int(parts[0]) ?? 0))
        #expect((0.0...1).contains(Double(parts[1]) ?? -1))
      }
    }
  }

  @Test("wrong flags and missing files")
  func usage() throws {
    defer { program.remove() }
    #expect(try program.run("batch", "--members", "none.jsonl", "--output", "-").code == 66)
    #expect(try program.run("batch", "--members", "-", "--output", "-", "--resume").code == 64)
    #expect(try program.run("batch", "--members", "-", "--output", "-", "--top", "0").code == 64)
    let noMoment = try program.run("batch", "--members", "-", "--output", "-", "--at", "2026-13-01", input: members[0])
    #expect(noMoment.code == 64 && noMoment.output.isEmpty)
    #expect(noMoment.errors.contains("--at '2026-13-01'"))
    #expect(try program.run("batch", "--members", "-", "--output", "/no/such/folder/x", input: members[0]).code == 74)
  }
}
