/// A moment, to the minute.
public struct Instant: Sendable, Hashable, Comparable {
  /// Minutes since 1 January 1970, 00:00 UTC.
  public let minutesSinceEpoch: Int

  public init(minutesSinceEpoch: Int) { self.minutesSinceEpoch = minutesSinceEpoch }

  /// The start of a day by UTC.
  public init(startOf day: Day) { self.init(minutesSinceEpoch: day.daysSinceEpoch * 1440) }

  /// The start of a day, `2026-12-01`, or a minute of it, `2026-12-01T18:00`, on the clocks of a zone, or of UTC where none
  /// is known.
  ///
  /// - Returns: `nil` for a text of another form.
  public init?(_ text: String, in zone: ZoneID?) {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    let time = parts.count == 2 ? ClockTime(parts[1]) : ClockTime(minutes: 0)
    guard (1...2).contains(parts.count), let day = Day(parts[0]), let time, let zone = zone ?? ZoneID("UTC") else {
      return nil
    }
    self = zone.instant(day: day, time: time)
  }

  /// The day on the clocks of a zone, or of UTC where none is known.
  public func day(in zone: ZoneID?) -> Day {
    zone?.local(at: self).day ?? Day(daysSinceEpoch: minutesSinceEpoch.floorDivided(by: 1440))
  }

  public static func < (left: Self, right: Self) -> Bool { left.minutesSinceEpoch < right.minutesSinceEpoch }
}

/// A moment as the clocks of one zone show it.
public struct LocalTime: Sendable, Hashable {
  public let day: Day
  public let time: ClockTime
  /// Minutes that the zone is ahead of UTC at that moment.
  public let offsetMinutes: Int

  /// Minutes since Monday, 00:00.
  public var minuteOfWeek: Int { day.weekday.index * 1440 + time.minutes }

  /// ISO 8601 with the offset: `2026-12-01T19:00:00-08:00`.
  public var iso8601: String {
    let sign = offsetMinutes < 0 ? "-" : "+"
    let offset = abs(offsetMinutes)
    return "\(day)T\(time):00\(sign)\(twoDigits(offset / 60)):\(twoDigits(offset % 60))"
  }
}
