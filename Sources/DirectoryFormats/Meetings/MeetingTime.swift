import Foundation
import GroupMatching

/// How feeds write when a meeting is.
enum MeetingTime {
  /// The longest that a meeting lasts, in minutes. What a feed says beyond it is a slip between AM and PM, except a whole day,
  /// which is how rooms that never close are written.
  static let longest = 360
  static let wholeDay = 1440

  /// A time and perhaps an end: "19:00", "7:00 pm", "Noon", "10am to 11:30pm".
  struct Span: Equatable {
    let start: ClockTime
    let end: ClockTime?
  }

  /// What a field for a time holds.
  enum Reading<Value: Equatable>: Equatable {
    /// Nothing, or words that say that there is no fixed time: "Appointment".
    case none
    case value(Value)
    case unreadable
  }

  /// Words that say that there is no fixed day or time.
  private static let unfixed: Set<String> = [
    "", "none", "null", "n/a", "na", "-", "tba", "tbd", "varies", "appointment", "by appointment", "as needed",
    "on request",
  ]

  /// Reads a time of day, or a range of two.
  static func span(_ text: String?) -> Reading<Span> {
    let text = (text ?? "").lowercased().trimmingCharacters(in: .whitespaces)
    if unfixed.contains(text) { return .none }
    if let start = clock(text) { return .value(Span(start: start, end: nil)) }
    for separator in [" to ", " until ", "–", "—", "-"] {
      let sides = text.components(separatedBy: separator)
      guard sides.count == 2, let end = clock(sides[1], allowsMidnightEnd: true) else { continue }
      // "7-8:30 pm": the first takes the second's half of the day.
      let suffix = sides[1].contains("pm") ? "pm" : sides[1].contains("am") ? "am" : ""
      let hasSuffix = sides[0].contains("am") || sides[0].contains("pm")
      guard let start = hasSuffix ? clock(sides[0]) : clock(sides[0] + suffix) ?? clock(sides[0]) else { continue }
      return .value(Span(start: start, end: end))
    }
    return .unreadable
  }

  /// Reads a time of day: "19:00", "19:00:00", "7:00 PM", "7pm", "Noon", "Midnight", "12:00 am".
  ///
  /// - Parameter allowsMidnightEnd: Whether 24:00, the end of a day, counts.
  static func clock(_ text: String, allowsMidnightEnd: Bool = false) -> ClockTime? {
    var text = text.lowercased().filter { !$0.isWhitespace }
    if text == "noon" || text == "12noon" || text == "midday" { return ClockTime(minutes: 720) }
    if text == "midnight" || text == "12midnight" { return ClockTime(minutes: 0) }
    text = text.replacingOccurrences(of: "a.m.", with: "am").replacingOccurrences(of: "p.m.", with: "pm")
    let isMorning = text.hasSuffix("am")
    let isAfternoon = text.hasSuffix("pm")
    if isMorning || isAfternoon { text.removeLast(2) }
    let parts = text.split(whereSeparator: { $0 == ":" || $0 == "." }).map(String.init)
    guard text.last.map({ $0.isASCII && $0.isNumber }) ?? false, (1...3).contains(parts.count) else { return nil }
    guard parts.allSatisfy({ $0.count <= 2 && $0.allSatisfy { $0.isASCII && $0.isNumber } }) else { return nil }
    // A bare number is an hour only beside "am" or "pm".
    guard parts.count > 1 || isMorning || isAfternoon else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard var hour = numbers.first, numbers.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
    if isMorning, hour == 12 { hour = 0 }
    if isAfternoon, hour < 12 { hour += 12 }
    if isMorning, hour > 12 { return nil }
    let minutes = hour * 60 + (numbers.count > 1 ? numbers[1] : 0)
    return minutes < 1440 || (allowsMidnightEnd && minutes == 1440) ? ClockTime(minutes: minutes) : nil
  }

  /// The minutes of a duration such as "01:30:00"; 0 stands for the server's own default, which the feed does not tell.
  static func duration(_ text: String?) -> Reading<Int> {
    let text = (text ?? "").trimmingCharacters(in: .whitespaces)
    if unfixed.contains(text.lowercased()) { return .none }
    guard let time = ClockTime(text) else { return .unreadable }
    if time.minutes == 0 { return .none }
    return isPlausible(time.minutes) ? .value(time.minutes) : .unreadable
  }

  /// The minutes from a start to an end, which may be on the next day; 0 is none.
  static func length(from start: ClockTime, to end: ClockTime) -> Reading<Int> {
    let minutes = (end.minutes - start.minutes + 1440) % 1440
    if minutes == 0 { return .none }
    return isPlausible(minutes) ? .value(minutes) : .unreadable
  }

  private static func isPlausible(_ minutes: Int) -> Bool { minutes <= longest || minutes == wholeDay }

  /// The days that a field holds: a number from 0 for Sunday, as number or text, a name, or several of these.
  static func days(_ value: JSONValue?) -> Reading<[Weekday]> {
    switch value {
    case nil, .null: return .none
    case .number(let number): return Int(exactly: number).flatMap(day(fromSunday:)).map { .value([$0]) } ?? .unreadable
    case .string(let text):
      let parts = text.split(whereSeparator: { ",/;&".contains($0) }).map { $0.trimmingCharacters(in: .whitespaces) }
      if unfixed.contains(text.lowercased().trimmingCharacters(in: .whitespaces)) { return .none }
      let days = parts.compactMap(day(named:))
      return days.count == parts.count ? .value(days.uniqued()) : .unreadable
    case .array(let items):
      let readings: [Reading<[Weekday]>] = items.map { Self.days($0) }
      if readings.contains(.unreadable) { return .unreadable }
      let all = readings.flatMap { reading -> [Weekday] in
        if case .value(let days) = reading { days } else { [] }
      }
      return all.isEmpty ? .none : .value(all.uniqued())
    case .bool, .object: return .unreadable
    }
  }

  private static func day(named text: String) -> Weekday? {
    if let number = Int(text) { return day(fromSunday: number) }
    return Weekday(name: text.last == "s" && text.count > 6 ? text.dropLast() : text[...])
  }

  /// The weekday of 0 for Sunday … 6 for Saturday.
  static func day(fromSunday number: Int) -> Weekday? {
    (0...6).contains(number) ? Weekday(index: number + 6) : nil
  }
}
