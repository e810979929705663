import Foundation
import GroupMatching
import Testing

@Suite("kith weights, as a process")
struct WeightsCommandTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.useDemo()
  }

  private func weights(_ arguments: String...) throws -> JSONObject {
    try program.run(["weights"] + arguments + ["--json"]).object()
  }

  /// What a match says that it was ranked with.
  private func ranked(with weights: String) throws -> Program.Run {
    try program.run("match", "--topic", "grief", "--limit", "1", "--json", "--weights", weights)
  }

  @Test("each change is a version, and every version can be shown, used and told apart")
  func versions() throws {
    defer { program.remove() }
    let first = try program.run("weights", "set", "ours", "topic=9", "distance=0.5", "--note", "as agreed")
    #expect(first.code == 0 && first.output == "ours@1 saved: topic 5 → 9, distance 2 → 0.5\n", "\(first.errors)")
    #expect(try program.run("weights", "set", "ours", "topic=9").output.contains("no new version"))
    #expect(try program.run("weights", "set", "ours", "cost=4").output == "ours@2 saved: cost 1 → 4\n")
    let old = try weights("show", "ours@1")
    #expect(old["weights"]?["topic"] == 9 && old["weights"]?["cost"] == 1 && old["note"] == "as agreed")
    #expect(try weights("show", "ours")["weights"]?["cost"] == 4)
    let history = try #require(try weights("history", "ours")["versions"]?.items)
    #expect(history.compactMap { $0["version"]?.double } == [1, 2])
    #expect(history.last?["changes"] == [["feature": "cost", "from": 1, "to": 4]])
    let list = try weights("list")
    #expect(list["presets"]?.items?.count == Weights.presets.count)
    #expect(list["saved"]?.items?.compactMap { $0["version"]?.double } == [2])
  }

  @Test("a match finds a preset before a profile, and a profile before a file")
  func precedence() throws {
    defer { program.remove() }
    let text = #"{"name":"from-a-file","weights":{"topic":7}}"#
    for name in ["default", "ours", "ours.json"] { _ = try program.file(name, text) }
    #expect(try ranked(with: "ours").object()["weights"]?["name"] == "from-a-file")
    _ = try program.run("weights", "set", "ours", "topic=9")
    #expect(try ranked(with: "ours").object()["weights"] == ["name": "ours", "version": 1])
    #expect(try ranked(with: "ours@1").object()["weights"] == ["name": "ours", "version": 1])
    #expect(try ranked(with: "default").object()["weights"] == ["name": "default", "version": 1])
    for path in ["./ours", "ours.json"] {
      #expect(try ranked(with: path).object()["weights"]?["name"] == "from-a-file", "\(path)")
    }
    let missing = try ranked(with: "ours@7")
    #expect(missing.code == 64 && missing.errors.contains("no version 7: expected 1 to 1"))
    let unknown = try ranked(with: "theirs")
    #expect(unknown.code == 64 && unknown.errors.contains("newcomer or ours, or a file"), "\(unknown.errors)")
  }

  @Test("what is exported comes in again, under its own name or another")
  func exportAndImport() throws {
    defer { program.remove() }
    _ = try program.run("weights", "set", "ours", "topic=9", "--from", "newcomer")
    let file = try program.file("ours.json", try program.run("weights", "export", "ours").output)
    #expect(try program.run("weights", "import", file).output.contains("no new version"))
    #expect(try program.run("weights", "import", file, "--name", "theirs").code == 0)
    #expect(try weights("show", "theirs")["weights"] == weights("show", "ours")["weights"])
    let preset = try program.run("weights", "export", "default")
    let taken = try program.run("weights", "import", "-", input: preset.output)
    #expect(taken.code == 64 && taken.errors.contains("it is a preset"))
  }

  @Test(
    "what cannot be weights is a usage error that says what was expected",
    arguments: [
      (["set", "ours", "topics=3"], "no feature 'topics'"), (["set", "ours", "topic=-1"], "topic: -1"),
      (["set", "ours", "topic"], "such as topic=5"), (["set", "ours", "topic=1", "topic=2"], "twice"),
      (["set", "ours"], "nothing to change"), (["set", "default", "topic=1"], "it is a preset"),
      (["set", "Our Own", "topic=1"], "lower-case letters"), (["show", "ours"], "no weights named 'ours'"),
      (["history", "ours"], "no saved weights named 'ours'"), (["show", "default@2"], "no version but 1"),
      (["diff", "default", "ours"], "no weights named 'ours'"),
    ])
  func mistakes(arguments: [String], reason: String) throws {
    defer { program.remove() }
    let run = try program.run(["weights"] + arguments)
    #expect(run.code == 64 && run.errors.contains(reason), "\(run.errors)")
  }

  @Test("presets can be listed without a directory, and nothing is saved without one")
  func withoutDirectory() throws {
    defer { program.remove() }
    let list = try program.run("weights", "list", "--directory", "none.sqlite")
    #expect(list.code == 0 && list.output.contains("newcomer"))
    #expect(try program.run("weights", "set", "ours", "topic=1", "--directory", "none.sqlite").code == 66)
  }
}

