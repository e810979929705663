import Testing

@testable import GroupMatching

@Suite("Recurrence")
struct RecurrenceTests {
  @Test(
    "a rule beyond what meetings use, or malformed, is an error that names the part",
    arguments: [
      ("", "FREQ"), ("FREQ=DAILY", "FREQ"), ("BYDAY=TU", "FREQ"), ("FREQ=WEEKLY;COUNT=5", "COUNT=5"),
      ("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX"), ("FREQ=WEEKLY;BYDAY=", "BYDAY="), ("FREQ=WEEKLY;BYDAY=TU,", "BYDAY="),
      ("FREQ=WEEKLY;INTERVAL=0", "INTERVAL=0"), ("FREQ=WEEKLY;INTERVAL=two", "INTERVAL=TWO"),
      ("FREQ=WEEKLY;INTERVAL=1;INTERVAL=2", "INTERVAL"), ("FREQ=MONTHLY", "BYDAY"),
      ("FREQ=MONTHLY;BYDAY=0TU", "BYDAY=0TU"), ("FREQ=MONTHLY;BYDAY=6TU", "BYDAY=6TU"),
      ("FREQ=MONTHLY;BYMONTHDAY=15", "BYMONTHDAY=15"), ("FREQ=WEEKLY;UNTIL=soon", "UNTIL=SOON"),
      ("FREQ=WEEKLY;UNTIL=20260231", "UNTIL=20260231"), ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "BYSETPOS"),
      ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0", "BYSETPOS=0"),
      ("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2", "BYSETPOS=2"), ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", "WKST=SU"),
      ("FREQ=WEEKLY;X", "'X'"), ("every Tuesday", "every Tuesday"),
    ])
  func errors(rule: String, part: String) throws {
    let error = try #require(throws: RecurrenceError.self) { try Recurrence(rule: rule) }
    #expect(error.description.contains(part), "\(error)")
    #expect(error.description.contains("expected"), "\(error)")
  }

  @Test("a rule is read whatever its case, with or without its name, and its parts in any order")
  func spellings() throws {
    let rule = try Recurrence(rule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")
    #expect(try Recurrence(rule: "rrule:byday=tu;freq=weekly;interval=2;wkst=mo") == rule)
    #expect(rule.description == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")
    #expect(rule == .weekly(on: [.tuesday], every: 2))
  }

  @Test(
    "a rule reads as people say it",
    arguments: [
      ("FREQ=WEEKLY;BYDAY=TU", "every week"), ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every 2 weeks"),
      ("FREQ=MONTHLY;BYDAY=2TU", "every month on the second Tuesday"),
      ("FREQ=MONTHLY;BYDAY=1TU,3TU", "every month on the first Tuesday and the third Tuesday"),
      ("FREQ=MONTHLY;INTERVAL=3;BYDAY=-1SA", "every 3 months on the last Saturday"),
      ("FREQ=MONTHLY;BYDAY=-2FR", "every month on the second last Friday"),
    ])
  func phrase(rule: String, phrase: String) throws {
    #expect(try Recurrence(rule: rule).phrase == phrase)
  }

  @Test("every second week without a first day may be any week; with one, every second from it")
  func anchor() throws {
    let rule = try Recurrence(rule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")
    #expect(rule.needsAnchor)
    let tuesdays = (0..<6).compactMap { Day("2026-01-06")?.adding(days: 7 * $0) }
    #expect(tuesdays.allSatisfy { rule.occurs(on: $0, weekday: .tuesday, anchor: nil) })
    let first = try Day.reading("2026-01-13")
    let met = tuesdays.filter { rule.occurs(on: $0, weekday: .tuesday, anchor: first) }
    #expect(met.map(\.description) == ["2026-01-13", "2026-01-27", "2026-02-10"])
  }

  @Test("a rule ends with its last day")
  func until() throws {
    let rule = try Recurrence(rule: "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260113")
    let last = try Day.reading("2026-01-13")
    #expect(rule.occurs(on: last, weekday: .tuesday, anchor: nil))
    #expect(!rule.occurs(on: last.adding(days: 7), weekday: .tuesday, anchor: nil))
  }

  @Test("the fifth Tuesday is only in months that have one, the last in every month")
  func positions() throws {
    let fifth = try Recurrence(rule: "FREQ=MONTHLY;BYDAY=5TU")
    let last = try Recurrence(rule: "FREQ=MONTHLY;BYDAY=-1TU")
    let start = try Day.reading("2026-01-01")
    let days = (0..<365).map { start.adding(days: $0) }
    let fifths = days.filter { fifth.occurs(on: $0, weekday: .tuesday, anchor: nil) }
    #expect(fifths.map(\.description) == ["2026-03-31", "2026-06-30", "2026-09-29", "2026-12-29"])
    #expect(days.count { last.occurs(on: $0, weekday: .tuesday, anchor: nil) } == 12)
  }
}
