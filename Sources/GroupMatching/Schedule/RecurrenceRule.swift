/// Why a text is not a recurrence that Kith reads.
public struct RecurrenceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was wrong, with the offending value and what was expected.
  public let description: String
}

extension Recurrence {
  /// Reads an RRULE such as `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU` or `FREQ=MONTHLY;BYDAY=-1SA`.
  ///
  /// - Throws: ``RecurrenceError`` for a part that is malformed, unknown, or beyond what meetings use: better no session
  ///   than one on the wrong day.
  public init(rule text: String) throws(RecurrenceError) {
    var parts = try Self.parts(of: text)
    guard let name = parts.removeValue(forKey: "FREQ"), let frequency = Frequency(rawValue: name) else {
      throw RecurrenceError(description: "'\(text)': expected FREQ=WEEKLY or FREQ=MONTHLY")
    }
    let interval = try Self.interval(parts.removeValue(forKey: "INTERVAL"))
    let position = try Self.position(parts.removeValue(forKey: "BYSETPOS"))
    let days = try Self.days(parts.removeValue(forKey: "BYDAY"), position: position, frequency: frequency)
    let until = try Self.until(parts.removeValue(forKey: "UNTIL"))
    // The week's first day matters only to rules of several weeks on several days, which count from Monday here.
    if let weekStart = parts.removeValue(forKey: "WKST"), weekStart != "MO", interval > 1, days.count > 1 {
      throw RecurrenceError(description: "WKST=\(weekStart): expected MO in a rule of several weeks and days")
    }
    if let (name, value) = parts.min(by: { $0.key < $1.key }) {
      throw RecurrenceError(
        description: "\(name)=\(value): expected only FREQ, INTERVAL, BYDAY, BYSETPOS, UNTIL and WKST")
    }
    if frequency == .monthly, days.isEmpty {
      throw RecurrenceError(description: "'\(text)': expected BYDAY with a position, such as BYDAY=2TU")
    }
    self.init(frequency: frequency, interval: interval, days: days, until: until)
  }

  private static func parts(of text: String) throws(RecurrenceError) -> [String: String] {
    let rule = text.uppercased().hasPrefix("RRULE:") ? text.dropFirst(6) : text[...]
    var parts: [String: String] = [:]
    for part in rule.split(separator: ";") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[1].isEmpty else {
        throw RecurrenceError(description: "'\(part)': expected NAME=VALUE")
      }
      guard parts.updateValue(sides[1].uppercased(), forKey: sides[0].uppercased()) == nil else {
        throw RecurrenceError(description: "\(sides[0]): expected once only")
      }
    }
    return parts
  }

  private static func interval(_ text: String?) throws(RecurrenceError) -> Int {
    guard let text else { return 1 }
    guard let interval = Int(text), (1...520).contains(interval) else {
      throw RecurrenceError(description: "INTERVAL=\(text): expected a number from 1 to 520")
    }
    return interval
  }

  private static func position(_ text: String?) throws(RecurrenceError) -> Int? {
    guard let text else { return nil }
    guard let position = Int(text), position != 0, abs(position) <= 5 else {
      throw RecurrenceError(description: "BYSETPOS=\(text): expected 1 to 5 or -1 to -5")
    }
    return position
  }

  private static func days(
    _ text: String?, position: Int?, frequency: Frequency
  ) throws(RecurrenceError) -> [WeekdayPosition] {
    guard let text else { return [] }
    var days: [WeekdayPosition] = []
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let weekday = Weekday(code: item.suffix(2)) else {
        throw RecurrenceError(description: "BYDAY=\(item): expected MO, TU, WE, TH, FR, SA or SU")
      }
      let number = item.dropLast(2)
      guard number.isEmpty || Int(number).map({ $0 != 0 && abs($0) <= 5 }) == true else {
        throw RecurrenceError(description: "BYDAY=\(item): expected a position from 1 to 5 or -1 to -5")
      }
      // Feeds write FREQ=WEEKLY;BYDAY=1SA for "every Saturday": weeks have no first Saturday.
      days.append(WeekdayPosition(weekday, position: frequency == .monthly ? Int(number) ?? position : nil))
    }
    // BYSETPOS counts within the set of all days named; with one day only does it mean what a position means, and of one
    // day a week has but one.
    if let position, days.count > 1 || frequency == .weekly && abs(position) > 1 {
      throw RecurrenceError(description: "BYSETPOS=\(position) with BYDAY=\(text): expected one day, and 1 in a week")
    }
    return days
  }

  private static func until(_ text: String?) throws(RecurrenceError) -> Day? {
    guard let text else { return nil }
    let digits = text.prefix(8)
    let written = "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))"
    guard digits.count == 8, let day = Day(written) else {
      throw RecurrenceError(description: "UNTIL=\(text): expected a date such as 20261231")
    }
    return day
  }
}
