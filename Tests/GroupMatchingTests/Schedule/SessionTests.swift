import Testing

@testable import GroupMatching

@Suite("Session")
struct SessionTests {
  private func starts(
    of session: Session?, from moment: String, in zone: String, days: Int, shownIn other: String
  ) throws -> [String] {
    let first = try Instant.reading(moment, in: zone)
    let shown = try ZoneID.reading(other)
    return try #require(session).starts(after: first, days: days).map { shown.local(at: $0).iso8601 }
  }

  private func session(
    _ weekday: Weekday, _ start: String, _ zone: String?, rule: String? = nil, from first: String? = nil
  ) throws -> Session? {
    Session(
      weekday: weekday, start: try ClockTime.reading(start), durationMinutes: 60, zone: zone.flatMap { ZoneID($0) },
      recurrence: try rule.map { try Recurrence(rule: $0) }, startDate: first.flatMap { Day($0) })
  }

  @Test(
    "a London group, for a member in New York, in the weeks when one of them has changed clocks and the other has not")
  func twoZones() throws {
    let tuesdays = try session(.tuesday, "19:00", "Europe/London")
    // New York changes on 8 March, London on 29 March.
    #expect(
      try starts(of: tuesdays, from: "2026-03-01T00:00", in: "America/New_York", days: 38, shownIn: "America/New_York")
        == [
          "2026-03-03T14:00:00-05:00", "2026-03-10T15:00:00-04:00", "2026-03-17T15:00:00-04:00",
          "2026-03-24T15:00:00-04:00", "2026-03-31T14:00:00-04:00", "2026-04-07T14:00:00-04:00",
        ])
    // London changes on 25 October, New York on 1 November.
    #expect(
      try starts(of: tuesdays, from: "2026-10-18T00:00", in: "America/New_York", days: 22, shownIn: "America/New_York")
        == [
          "2026-10-20T14:00:00-04:00", "2026-10-27T15:00:00-04:00", "2026-11-03T14:00:00-05:00",
        ])
  }

  @Test("a session in the hour that spring skips is an hour later, one in the hour that comes twice is the first")
  func changes() throws {
    let sundays = try session(.sunday, "02:30", "America/New_York")
    #expect(
      try starts(of: sundays, from: "2026-03-01T00:00", in: "America/New_York", days: 21, shownIn: "America/New_York")
        == [
          "2026-03-01T02:30:00-05:00", "2026-03-08T03:30:00-04:00", "2026-03-15T02:30:00-04:00",
        ])
    let early = try session(.sunday, "01:30", "America/New_York")
    #expect(
      try starts(of: early, from: "2026-10-25T00:00", in: "America/New_York", days: 14, shownIn: "America/New_York")
        == [
          "2026-10-25T01:30:00-04:00", "2026-11-01T01:30:00-04:00",
        ])
    // Lord Howe's clocks change by half an hour.
    let lordHowe = try session(.sunday, "02:15", "Australia/Lord_Howe")
    #expect(
      try starts(
        of: lordHowe, from: "2026-09-27T00:00", in: "Australia/Lord_Howe", days: 10, shownIn: "Australia/Lord_Howe")
        == [
          "2026-09-27T02:15:00+10:30", "2026-10-04T02:45:00+11:00",
        ])
  }

  @Test("a session is on another weekday elsewhere")
  func otherDay() throws {
    let evening = try session(.tuesday, "20:30", "America/Los_Angeles")
    #expect(
      try starts(of: evening, from: "2026-12-01T00:00", in: "America/Los_Angeles", days: 7, shownIn: "Asia/Kolkata")
        == [
          "2026-12-02T10:00:00+05:30"
        ])
  }

  @Test("every second week counts from a day on which it met")
  func fortnightly() throws {
    let mondays = try session(
      .monday, "18:30", "America/Los_Angeles", rule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", from: "2026-01-05")
    #expect(
      try starts(
        of: mondays, from: "2026-11-20T00:00", in: "America/Los_Angeles", days: 35, shownIn: "America/Los_Angeles")
        == ["2026-11-23T18:30:00-08:00", "2026-12-07T18:30:00-08:00", "2026-12-21T18:30:00-08:00"])
    #expect(mondays?.hasKnownDays == true)
    let unanchored = try session(.monday, "18:30", "America/Los_Angeles", rule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO")
    #expect(unanchored?.hasKnownDays == false)
  }

  @Test("the last Saturday of the month")
  func monthly() throws {
    let saturdays = try session(.saturday, "10:00", "Europe/Dublin", rule: "FREQ=MONTHLY;BYDAY=-1SA")
    #expect(
      try starts(of: saturdays, from: "2026-09-01T00:00", in: "Europe/Dublin", days: 100, shownIn: "Europe/Dublin")
        == [
          "2026-09-26T10:00:00+01:00", "2026-10-31T10:00:00Z", "2026-11-28T10:00:00Z",
        ].map { $0.replacing("Z", with: "+00:00") })
  }

  @Test("what has begun is past, what begins now is not, and a group that begins later has not met before")
  func from() throws {
    let tuesdays = try session(.tuesday, "19:00", "Europe/London", from: "2026-12-08")
    #expect(
      try starts(of: tuesdays, from: "2026-12-01T00:00", in: "Europe/London", days: 10, shownIn: "Europe/London") == [
        "2026-12-08T19:00:00+00:00"
      ])
    let now = try session(.tuesday, "19:00", "Europe/London")
    #expect(
      try starts(of: now, from: "2026-12-01T19:00", in: "Europe/London", days: 7, shownIn: "Europe/London").count == 1)
    #expect(
      try starts(of: now, from: "2026-12-01T19:01", in: "Europe/London", days: 7, shownIn: "Europe/London").isEmpty)
  }

  @Test("without a zone nothing can be said of when")
  func noZone() throws {
    let session = try #require(try session(.tuesday, "19:00", nil))
    #expect(session.starts(after: Instant(minutesSinceEpoch: 29_500_000), days: 35).isEmpty)
    let zone = try ZoneID.reading("Europe/London")
    #expect(session.settingZone(zone).zone == zone)
    let other = try ZoneID.reading("Europe/Dublin")
    #expect(session.settingZone(zone).settingZone(other).zone == zone)
  }

  @Test("a session that cannot be right is none")
  func bounds() throws {
    let start = try ClockTime.reading("19:00")
    #expect(Session(weekday: .monday, start: try ClockTime.reading("24:00")) == nil)
    #expect(Session(weekday: .monday, start: start, durationMinutes: 0) == nil)
    #expect(Session(weekday: .monday, start: start, durationMinutes: 1441) == nil)
    #expect(Session(weekday: .monday, start: start, recurrence: try Recurrence(rule: "FREQ=WEEKLY;BYDAY=TU")) == nil)
    #expect(Session(weekday: .monday, start: start, recurrence: try Recurrence(rule: "FREQ=WEEKLY;BYDAY=MO,TU")) != nil)
  }
}
