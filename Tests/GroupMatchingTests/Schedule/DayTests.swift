import Foundation
import Testing

@testable import GroupMatching

@Suite("Day and ClockTime")
struct DayTests {
  @Test("days are those of Foundation's Gregorian calendar, in both directions", arguments: UInt64(0)..<20)
  func calendar(seed: UInt64) throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    var random = SplitMix64(seed: seed)
    for _ in 0..<50 {
      let number = random.number(in: -60_000...80_000)
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
      let day = Day(daysSinceEpoch: number)
      #expect([day.year, day.month, day.day] == [parts.year, parts.month, parts.day])
      #expect(day.weekday.index == ((parts.weekday ?? 0) + 5) % 7)
      #expect(day.daysSinceEpoch == number)
      #expect(Day(day.description) == day)
    }
  }

  @Test("leap years of the century and of the fourth century")
  func leapYears() {
    #expect(Day(year: 2024, month: 2, day: 29) != nil)
    #expect(Day(year: 2026, month: 2, day: 29) == nil)
    #expect(Day(year: 1900, month: 2, day: 29) == nil)
    #expect(Day(year: 2000, month: 2, day: 29) != nil)
    #expect(Day("2026-12-31")?.adding(days: 1).description == "2027-01-01")
  }

  @Test(
    "a text that is no day is none",
    arguments: [
      "", "2026-2-3", "2026-02-30", "2026-13-01", "26-01-01", "2026/01/01", "2026-01-01T00:00", "20260101",
      "٢٠٢٦-٠١-٠١",
      "0000-01-01", "-026-01-01",
    ])
  func noDay(text: String) {
    #expect(Day(text) == nil)
  }

  @Test(
    "times of a clock",
    arguments: [
      ("00:00", 0), ("9:05", 545), ("19:00", 1140), ("23:59", 1439), ("24:00", 1440), ("19:30:45", 1170),
    ])
  func clock(text: String, minutes: Int) {
    #expect(ClockTime(text)?.minutes == minutes)
    #expect(ClockTime(minutes: minutes).flatMap { ClockTime($0.description) }?.minutes == minutes)
  }

  @Test(
    "a text that is no time is none",
    arguments: [
      "", "19", "24:01", "19:60", "19:00:60", "7pm", "-1:00", "19:00:00:00", " 19:00", "１９:00", "1:2:3:4", "99:00",
      "19:0a",
    ])
  func noClock(text: String) {
    #expect(ClockTime(text) == nil)
  }

  @Test("weekdays by code, by name and by index")
  func weekdays() {
    for weekday in Weekday.allCases {
      #expect(Weekday(code: weekday.code) == weekday)
      #expect(Weekday(code: weekday.code.lowercased()) == weekday)
      #expect(Weekday(name: weekday.label) == weekday)
      #expect(Weekday(name: weekday.rawValue.prefix(3)) == weekday)
      #expect(Weekday(index: weekday.index - 7) == weekday)
      #expect(Weekday(index: weekday.index + 14) == weekday)
    }
    #expect(Weekday(name: "t") == nil)
    #expect(Weekday(name: "tuesdays") == nil)
    #expect(Weekday(code: "XX") == nil)
  }

  @Test("the minute of the week and the offset as ISO 8601 writes it")
  func localTime() throws {
    let day = try Day.reading("2026-11-29")
    let time = try ClockTime.reading("23:59")
    #expect(LocalTime(day: day, time: time, offsetMinutes: -210).minuteOfWeek == FreeWeek.minutes - 1)
    #expect(LocalTime(day: day, time: time, offsetMinutes: -210).iso8601 == "2026-11-29T23:59:00-03:30")
    #expect(LocalTime(day: day, time: time, offsetMinutes: 330).iso8601 == "2026-11-29T23:59:00+05:30")
    #expect(Instant(minutesSinceEpoch: -1).day(in: nil).description == "1969-12-31")
  }
}
