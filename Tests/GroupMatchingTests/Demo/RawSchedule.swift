import Foundation

/// When the sessions of a raw record are, by Foundation's calendar.
struct RawSchedule: Sendable {
  /// A session's starts within 35 days of a date, and its length in minutes; 1 where none is stated.
  struct Session: Sendable {
    let starts: [Date]
    let minutes: Int
  }

  /// `nil` for a session of which the zone is not known.
  let sessions: [Session?]

  init(_ group: RawRecord, after date: Date) {
    sessions = group.objects("sessions").map { session in
      guard let name = session.text("timeZone"), let zone = TimeZone(identifier: name) else { return nil }
      var calendar = Calendar(identifier: .gregorian)
      calendar.timeZone = zone
      calendar.firstWeekday = 2
      let starts = (0..<35).compactMap { Self.start(of: session, dayNumber: $0, after: date, calendar) }
      return Session(starts: starts, minutes: Int(session.number("durationMinutes") ?? 1))
    }
  }

  private static let weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
  private static let codes = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"]

  /// The start on the day that many days after a date; `nil` where the session is not on that day, or before the date.
  private static func start(of session: RawRecord, dayNumber: Int, after date: Date, _ calendar: Calendar) -> Date? {
    let clock = (session.text("start") ?? "").split(separator: ":").compactMap { Int($0) }
    guard clock.count >= 2, let noon = calendar.date(bySettingHour: 12, minute: 0, second: 0, of: date) else {
      return nil
    }
    guard let day = calendar.date(byAdding: .day, value: dayNumber, to: noon), isOn(session, day, calendar) else {
      return nil
    }
    let start = calendar.date(bySettingHour: clock[0], minute: clock[1], second: 0, of: day)
    return start.flatMap { $0 >= date ? $0 : nil }
  }

  private static func isOn(_ session: RawRecord, _ day: Date, _ calendar: Calendar) -> Bool {
    let parts = calendar.dateComponents([.weekday, .day], from: day)
    guard let weekday = parts.weekday, let dayOfMonth = parts.day else { return false }
    let first = session.text("startDate").flatMap { date($0, calendar) }
    if let first, day < first { return false }
    var rule: [String: String] = [:]
    for part in (session.text("recurrence") ?? "").split(separator: ";") {
      let sides = part.split(separator: "=").map(String.init)
      rule[sides[0]] = sides[1]
    }
    let ownDay = codes[weekdays.firstIndex(of: session.text("weekday") ?? "") ?? 0]
    let days = rule["BYDAY"].map { $0.split(separator: ",").map(String.init) } ?? [ownDay]
    let length = calendar.range(of: .day, in: .month, for: day)?.count ?? 0
    let isDay = days.contains { item in
      guard item.hasSuffix(codes[weekday - 1]) else { return false }
      guard rule["FREQ"] == "MONTHLY", let position = Int(item.dropLast(2)) else { return true }
      return position > 0 ? (dayOfMonth - 1) / 7 + 1 == position : (length - dayOfMonth) / 7 + 1 == -position
    }
    return isDay && isInPeriod(rule, from: first, to: day, calendar)
  }

  private static func isInPeriod(_ rule: [String: String], from first: Date?, to day: Date, _ calendar: Calendar)
    -> Bool
  {
    guard let first, let interval = rule["INTERVAL"].flatMap({ Int($0) }), interval > 1 else { return true }
    if rule["FREQ"] == "MONTHLY" {
      let (one, other) = (
        calendar.dateComponents([.year, .month], from: first), calendar.dateComponents([.year, .month], from: day)
      )
      let months = ((other.year ?? 0) - (one.year ?? 0)) * 12 + (other.month ?? 0) - (one.month ?? 0)
      return months % interval == 0
    }
    guard let week = calendar.dateInterval(of: .weekOfYear, for: first)?.start,
      let other = calendar.dateInterval(of: .weekOfYear, for: day)?.start
    else { return false }
    return Int((other.timeIntervalSince(week) / 604_800).rounded()) % interval == 0
  }

  private static func date(_ text: String, _ calendar: Calendar) -> Date? {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    return parts.count == 3 ? calendar.date(from: DateComponents(year: parts[0], month: parts[1], day: parts[2])) : nil
  }

  /// Whether some session is free from start to end at least half of the times; `nil` where that cannot be told.
  func fits(_ member: RawRecord, zone: TimeZone) -> Bool? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let free = Self.freeMinutes(member)
    let known = sessions.compactMap { $0 }.filter { !$0.starts.isEmpty }
    let fitting = known.contains { session in
      let whole = session.starts.count { start in
        let parts = calendar.dateComponents([.weekday, .hour, .minute], from: start)
        let first = ((parts.weekday ?? 1) - 1) * 1440 + (parts.hour ?? 0) * 60 + (parts.minute ?? 0)
        return (first..<first + session.minutes).allSatisfy { free[$0 % free.count] }
      }
      return whole * 2 >= session.starts.count
    }
    return fitting ? true : known.isEmpty || known.count < sessions.count ? nil : false
  }

  /// Which minutes of the week, from Sunday 00:00, are free.
  private static func freeMinutes(_ member: RawRecord) -> [Bool] {
    var free = [Bool](repeating: false, count: 7 * 1440)
    for time in member.objects("availability") {
      let day = (weekdays.firstIndex(of: time.text("weekday") ?? "") ?? 0) * 1440
      let ends = ["start", "end"].map { name in
        (time.text(name) ?? "").split(separator: ":").compactMap { Int($0) }.reduce(0) { $0 * 60 + $1 }
      }
      let length = ends[1] > ends[0] ? ends[1] - ends[0] : ends[1] - ends[0] + 1440
      for minute in day + ends[0]..<day + ends[0] + length { free[minute % free.count] = true }
    }
    return free
  }
}
