/// How a session recurs: the part of RFC 5545's RRULE that meetings use.
///
/// Weekly or every n weeks on given days, or monthly (every n months) on the n-th or n-th last weekday.
public struct Recurrence: Sendable, Hashable, CustomStringConvertible {
  /// How often the rule counts.
  public enum Frequency: String, Sendable, Hashable, CaseIterable {
    case weekly = "WEEKLY"
    case monthly = "MONTHLY"
  }

  /// A weekday, and which one of the month: 1…5 from its start, −1…−5 from its end, `nil` for every one.
  public struct WeekdayPosition: Sendable, Hashable {
    public let weekday: Weekday
    public let position: Int?

    public init(_ weekday: Weekday, position: Int? = nil) {
      self.weekday = weekday
      self.position = position
    }
  }

  public let frequency: Frequency
  /// Every how many weeks or months, 1 or more.
  public let interval: Int
  /// The days; empty where the rule leaves them to the session.
  public let days: [WeekdayPosition]
  /// The last day on which it may happen.
  public let until: Day?

  /// Each week on the days given.
  public static func weekly(on days: [Weekday], every interval: Int = 1) -> Recurrence {
    Recurrence(frequency: .weekly, interval: max(1, interval), days: days.map { WeekdayPosition($0) }, until: nil)
  }

  /// Whether the rule holds on a day, given the day of a first session.
  ///
  /// - Parameters:
  ///   - weekday: The session's own day, which stands in where the rule names none.
  ///   - anchor: A day on which a session was or will be. Without one every period counts, see ``needsAnchor``.
  public func occurs(on day: Day, weekday: Weekday, anchor: Day?) -> Bool {
    if let until, day > until { return false }
    if let anchor, day < anchor { return false }
    let isDay = days.isEmpty ? day.weekday == weekday : days.contains { matches($0, day) }
    guard isDay else { return false }
    guard interval > 1, let anchor else { return true }
    return periods(from: anchor, to: day) % interval == 0
  }

  /// Whether the days are known only when a first day is: every second week, but from which one?
  public var needsAnchor: Bool { interval > 1 }

  private func matches(_ wanted: WeekdayPosition, _ day: Day) -> Bool {
    guard day.weekday == wanted.weekday else { return false }
    guard let position = wanted.position else { return true }
    if position > 0 { return (day.day - 1) / 7 + 1 == position }
    return (Day.length(ofMonth: day.month, year: day.year) - day.day) / 7 + 1 == -position
  }

  private func periods(from anchor: Day, to day: Day) -> Int {
    switch frequency {
    case .weekly: (monday(of: day) - monday(of: anchor)) / 7
    case .monthly: (day.year - anchor.year) * 12 + day.month - anchor.month
    }
  }

  private func monday(of day: Day) -> Int { day.daysSinceEpoch - day.weekday.index }

  /// The rule as RFC 5545 writes it.
  public var description: String {
    var parts = ["FREQ=\(frequency.rawValue)"]
    if interval > 1 { parts.append("INTERVAL=\(interval)") }
    if !days.isEmpty {
      let codes = days.map { day in (day.position.map(String.init) ?? "") + day.weekday.code }
      parts.append("BYDAY=" + codes.joined(separator: ","))
    }
    if let until { parts.append("UNTIL=" + until.description.filter { $0 != "-" }) }
    return parts.joined(separator: ";")
  }

  /// "every week", "every 2 weeks", "every month on the second Tuesday".
  public var phrase: String {
    let unit = frequency == .weekly ? "week" : "month"
    let period = interval == 1 ? "every \(unit)" : "every \(interval) \(unit)s"
    let positions = days.compactMap { day in day.position.map { "the \(Self.ordinal($0)) \(day.weekday.label)" } }
    return positions.isEmpty ? period : period + " on " + positions.joinedInProse("and")
  }

  private static func ordinal(_ position: Int) -> String {
    let words = ["first", "second", "third", "fourth", "fifth"]
    if position > 0 { return words[position - 1] }
    return position == -1 ? "last" : words[-position - 1] + " last"
  }
}
