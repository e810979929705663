import ArgumentParser
import GroupMatching

/// Free times as people write them: days, then a time or a part of the day; either may be left out.
///
/// "tue 18:00-21:00", "mon,wed 6pm-9pm", "mon-thu 18-21", "weekdays 17:00-22:00", "sat mornings", "evenings", "sunday".
enum FreeTimeText {
  private static let groups: [String: [Weekday]] = [
    "weekdays": Array(Weekday.allCases.prefix(5)), "weekends": Array(Weekday.allCases.suffix(2)),
    "weekend": Array(Weekday.allCases.suffix(2)), "daily": Weekday.allCases, "any": Weekday.allCases,
    "everyday": Weekday.allCases,
  ]
  private static let partsOfDay: [String: (String, String)] = [
    "mornings": ("06:00", "12:00"), "afternoons": ("12:00", "17:00"), "evenings": ("17:00", "22:00"),
    "nights": ("21:00", "03:00"), "daytime": ("09:00", "17:00"), "lunchtimes": ("11:30", "14:00"),
  ]

  static func read(_ text: String) throws -> [FreeTime] {
    var days: [Weekday] = []
    var span: (ClockTime, ClockTime)?
    for word in text.lowercased().replacing("–", with: "-").replacing(" - ", with: "-").split(whereSeparator: {
      $0 == " "
    }) {
      if let times = times(word) {
        guard span == nil else { throw mistake(text) }
        span = times
      } else if let named = weekdays(word) {
        days += named
      } else {
        throw mistake(text)
      }
    }
    guard !days.isEmpty || span != nil else { throw mistake(text) }
    guard let start = span?.0 ?? ClockTime(minutes: 0), let end = span?.1 ?? ClockTime(minutes: 1440) else { return [] }
    return (days.isEmpty ? Weekday.allCases : days).map { FreeTime(weekday: $0, start: start, end: end) }
  }

  private static func mistake(_ text: String) -> ValidationError {
    ValidationError("--free '\(text)': expected days and a time, such as \"tue 18:00-21:00\" or \"weekends mornings\"")
  }

  private static func weekdays(_ word: Substring) -> [Weekday]? {
    var days: [Weekday] = []
    for item in word.split(separator: ",") {
      let ends = item.split(separator: "-")
      if let group = groups[String(item)] {
        days += group
      } else if ends.count == 2, let first = Weekday(name: ends[0]), let last = Weekday(name: ends[1]) {
        days += (0...((last.index - first.index + 7) % 7)).map { Weekday(index: first.index + $0) }
      } else if let day = Weekday(name: item) ?? (item.hasSuffix("s") ? Weekday(name: item.dropLast()) : nil) {
        days.append(day)
      } else {
        return nil
      }
    }
    return days
  }

  private static func times(_ word: Substring) -> (ClockTime, ClockTime)? {
    let plural = word.hasSuffix("s") ? String(word) : word + "s"
    if let part = partsOfDay[plural] ?? partsOfDay[String(word)], let start = ClockTime(part.0),
      let end = ClockTime(part.1)
    {
      return (start, end)
    }
    let ends = word.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let start = clock(ends[0]), let end = clock(ends[1]), start != end else { return nil }
    return (start, end)
  }

  /// "18:00", "18", "6pm", "6:30pm", "noon".
  private static func clock(_ text: Substring) -> ClockTime? {
    if text == "noon" { return ClockTime(minutes: 720) }
    if text == "midnight" { return ClockTime(minutes: 1440) }
    guard text.hasSuffix("am") || text.hasSuffix("pm") else {
      return ClockTime(text.contains(":") ? String(text) : text + ":00")
    }
    let digits = text.dropLast(2)
    guard let time = ClockTime(digits.contains(":") ? String(digits) : digits + ":00"),
      (60..<780).contains(time.minutes)
    else { return nil }
    return ClockTime(minutes: time.minutes % 720 + (text.hasSuffix("pm") ? 720 : 0))
  }
}
