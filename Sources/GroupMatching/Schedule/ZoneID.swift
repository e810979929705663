import Foundation

/// A time zone that the system knows, by its IANA name.
public struct ZoneID: Sendable, Hashable, CustomStringConvertible {
  private let zone: TimeZone
  /// The name, as it was given: the system calls `UTC` by another.
  public let description: String

  /// - Returns: `nil` where the system's time zone database does not hold the name. Bare offsets and abbreviations such as
  ///   `EST` do not count: they say nothing of daylight saving.
  public init?(_ name: String) {
    guard name == "UTC" || name.contains("/"), let zone = TimeZone(identifier: name) else { return nil }
    guard name == "UTC" || zone.identifier == name else { return nil }
    self.zone = zone
    description = name
  }

  /// What the zone's clocks show at a moment.
  public func local(at instant: Instant) -> LocalTime {
    let offset = offsetMinutes(at: instant.minutesSinceEpoch)
    let shown = instant.minutesSinceEpoch + offset
    let days = shown.floorDivided(by: 1440)
    let time = ClockTime(minutes: shown - days * 1440) ?? .midnight
    return LocalTime(day: Day(daysSinceEpoch: days), time: time, offsetMinutes: offset)
  }

  /// The moment at which the zone's clocks show a day and a time.
  ///
  /// A time that the clocks skip in spring is as much later as they skip; of a time that they show twice in autumn it is
  /// the first. That is what RFC 5545 §3.3.5 asks of a recurring event.
  public func instant(day: Day, time: ClockTime) -> Instant {
    let shown = day.daysSinceEpoch * 1440 + time.minutes
    let before = offsetMinutes(at: shown - 1440)
    let after = offsetMinutes(at: shown + 1440)
    let isFirstReading = offsetMinutes(at: shown - before) == before
    let isSecondReading = offsetMinutes(at: shown - after) == after
    return Instant(minutesSinceEpoch: shown - (!isFirstReading && isSecondReading ? after : before))
  }

  /// Minutes that the zone is ahead of UTC at a moment, given in minutes since 1970.
  func offsetMinutes(at minutesSinceEpoch: Int) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(minutesSinceEpoch) * 60)) / 60
  }
}

extension ClockTime {
  /// 00:00, the start of a day.
  static let midnight = ClockTime(unchecked: 0)
}

extension Int {
  /// The quotient rounded towards negative infinity.
  func floorDivided(by divisor: Int) -> Int { (self - (self % divisor + divisor) % divisor) / divisor }

  /// What is left of a division rounded towards negative infinity: 0 up to the divisor.
  func floorRemainder(by divisor: Int) -> Int { self - floorDivided(by: divisor) * divisor }
}
