import Foundation
import GroupMatching
import Testing

@Suite("kith tune and kith evaluate")
struct TuneCommandTests {
  /// Queries in which feature 1 makes the grade, feature 2 is noise.
  private static func features(queries: Int, from first: Int) -> String {
    (first..<first + queries).flatMap { query in
      (0..<8).map { row -> String in
        let one = (row * 37 + query * 11) % 8
        let two = (row * 13 + query * 7) % 5
        return "\(one > 5 ? 2 : one > 4 ? 1 : 0) qid:\(query) 1:\(one) 2:\(two) # d\(query)-\(row)\n"
      }
    }.joined()
  }

  private func number(_ value: JSONValue?, _ path: String...) throws -> Double {
    var value = value
    for name in path {
      guard case .object(let fields)? = value else { throw Program.NotAnObject() }
      value = fields[name]
    }
    guard case .number(let number)? = value else { throw Program.NotAnObject() }
    return number
  }

  @Test("a feature file is learned from, and the model ranks another")
  func featureFile() throws {
    let program = try Program()
    defer { program.remove() }
    let train = try program.file("train.txt", Self.features(queries: 12, from: 1))
    let test = try program.file("test.txt", Self.features(queries: 6, from: 40))
    let tuned = try program.run("tune", "--letor", train, "--metric", "AP", "--output", "model.json")
    #expect(tuned.code == 0, "\(tuned.errors)")
    #expect(tuned.output.contains("12 queries, 96 documents"))
    let run = try program.run("evaluate", "--letor", test, "--model", "model.json", "--metrics", "AP,nDCG@10", "--json")
    let record = try JSONValue.object(run.object())
    #expect(try number(record, "metrics", "AP", "mean") > 0.95)
    #expect(try number(record, "metrics", "nDCG@10", "queries") == 6)
    guard case .object(let fields) = record, case .object(let metrics)? = fields["metrics"],
      case .object(let precision)? = metrics["AP"], case .array(let interval)? = precision["interval"]
    else { throw Program.NotAnObject() }
    #expect(interval.count == 2)
    let pages = try program.run(
      "tune", "--letor", train, "--output", "model.json", "--html", "tuned.html"
    ).code
    #expect(pages == 0)
    let other = try program.file("other.txt", "## Coordinate Ascent\n1:0.2 2:0.9\n")
    let compared = try program.run(
      "evaluate", "--letor", test, "--model", "model.json", "--model", other, "--html", "evaluated.html")
    #expect(compared.code == 0 && compared.output.contains("against the first"), "\(compared.errors)")
    for name in ["tuned.html", "evaluated.html"] {
      let page = try String(contentsOf: program.folder.appendingPathComponent(name), encoding: .utf8)
      #expect(page.contains("<svg") && !page.contains("<script"))
    }
    let table = try program.run("evaluate", "--letor", test, "--model", "model.json")
    #expect(table.output.contains("6 queries") && table.output.contains("AP"))
  }

  @Test("runs are measured against judgments and compared")
  func runs() throws {
    let program = try Program()
    defer { program.remove() }
    let judgments = (1...6).map { "\($0) 0 a 1\n\($0) 0 b 0\n" }.joined()
    let good = (1...6).map { "\($0) Q0 a 1 2 x\n\($0) Q0 b 2 1 x\n" }.joined()
    let bad = (1...6).map { "\($0) Q0 a 2 1 x\n\($0) Q0 b 1 2 x\n" }.joined()
    let qrels = try program.file("qrels", judgments)
    _ = try program.file("bad.run", bad)
    _ = try program.file("good.run", good)
    let run = try program.run(
      "evaluate", "--judgments", qrels, "--run", "bad.run", "--run", "good.run", "--metrics", "RR", "--json")
    let fields = try run.object()
    #expect(try number(.object(fields), "metrics", "RR", "mean") == 0.5)
    guard case .array(let comparisons)? = fields["comparisons"] else { throw Program.NotAnObject() }
    #expect(try number(comparisons.first, "difference", "mean") == 0.5)
    // All six differences have one sign: 2 of the 64 sign changes are as far from 0.
    #expect(try number(comparisons.first, "randomisationP") == 0.03125)
    let text = try program.run("evaluate", "--judgments", qrels, "--run", "bad.run", "--run", "good.run")
    #expect(text.output.contains("could have been detected") || text.output.contains("difference"))
  }

  @Test("mistakes end with the code that says which, and name the place")
  func mistakes() throws {
    let program = try Program()
    defer { program.remove() }
    let broken = try program.file("broken.txt", "1 qid:1 1:2\n0 qid:1 1:x\n")
    let run = try program.run("tune", "--letor", broken, "--output", "m.json")
    #expect(run.code == 65)
    #expect(run.errors.contains("broken.txt:2: feature 1: 'x', expected a finite number"))
    #expect(try program.run("tune", "--letor", "none.txt", "--output", "m.json").code == 66)
    #expect(try program.run("tune").code == 64)
    #expect(try program.run("tune", "--letor", broken).code == 64)
    #expect(try program.run("tune", "--letor", broken, "--output", "m.json", "--learner", "magic").code == 64)
    #expect(try program.run("evaluate", "--letor", broken).code == 64)
    #expect(try program.run("evaluate", "--letor", broken, "--model", "none.json", "--metrics", "P").code == 64)
    #expect(try program.run("evaluate", "--letor", broken, "--model", "none.json").code == 66)
  }

