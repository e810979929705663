import Foundation
import GroupMatching
import Testing

@Suite("kith outcomes, as a process")
struct OutcomesCommandTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.useDemo()
  }

  private static let table = """
    member,group,date,shownRank,attendedCount,rating,leftEarly
    m-1,anx-oak-tue,2026-09-01,1,4,5,false
    m-2,anx-oak-tue,2026-09-02,2,0,,
    m-2,no-such-group,2026-09-03,1,,,

    """

  @Test("a file is taken in, and the same again changes nothing; groups not listed are kept and named")
  func twice() throws {
    defer { program.remove() }
    let file = try program.file("outcomes.csv", Self.table)
    let first = try program.run("outcomes", "import", file)
    #expect(first.code == 0, "\(first.errors)")
    #expect(first.output.contains("added       3"))
    #expect(first.output.contains("1 outcome of 1 group that the directory does not list, kept: no-such-group (1)"))
    let exported = try program.run("outcomes", "export")
    #expect(exported.output == Self.table)
    let second = try program.run("outcomes", "import", file)
    #expect(second.output.contains("unchanged   3") && second.output.contains("added       0"))
    #expect(try program.run("outcomes", "export").output == exported.output)
  }

  @Test("JSON Lines go out and come in again, also by standard input")
  func lines() throws {
    defer { program.remove() }
    _ = try program.run("outcomes", "import", "-", input: Self.table)
    let exported = try program.run("outcomes", "export", "--format", "jsonl")
    #expect(exported.output.split(separator: "\n").count == 3)
    let again = try program.run("outcomes", "import", "-", "--format", "jsonl", input: exported.output)
    #expect(again.code == 0 && again.output.contains("unchanged   3"))
  }

  @Test("a mistake in the last file is named with file, line and field, and nothing is taken in")
  func mistakes() throws {
    defer { program.remove() }
    let good = try program.file("good.csv", Self.table)
    let bad = try program.file("bad.csv", "member,group,date,rating\nm-7,g,2026-09-01,7\nm-8,g,soon,1\n")
    let run = try program.run("outcomes", "import", good, bad)
    #expect(run.code == 65)
    #expect(run.errors.contains("bad.csv: line 2: /rating: 7 is not a whole number from 1 to 5"))
    #expect(run.errors.contains("bad.csv: line 3: /date"))
    #expect(try program.run("outcomes", "export").output.split(separator: "\n").count == 1)
    #expect(try program.run("outcomes", "import", "nowhere.csv").code == 66)
    #expect(try program.run("outcomes", "import", good, "--format", "xml").code == 64)
  }

  @Test("forgetting says how many, does not repeat the id, and leaves others alone")
  func forget() throws {
    defer { program.remove() }
    _ = try program.run("outcomes", "import", "-", input: Self.table)
    let run = try program.run("outcomes", "forget", "m-2")
    #expect(run.code == 0 && run.output == "2 outcomes of this member removed\n")
    #expect(try program.run("outcomes", "export").output.contains("m-1,anx-oak-tue"))
    #expect(try program.run("outcomes", "forget", "m-2").output.hasPrefix("0 outcomes"))
  }

  @Test("a directory that is not there is not made")
  func missing() throws {
    defer { program.remove() }
    for arguments in [["import", "-"], ["export"], ["forget", "m"]] {
      let run = try program.run(["outcomes"] + arguments + ["--directory", "none.sqlite"], input: Self.table)
      #expect(run.code == 66, "\(arguments)")
    }
    #expect(!FileManager.default.fileExists(atPath: program.folder.appendingPathComponent("none.sqlite").path))
  }
}
