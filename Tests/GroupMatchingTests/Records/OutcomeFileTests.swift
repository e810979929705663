import Foundation
import GroupMatching
import Testing

@Suite("Files of outcomes")
struct OutcomeFileTests {
  private func read(_ text: String, _ format: OutcomeFormat? = nil) throws(OutcomeFileError) -> OutcomeFile {
    try OutcomeFile(Data(text.utf8), format: format)
  }

  private func reasons(_ text: String, _ format: OutcomeFormat? = nil) -> [String] {
    do {
      _ = try read(text, format)
      return []
    } catch {
      return error.reasons
    }
  }

  private static let table = """
    member,group,date,shownRank,attendedCount,rating,leftEarly
    m-1,g-1,2026-10-01,2,4,5,false
    m-2,"g,2",2026-10-03,,,,

    """

  private func expected() throws -> [Outcome] {
    let days = try ["2026-10-01", "2026-10-03"].map { try #require(Day($0)) }
    var first = Outcome(.init(memberID: "m-1", groupID: "g-1", date: days[0]))
    first.shownRank = 2
    first.attendedCount = 4
    first.rating = 5
    first.leftEarly = false
    return [first, Outcome(.init(memberID: "m-2", groupID: "g,2", date: days[1]))]
  }

  @Test("a table and JSON Lines say the same, with or without being told which it is")
  func forms() throws {
    let lines = """
      {"member":"m-1","group":"g-1","date":"2026-10-01","shownRank":2,"attendedCount":4,"rating":5,"leftEarly":false}

      {"member":"m-2","group":"g,2","date":"2026-10-03","rating":null}
      """
    let expected = try expected()
    #expect(try read(Self.table).outcomes == expected)
    #expect(try read(Self.table, .csv).outcomes == expected)
    #expect(try read(lines).outcomes == expected)
    #expect(try read("\u{FEFF}" + lines, .jsonl).outcomes == expected)
  }

  @Test("what is written reads back, as a table and as lines")
  func roundTrip() throws {
    let expected = try expected()
    let table = ([Outcome.columns] + expected.map(\.row)).map(CSVText.line).joined()
    #expect(try read(table).outcomes == expected)
    let lines = expected.map { JSONValue.object($0.record).text }.joined(separator: "\n")
    #expect(try read(lines).outcomes == expected)
  }

  @Test("columns stand in any order, some may be missing, and spreadsheets' spelling does")
  func header() throws {
    let file = try read("Date;Left early;GROUP;Member\r\n2026-10-01;yes;g-1; m-1 \r\n")
    let outcome = try #require(file.outcomes.first)
    #expect(outcome.referral.memberID == "m-1" && outcome.leftEarly == true && outcome.rating == nil)
  }

  @Test("ids that are numbers are the same in both forms")
  func numericIDs() throws {
    let table = try read("member,group,date\n1042,7,2026-10-01\n")
    #expect(try read(#"{"member":1042,"group":7,"date":"2026-10-01"}"#).outcomes == table.outcomes)
  }

  @Test(
    "what is wrong is said with line, field and expectation",
    arguments: [
      ("member,group,date,rating\nm,g,2026-10-01,ten", "line 2: /rating: \"ten\" is not a whole number from 1 to 5"),
      ("member,group,date,rating\nm,g,2026-10-01,nan", "line 2: /rating: \"nan\" is not a whole number from 1 to 5"),
      ("member,group,date,rating\nm,g,2026-10-01,6", "line 2: /rating: 6 is not a whole number from 1 to 5"),
      ("member,group,date\nm,g,01/10/2026", "line 2: /date: \"01/10/2026\" is not a date such as 2026-10-01"),
      ("member,group,date\n,g,2026-10-01", "line 2: /member: missing, expected an id of at most 200 characters"),
      ("member,group,date\nm,g", "line 2: 2 fields, expected 3 as in the header"),
      ("member,group,date,leftEarly\nm,g,2026-10-01,maybe", "line 2: /leftEarly: \"maybe\" is not true or false"),
      (
        #"{"member":"m","group":"g","date":"2026-10-01","attendedCount":-1}"#,
        "line 1: /attendedCount: -1 is not a whole number from 0 to 10000"
      ),
      (
        #"{"member":"m","group":"g","date":"2026-10-01","ratings":3}"#,
        "line 1: /ratings: unknown field, did you mean rating?"
      ),
      (#"{"member":"m","group":"g"}"#, "line 1: /date: missing, expected a date such as 2026-10-01"),
      (
        "{\"member\":\"m\",\"group\":\"g\",\"date\":\"2026-10-01\"}\n[1]",
        "line 2: expected a record as one JSON object"
      ),
      ("member,group,date\nm,\"g,2026-10-01", "line 2: a quote is opened and never closed"),
      ("", "the file is empty: expected outcomes in CSV or JSON Lines"),
    ])
  func problems(text: String, reason: String) {
    #expect(reasons(text) == [reason])
  }

  @Test("a header with a column that is not known, twice there or missing is refused whole")
  func headers() {
    #expect(reasons("member,group,date,diagnosis\nm,g,2026-10-01,x").first?.contains("'diagnosis'") == true)
    #expect(reasons("member,group,date,Date\nm,g,2026-10-01,x").first?.contains("twice") == true)
    #expect(reasons("group,rating\ng,1").first?.hasPrefix("line 1: missing member and date") == true)
  }

  @Test("all that is wrong is said at once, and what a member is called is not")
  func together() {
    let long = String(repeating: "secret", count: 50)
    let reasons = reasons("member,group,date,rating\n\(long),g,2026-10-01,0\nm,g,soon,1\n")
    #expect(reasons.count == 3)
    #expect(reasons.allSatisfy { !$0.contains("secret") })
  }

  @Test("a line that says again what another said is passed over; one that says otherwise is refused")
  func repeated() throws {
    let line = "m,g,2026-10-01,3\n"
    let file = try read("member,group,date,rating\n" + line + line)
    #expect(file.outcomes.count == 1 && file.repeatedCount == 1)
    let reasons = reasons("member,group,date,rating\n" + line + "m,g,2026-10-01,4\n")
    #expect(reasons.count == 1 && reasons.first?.hasPrefix("line 3: the same member, group and date as line 2") == true)
  }
}