@Suite("kith weights diff, as a process")
struct WeightsDiffCommandTests {
  private let program: Program
  private let members: String

  init() throws {
    program = try Program()
    try program.useDemo()
    let lines = try String(contentsOf: Program.demoMembers, encoding: .utf8).split(separator: "\n")
    members = lines.prefix(5).joined(separator: "\n")
  }

  private func diff(_ arguments: String...) throws -> Program.Run {
    try program.run(
      ["weights", "diff"] + arguments + ["--members", "-", "--at", "2026-12-01", "--depth", "10"], input: members)
  }

  @Test("the same weights change nobody's list")
  func same() throws {
    defer { program.remove() }
    let answer = try diff("default", "default", "--json").object()
    #expect(answer["weights"] == [])
    #expect(answer["members"]?["count"] == 5 && answer["members"]?["changed"] == 0)
    #expect(answer["members"]?["overlap"]?["least"] == 1)
    #expect(answer["groups"] == [] && answer["mostChanged"] == [])
  }

  @Test("the lists compared are those that a match gives, and members appear by their ids only")
  func lists() throws {
    defer { program.remove() }
    _ = try program.run("weights", "set", "near", "distance=60", "topic=1", "meaning=0")
    let run = try diff("default", "near", "--json")
    let answer = try run.object()
    let changed = try #require(answer["mostChanged"]?.items)
    #expect(!changed.isEmpty && changed.count <= 5)
    let overlaps = changed.compactMap { $0["overlap"]?.double }
    #expect(overlaps == overlaps.sorted())
    for line in members.split(separator: "\n") {
      let member = try JSONValue(parsing: Data(line.utf8))
      let id = try #require(member["id"]?.string)
      let lists = try ["default", "near"].map { weights in
        let arguments = ["--member", "-", "--limit", "10", "--json", "--at", "2026-12-01", "--weights", weights]
        let matches = try program.run(["match"] + arguments, input: String(line)).object()["matches"]?.items
        return matches?.compactMap { $0["group"]?["id"]?.string } ?? []
      }
      let expected = RankComparison(from: lists[0], to: lists[1])
      let found = changed.first { $0["member"]?.string == id }
      #expect(expected.isChanged == (found != nil))
      guard let found else { continue }
      #expect(found["overlap"]?.double == expected.overlap)
      #expect(found["entered"]?.items?.compactMap(\.string) == expected.entered)
      let need = try #require(member["need"]?.string)
      #expect(!run.output.contains(need.prefix(20)))
    }
    let text = try diff("default", "near")
    #expect(text.output.contains("Groups that rise") && text.output.contains("Members whose list changes most"))
  }

  @Test("mistakes in the members' file are named with their lines, and the need is not repeated")
  func mistakes() throws {
    defer { program.remove() }
    let file = try program.file(
      "members.jsonl",
      "{\"id\":\"a\"}\n{\"id\":\"b\",\"age\":900}\nnot json\n{\"need\":5}\n{\"near\":\"nowhere at all\"}\n")
    let run = try program.run("weights", "diff", "default", "newcomer", "--members", file)
    #expect(run.code == 65)
    for line in [2, 3, 4, 5] { #expect(run.errors.contains("members.jsonl: line \(line): "), "\(run.errors)") }
    #expect(try program.run("weights", "diff", "default", "newcomer", "--members", "nowhere.jsonl").code == 66)
  }

  @Test("without members the weights alone are compared")
  func weightsAlone() throws {
    defer { program.remove() }
    let run = try program.run("weights", "diff", "default", "newcomer")
    #expect(run.code == 0 && run.output.contains("low-pressure 1 → 3"))
  }
}

@Suite("What became of referrals, in a match")
struct RetentionInMatchTests {
  @Test("a group that people stay in rises, and the explanation says how many they were")
  func stays() throws {
    let program = try Program()
    defer { program.remove() }
    try program.useDemo()
    let explain = ["explain", "--group", "anx-oak-tue", "--topic", "panic", "--at", "2026-12-01", "--json"]
    let before = try program.run(explain).object()
    let isWeighed = { (answer: JSONObject) in
      answer["contributions"]?.items?.contains { $0["feature"]?.string == "retention" }
    }
    #expect(isWeighed(before) == false)
    let stayed = (0..<9).map { "m\($0),anx-oak-tue,2026-09-01,5\n" }.joined()
    let left = (0..<9).map { "n\($0),web-panic-pt,2026-09-01,0\n" }.joined()
    let table = "member,group,date,attendedCount\n" + stayed + left
    #expect(try program.run("outcomes", "import", "-", input: table).code == 0)
    let after = try program.run(explain).object()
    let found = after["contributions"]?.items?.first { $0["feature"]?.string == "retention" }
    let contribution = try #require(found)
    #expect(contribution["known"] == true)
    // Beta(1, 1) would give 10/11; with two groups so far apart the prior counts as its least, two members of mean 1/2.
    #expect(contribution["value"]?.double == 10.0 / 11)
    let reason = JSONValue.string("9 of 9 people referred came three times or more")
    #expect(after["reasons"]?.items?.contains(reason) == true)
    #expect(try #require(after["rank"]?.double) <= #require(before["rank"]?.double))
  }
}
