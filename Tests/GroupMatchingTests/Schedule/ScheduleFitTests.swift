import Testing

@testable import GroupMatching

@Suite("ScheduleFit")
struct ScheduleFitTests {
  /// Tuesday, 1 December 2026, noon in New York.
  private let moment = Instant(minutesSinceEpoch: 20_788 * 1440 + 17 * 60)

  private func session(
    _ weekday: Weekday, _ start: String, minutes: Int? = 60, zone: String? = "America/New_York", rule: String? = nil
  ) throws -> Session {
    let session = Session(
      weekday: weekday, start: try ClockTime.reading(start), durationMinutes: minutes,
      zone: zone.flatMap { ZoneID($0) },
      recurrence: try rule.map { try Recurrence(rule: $0) })
    return try #require(session)
  }

  private func fit(_ sessions: [Session], free: (Weekday, String, String)..., zone: String? = nil) throws -> ScheduleFit
  {
    let times = try free.map {
      FreeTime(weekday: $0.0, start: try ClockTime.reading($0.1), end: try ClockTime.reading($0.2))
    }
    let view = ScheduleView(SessionList(sessions), from: moment, in: zone.flatMap { ZoneID($0) })
    return ScheduleFit(sessions.map { view.fit(of: $0, in: FreeWeek(times)) })
  }

  @Test("a session from start to end within the free time fits; half of one does not")
  func one() throws {
    let tuesday = try session(.tuesday, "19:00", minutes: 90)
    #expect(try fit([tuesday], free: (.tuesday, "18:00", "21:00")).fits == true)
    #expect(try fit([tuesday], free: (.tuesday, "18:00", "21:00")).value == 0.8)
    let half = try fit([tuesday], free: (.tuesday, "19:45", "23:00"))
    #expect(half.fits == false)
    #expect(half.value == 0.4)
    #expect(try fit([tuesday], free: (.friday, "18:00", "21:00")).fits == false)
    #expect(try fit([tuesday], free: (.friday, "18:00", "21:00")).value == 0)
  }

  @Test("a second and a third session to choose from are worth a little more")
  func several() throws {
    let sessions = [try session(.monday, "19:00"), try session(.tuesday, "19:00"), try session(.friday, "19:00")]
    let free = [(Weekday.monday, "18:00", "21:00"), (.tuesday, "18:00", "21:00"), (.friday, "18:00", "21:00")]
    #expect(try fit(sessions, free: free[0]).value == 0.8)
    #expect(try fit(sessions, free: free[0], free[1]).value == 0.9)
    #expect(try fit(sessions, free: free[0], free[1], free[2]).value == 0.95)
  }

  @Test("a session past midnight needs the next day's first hours")
  func pastMidnight() throws {
    let late = try session(.saturday, "23:00", minutes: 120)
    #expect(try fit([late], free: (.saturday, "21:00", "24:00")).fits == false)
    #expect(try fit([late], free: (.saturday, "21:00", "24:00"), (.sunday, "00:00", "03:00")).fits == true)
    let sunday = try session(.sunday, "23:30", minutes: 60)
    #expect(try fit([sunday], free: (.sunday, "21:00", "24:00"), (.monday, "00:00", "01:00")).fits == true)
  }

  @Test("what is not known is not a no: no session, no zone")
  func unknown() throws {
    let free = (Weekday.tuesday, "18:00", "21:00")
    #expect(try fit([], free: free) == fit([], free: free))
    #expect(try fit([], free: free).fits == nil)
    #expect(try fit([], free: free).value == nil)
    let placeless = try session(.tuesday, "19:00", zone: nil)
    #expect(try fit([placeless], free: free).fits == nil)
    let other = try session(.friday, "19:00")
    #expect(try fit([placeless, other], free: free).fits == nil, "the other session does not fit, this one may")
    #expect(try fit([other], free: free).fits == false)
  }

  @Test("a session whose time is not known never makes a group worse, nor does a known one beside it")
  func besideUnknown() throws {
    let free = (Weekday.tuesday, "18:00", "21:00")
    let unknown = Feature.schedule.valueWhenUnknown
    let placeless = try session(.tuesday, "19:00", zone: nil)
    for other in [try session(.friday, "19:00"), try session(.tuesday, "17:15"), try session(.tuesday, "19:00")] {
      let alone = try fit([other], free: free).value ?? unknown
      let both = try fit([placeless, other], free: free).value ?? unknown
      #expect(both >= unknown)
      #expect(both >= alone)
    }
  }

  @Test("without a stated length, being free at the start has to do")
  func noLength() throws {
    let open = try session(.tuesday, "20:59", minutes: nil)
    #expect(try fit([open], free: (.tuesday, "18:00", "21:00")).fits == true)
    #expect(try fit([open], free: (.tuesday, "18:00", "20:59")).fits == false)
  }

  @Test("by the member's clock: a group of Los Angeles meets on Wednesday morning in Kolkata")
  func otherZone() throws {
    let evening = try session(.tuesday, "20:00", zone: "America/Los_Angeles")
    #expect(try fit([evening], free: (.wednesday, "09:00", "11:00"), zone: "Asia/Kolkata").fits == true)
    #expect(try fit([evening], free: (.tuesday, "19:00", "22:00"), zone: "Asia/Kolkata").fits == false)
    #expect(
      try fit([evening], free: (.tuesday, "19:00", "22:00"), zone: nil).fits == true, "no zone: the group's clock")
  }

  @Test("while clocks differ for some weeks, at least half of the meetings have to fit")
  func betweenChanges() throws {
    // From 1 March 2026: five Tuesdays of a London group, at 14:00 in New York twice and at 15:00 three times.
    let start = Instant(minutesSinceEpoch: (20_513) * 1440)
    let london = try session(.tuesday, "19:00", zone: "Europe/London")
    let zone = ZoneID("America/New_York")
    let starts = london.starts(after: start, days: ScheduleFit.horizonDays)
    #expect(starts.count == 5)
    let early = FreeWeek([
      FreeTime(weekday: .tuesday, start: try ClockTime.reading("14:00"), end: try ClockTime.reading("15:00"))
    ])
    let late = FreeWeek([
      FreeTime(weekday: .tuesday, start: try ClockTime.reading("15:00"), end: try ClockTime.reading("16:00"))
    ])
    let view = ScheduleView(SessionList([london]), from: start, in: zone)
    #expect(view.fit(of: london, in: early)?.isAttendable == false)
    #expect(view.fit(of: london, in: late)?.isAttendable == true)
    #expect(view.fit(of: london, in: late)?.freeShare == 0.6)
  }
}
