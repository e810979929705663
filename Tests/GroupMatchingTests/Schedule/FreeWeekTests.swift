import Testing

@testable import GroupMatching

@Suite("FreeWeek")
struct FreeWeekTests {
  private func time(_ weekday: Weekday, _ start: String, _ end: String) throws -> FreeTime {
    FreeTime(weekday: weekday, start: try ClockTime.reading(start), end: try #require(ClockTime(end)))
  }

  private func minute(_ weekday: Weekday, _ time: String) throws -> Int {
    weekday.index * 1440 + (try ClockTime.reading(time)).minutes
  }

  @Test("a time inside, one that sticks out, and one outside")
  func plain() throws {
    let week = FreeWeek([try time(.tuesday, "17:00", "22:00")])
    #expect(week.freeMinutes(from: try minute(.tuesday, "19:00"), lasting: 90) == 90)
    #expect(week.freeMinutes(from: try minute(.tuesday, "17:00"), lasting: 300) == 300)
    #expect(week.freeMinutes(from: try minute(.tuesday, "16:30"), lasting: 60) == 30)
    #expect(week.freeMinutes(from: try minute(.tuesday, "21:00"), lasting: 120) == 60)
    #expect(week.freeMinutes(from: try minute(.tuesday, "22:00"), lasting: 60) == 0)
    #expect(week.freeMinutes(from: try minute(.wednesday, "19:00"), lasting: 90) == 0)
    #expect(FreeWeek([]).freeMinutes(from: 0, lasting: 1440) == 0)
  }

  @Test("the week comes round: Sunday night runs into Monday morning")
  func wrapAround() throws {
    let night = FreeWeek([try time(.sunday, "22:00", "02:00")])
    #expect(night.freeMinutes(from: try minute(.sunday, "23:00"), lasting: 120) == 120)
    #expect(night.freeMinutes(from: try minute(.monday, "01:00"), lasting: 60) == 60)
    #expect(night.freeMinutes(from: try minute(.monday, "01:30"), lasting: 60) == 30)
    let both = FreeWeek([try time(.sunday, "22:00", "24:00"), try time(.monday, "00:00", "02:00")])
    #expect(both.freeMinutes(from: try minute(.sunday, "23:00"), lasting: 120) == 120)
  }

  @Test("somebody on night shifts writes 21:00 to 03:00 as two times, and loses nothing")
  func nightShift() throws {
    let two = FreeWeek([try time(.friday, "21:00", "24:00"), try time(.saturday, "00:00", "03:00")])
    let one = FreeWeek([try time(.friday, "21:00", "03:00")])
    #expect(two == one)
    #expect(two.freeMinutes(from: try minute(.friday, "23:30"), lasting: 90) == 90)
    #expect(two.freeMinutes(from: try minute(.friday, "23:30"), lasting: 300) == 210)
  }

  @Test("a whole week is free all the time; an end at its start is a whole day")
  func whole() throws {
    let always = FreeWeek(try Weekday.allCases.map { try time($0, "00:00", "24:00") })
    let day = FreeWeek([try time(.monday, "09:00", "09:00")])
    for start in stride(from: 0, to: FreeWeek.minutes, by: 137) {
      #expect(always.freeMinutes(from: start, lasting: 1440) == 1440)
    }
    #expect(day.freeMinutes(from: try minute(.monday, "09:00"), lasting: 1440) == 1440)
  }

  @Test("equals a count of single minutes, overlaps and all", arguments: UInt64(0)..<30)
  func counted(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let times = (0..<random.number(in: 0...6)).map { _ in MemberGenerator.freeTime(&random) }
    var isFree = [Bool](repeating: false, count: FreeWeek.minutes)
    for time in times {
      let start = time.weekday.index * 1440 + time.start.minutes
      let length = (time.end.minutes - time.start.minutes + 1440) % 1440
      for minute in start..<start + (length == 0 ? 1440 : length) { isFree[minute % FreeWeek.minutes] = true }
    }
    let week = FreeWeek(times)
    for _ in 0..<40 {
      let start = random.number(in: 0...FreeWeek.minutes - 1)
      let length = random.number(in: 1...1440)
      let counted = (start..<start + length).count { isFree[$0 % FreeWeek.minutes] }
      #expect(week.freeMinutes(from: start, lasting: length) == counted, "\(times), \(start), \(length)")
    }
  }
}
