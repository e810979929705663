import Foundation
import GroupMatching
import Testing

@Suite("kith match, as a process")
struct MatchCommandTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.useDemo()
  }

  private func member(_ place: Int = 0) throws -> String {
    let lines = try String(contentsOf: Program.demoMembers, encoding: .utf8).split(separator: "\n")
    return String(lines[place])
  }

  @Test("the answer in JSON: points add up to the score to the last bit, everyone is accounted for")
  func json() throws {
    defer { program.remove() }
    let run = try program.run("match", "--member", "-", "--json", "--limit", "8", input: try member())
    try #require(run.code == 0, "\(run.errors)")
    let answer = try run.object()
    let matches = try #require(answer["matches"]?.items)
    #expect(!matches.isEmpty && matches.count <= 8)
    for match in matches {
      let points = match["contributions"]?.items?.compactMap { $0["points"]?.double } ?? []
      #expect(points.reduce(0, +) == match["score"]?.double)
      #expect(points.reversed().reduce(0, +) == match["score"]?.double)
      let id = try #require(match["group"]?["id"]?.string)
      #expect(!id.isEmpty)
    }
    let scores = matches.compactMap { $0["score"]?.double }
    #expect(scores == scores.sorted(by: >))
    let excluded = answer["excluded"]?.fields?.values.compactMap(\.double).reduce(0, +) ?? 0
    #expect((answer["eligible"]?.double ?? 0) + excluded == answer["snapshot"]?["groups"]?.double)
  }

  @Test("flags override the record")
  func flags() throws {
    defer { program.remove() }
    let run = try program.run(
      "match", "--member", "-", "--json", "--format", "online", "--limit", "50", input: try member())
    let matches = try #require(try run.object()["matches"]?.items)
    #expect(!matches.isEmpty)
    for match in matches {
      let formats = match["group"]?["formats"]?.items?.compactMap(\.string) ?? []
      #expect(formats.isEmpty || formats.contains("online"))
    }
  }

  @Test("people read names, reasons and questions, and the note on professional care")
  func text() throws {
    defer { program.remove() }
    let run = try program.run("match", "--member", "-", input: try member())
    #expect(run.output.contains("1. "))
    #expect(run.output.contains("Why"))
    #expect(run.output.contains("does not replace it"))
    #expect(!run.output.contains("\u{1B}"), "no colour where nobody looks")
    #expect(run.errors.isEmpty)
  }

  @Test("for people the list stops where it would go on with something else; for programs it is whole")
  func otherNeeds() throws {
    defer { program.remove() }
    let flags = ["match", "--topic", "hoarding", "--near", "94612", "--within", "10km", "--limit", "200"]
    let text = try program.run(flags)
    #expect(text.code == 0)
    #expect(!text.output.contains("about something else"))
    let answer = try program.run(flags + ["--json"]).object()
    let matches = try #require(answer["matches"]?.items)
    #expect(Double(matches.count) == answer["eligible"]?.double)
    #expect(text.output.split(separator: "\n").count { $0.contains(" fit  ") } < matches.count)
  }

  @Test("an ambiguous place is a list to choose from")
  func ambiguousPlace() throws {
    defer { program.remove() }
    let run = try program.run("match", "--topic", "panic", "--near", "Springfield")
    #expect(run.code == 65)
    #expect(run.errors.contains("Springfield, MO") && run.errors.contains("Springfield, MA"))
  }

  @Test(
    "wrong flags are usage errors that name flag, value and what was expected",
    arguments: [
      (["--topic", "pannic"], "panic"), (["--within", "far"], "15km"), (["--free", "sometime"], "tue 18:00-21:00"),
      (["--require", "lift"], "wheelchair-access"), (["--role", "boss"], "caregiver"), (["--age", "200"], "130"),
      (["--weights", "mine"], "newcomer"), (["--limit", "-1"], "limit"), (["--nearby", "x"], "nearby"),
      (["--within", "5km"], "--near"), (["--time-zone", "Mars/Olympus"], "America/New_York"),
    ])
  func wrongFlags(flags: [String], hint: String) throws {
    defer { program.remove() }
    let run = try program.run(["match"] + flags)
    #expect(run.code == 64, "\(run.errors)")
    #expect(run.errors.contains(hint), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test(
    "a member who cannot be read is bad data, with every field named",
    arguments: [
      (#"{"topics":["pannic"]}"#, "/topics/0"), (#"{"location":{"latitude":100,"longitude":0}}"#, "/location/latitude"),
      (#"{"timeZone":"Mars/Olympus"}"#, "/timeZone"), (#"{"langauges":["en"]}"#, "did you mean languages?"),
      (#"{"need":"#, "not valid JSON"), ("", "empty"), ("[]", "one JSON object"), ("<html></html>", "not valid JSON"),
      (#"{"age":-1,"role":"boss"}"#, "/age"), (#"{"near":"Nowhereville, ZZ"}"#, "Nowhereville"),
    ])
  func badMember(text: String, hint: String) throws {
    defer { program.remove() }
    let run = try program.run("match", "--member", "-", input: text)
    #expect(run.code == 65, "\(run.errors)")
    #expect(run.errors.contains(hint), "\(run.errors)")
  }

  @Test("without a directory there is no input")
  func noDirectory() throws {
    defer { program.remove() }
    let run = try program.run("match", "--topic", "panic", "--directory", "none.sqlite")
    #expect(run.code == 66)
    #expect(run.errors.contains("kith import"))
  }

  @Test("nothing of a member reaches the disk or an error message")
  func privacy() throws {
    defer { program.remove() }
    let planted = "zanzibarquux"
    let record = #"{"need":"panic attacks since \#(planted)","topics":["panic"]}"#
    let run = try program.run("match", "--member", "-", "--json", input: record)
    #expect(run.output.contains(planted), "the answer gives the member back")
    #expect(run.errors.isEmpty)
    let tooLong = planted + String(repeating: "a", count: 20_000)
    for need in [planted, tooLong] {
      let broken = try program.run("match", "--member", "-", input: #"{"need":"\#(need)","age":-4}"#)
      #expect(broken.code == 65)
      #expect(!broken.errors.contains(planted))
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: program.folder.path) {
      let data = try Data(contentsOf: program.folder.appendingPathComponent(name))
      #expect(data.range(of: Data(planted.utf8)) == nil, "\(name)")
    }
  }

  @Test("an explanation of a group that is left out says why, and what would change it")
  func explain() throws {
    defer { program.remove() }
    let record = #"{"topics":["panic"],"formats":{"accepted":["phone"]}}"#
    let answer = try program.run(
      "match", "--member", "-", "--json", "--format", "in-person", "--limit", "1", input: record)
    let id = try #require(try answer.object()["matches"]?.items?.first?["group"]?["id"]?.string)
    let run = try program.run("explain", "--group", id, "--member", "-", "--json", input: record)
    let explanation = try run.object()
    #expect(explanation["eligible"] == .bool(false))
    let format = explanation["rules"]?.items?.first { $0["rule"]?.string == "format" }
    #expect(format?["verdict"]?.string == "no")
    #expect(explanation["changes"]?.items?.contains { $0.string?.contains("in person") == true } == true)
    let unknown = try program.run("explain", "--group", "no-such-group", "--member", "-", input: record)
    #expect(unknown.code == 65)
    #expect(unknown.errors.contains("no-such-group"))
  }
}

extension JSONValue {
  var items: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
  var fields: JSONObject? { if case .object(let fields) = self { fields } else { nil } }
  var string: String? { if case .string(let text) = self { text } else { nil } }
  var double: Double? { if case .number(let number) = self { number } else { nil } }
  subscript(_ name: String) -> JSONValue? { fields?[name] }
}