  @Test("outcomes are learned from, with a report; nothing is written that is not proven")
  func outcomes() throws {
    let program = try Program()
    defer { program.remove() }
    try program.useDemo()
    let (table, people) = try Self.outcomes(members: 12)
    let outcomes = try program.file("outcomes.csv", table)
    let members = try program.file("members.jsonl", people)
    let run = try program.run(
      "tune", "--outcomes", outcomes, "--members", members, "--html", "report.html", "--output", "weights.json",
      "--json")
    let fields = try run.object()
    guard case .array(let weights)? = fields["weights"], case .string(let verdict)? = fields["verdict"] else {
      throw Program.NotAnObject()
    }
    #expect(weights.count == Feature.all.count)
    let isProven = verdict == "better"
    #expect(run.code == (isProven ? 0 : 65))
    let path = program.folder.appendingPathComponent("weights.json").path
    #expect(FileManager.default.fileExists(atPath: path) == isProven)
    let page = try String(contentsOf: program.folder.appendingPathComponent("report.html"), encoding: .utf8)
    #expect(page.contains("<svg") && !page.contains("<script") && page.contains("Who gains and who loses"))
    #expect(!page.contains("tune-person-"), "a member's id is in the report")
    #expect(!run.output.contains("tune-person-"), "a member's id is in the answer")
    #expect(page.contains("Movement") && page.contains("by fold") && page.contains("Exposure"))
    let content = try program.run(
      "evaluate", "--outcomes", outcomes, "--members", members, "--weights", "default", "--success", "content",
      "--html",
      "estimates.html", "--json")
    #expect(try content.object()["success"] == .string("content"))
    #expect(try program.run("tune", "--outcomes", outcomes, "--members", members, "--success", "joy").code == 64)
    let forced = try program.run(
      "tune", "--outcomes", outcomes, "--members", members, "--output", "weights.json", "--force")
    #expect(forced.code == 0, "\(forced.errors)")
    let match = try program.run("match", "--topic", "panic", "--weights", "weights.json", "--limit", "1", "--json")
    #expect(match.code == 0, "\(match.errors)")
    let evaluated = try program.run(
      "evaluate", "--outcomes", outcomes, "--members", members, "--weights", "default", "--weights", "weights.json",
      "--json")
    guard case .array(let estimates)? = try evaluated.object()["estimates"] else { throw Program.NotAnObject() }
    #expect(estimates.count == 2)
    #expect(try number(estimates[1], "IPS", "mean") >= 0)
  }

  @Test("another tool learns from what 'weights features' writes, and its weights come back as a profile")
  func otherTools() throws {
    let program = try Program()
    defer { program.remove() }
    try program.useDemo()
    let (table, people) = try Self.outcomes(members: 6)
    let outcomes = try program.file("outcomes.csv", table)
    let members = try program.file("members.jsonl", people)
    let rows = try program.run(
      "weights", "features", "--outcomes", outcomes, "--members", members, "--format", "svmlight", "--output",
      "rows.txt")
    #expect(rows.code == 0 && rows.output.isEmpty, "\(rows.errors)")
    let text = try String(contentsOf: program.folder.appendingPathComponent("rows.txt"), encoding: .utf8)
    #expect(text.split(separator: "\n").count == 24 && !text.contains("tune-person"))
    let tuned = try program.run(
      "tune", "--letor", "rows.txt", "--output", "model.json", "--normalization", "pooled", "--prior", "equal")
    #expect(tuned.code == 0, "\(tuned.errors)")
    let model = try program.file("ranklib.txt", "## Coordinate Ascent\n1:0.6 8:0.2 10:-0.1\n")
    let imported = try program.run("weights", "import", model, "--name", "learned")
    #expect(imported.code == 0 && imported.errors.contains("below 0 count as 0: cost"), "\(imported.errors)")
    let shown = try program.run("weights", "export", "learned")
    #expect(try number(.object(shown.object()), "weights", "topic") > 0)
    #expect(try number(.object(shown.object()), "weights", "language") == 0)
    #expect(try program.run("match", "--topic", "panic", "--weights", "model.json", "--limit", "1").code == 0)
    let csv = try program.run("weights", "features", "--outcomes", outcomes, "--members", members, "--format", "csv")
    #expect(csv.output.hasPrefix("grade,query,group,shownRank,topic,"))
    #expect(try program.run("weights", "features", "--members", members).code == 64)
  }

  /// Outcomes of the demo members, over and over under new ids, at groups of the demo directory.
  private static func outcomes(members count: Int) throws -> (table: String, members: String) {
    let people = try Data(contentsOf: Program.demoMembers).split(separator: UInt8(ascii: "\n"))
    let groups = try Data(contentsOf: URL(fileURLWithPath: Program.demoDirectory)).split(separator: UInt8(ascii: "\n"))
    let ids = try groups.prefix(80).map { line -> String in
      guard case .object(let fields) = try JSONValue(parsing: Data(line)), case .string(let id)? = fields["id"] else {
        throw Program.NotAnObject()
      }
      return id
    }
    var table = "member,group,date,shownRank,attendedCount\n"
    var members = ""
    for number in 0..<count {
      guard case .object(var fields) = try JSONValue(parsing: Data(people[number % people.count])) else {
        throw Program.NotAnObject()
      }
      let id = "tune-person-\(number)"
      fields["id"] = .string(id)
      members += JSONValue.object(fields).text + "\n"
      for rank in 1...4 {
        let group = ids[(number * 31 + rank * 17) % ids.count]
        table += "\(id),\(group),2026-10-0\(rank),\(rank),\((number + rank) % 3 == 0 ? 4 : 0)\n"
      }
    }
    return (table, members)
  }
}
