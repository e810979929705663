import Testing

@testable import GroupMatching

@Suite("Recurrences against python-dateutil")
struct RecurrenceGoldenTests {
  struct Golden: Decodable, Sendable, CustomTestStringConvertible {
    let rule: String
    let first: String
    let weekday: String
    /// The days on which it falls within 420 days, as days after the first.
    let days: [Int]
    var testDescription: String { "\(rule) from \(first)" }
  }

  @Test("a rule falls on the same days")
  func days() throws {
    let goldens = try ProjectData.golden("recurrences.json", as: [Golden].self)
    #expect(goldens.count >= 80)
    for golden in goldens {
      let rule = try Recurrence(rule: golden.rule)
      let first = try Day.reading(golden.first)
      let weekday = try #require(Weekday(code: golden.weekday))
      let days = (0...420).filter { rule.occurs(on: first.adding(days: $0), weekday: weekday, anchor: first) }
      #expect(days == golden.days, "\(golden.testDescription)")
    }
  }

  @Test("a rule that is written out and read again falls on the same days")
  func written() throws {
    for golden in try ProjectData.golden("recurrences.json", as: [Golden].self) {
      let rule = try Recurrence(rule: golden.rule)
      #expect(try Recurrence(rule: rule.description) == rule, "\(golden.rule)")
    }
  }
}
