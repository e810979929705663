/// One meeting of a group, and how it recurs.
public struct Session: Sendable, Hashable {
  /// The day on which it starts, in the group's zone.
  public let weekday: Weekday
  /// The time at which it starts, in the group's zone.
  public let start: ClockTime
  /// How long it lasts in minutes; absent where not stated. A session may end on the next day.
  public let durationMinutes: Int?
  /// The zone of the group's clock; absent where not stated.
  public let zone: ZoneID?
  /// How it recurs; absent means every week.
  public let recurrence: Recurrence?
  /// A day on which it meets, from which "every second week" counts.
  public let startDate: Day?

  /// - Returns: `nil` where the duration is not 1…1440 minutes, the start is 24:00, or the recurrence names days that are
  ///   not the session's.
  public init?(
    weekday: Weekday, start: ClockTime, durationMinutes: Int? = nil, zone: ZoneID? = nil,
    recurrence: Recurrence? = nil, startDate: Day? = nil
  ) {
    guard start.minutes < 1440, durationMinutes.map({ (1...1440).contains($0) }) ?? true else { return nil }
    if let recurrence, !recurrence.days.isEmpty {
      guard recurrence.days.contains(where: { $0.weekday == weekday }) else { return nil }
    }
    self.weekday = weekday
    self.start = start
    self.durationMinutes = durationMinutes
    self.zone = zone
    self.recurrence = recurrence
    self.startDate = startDate
  }

  /// Whether its days are known, not only its weekday: false for "every second Tuesday" without a first one.
  public var hasKnownDays: Bool { !(recurrence?.needsAnchor ?? false) || startDate != nil }

  /// The moments at which it starts, in order, over a number of days that begin with a moment.
  ///
  /// Where ``hasKnownDays`` is false these are the moments at which it may start.
  ///
  /// - Returns: An empty list where the zone is unknown.
  /// - Complexity: O(days).
  public func starts(after moment: Instant, days: Int) -> [Instant] {
    guard let zone else { return [] }
    let first = zone.local(at: moment).day
    return self.days(from: first, count: days).map { zone.instant(day: $0, time: start) }.filter { $0 >= moment }
  }

  /// The first moment at which it starts; see ``starts(after:days:)``.
  public func firstStart(after moment: Instant, days: Int) -> Instant? {
    guard let zone else { return nil }
    let first = zone.local(at: moment).day
    return self.days(from: first, count: days).lazy.map { zone.instant(day: $0, time: start) }.first { $0 >= moment }
  }

  /// The days on which it meets or may meet.
  func days(from first: Day, count: Int) -> [Day] {
    let rule = recurrence ?? .weekly(on: [weekday])
    let weekdays = rule.days.isEmpty ? [weekday.index] : rule.days.map(\.weekday.index)
    let start = first.daysSinceEpoch
    return (start..<start + count).lazy
      // Only days of the right name are looked at closely: that is most of the cost.
      .filter { weekdays.contains(($0 + Day.epochWeekdayIndex).floorRemainder(by: 7)) }
      .map { Day(daysSinceEpoch: $0) }
      .filter { rule.occurs(on: $0, weekday: weekday, anchor: startDate) }
  }

  /// How it falls over the horizon by the clocks of a zone; `nil` where its own zone is not known or it does not meet.
  ///
  /// - Parameters:
  ///   - own: The clocks of the session's zone.
  ///   - shown: The clocks by which it is shown; `nil` for its own.
  func pattern(after moment: Instant, days: Int, own: ZoneClock, shown: ZoneClock?) -> MeetingPattern? {
    MeetingPattern(
      on: self.days(after: moment, count: days, own: own), startingAt: start.minutes, lasting: durationMinutes,
      after: moment, own: own, shown: shown ?? own)
  }

  /// The days on which it meets or may meet, from that of a moment on.
  ///
  /// - Parameter own: The clocks of the session's zone.
  func days(after moment: Instant, count: Int, own: ZoneClock) -> [Day] {
    let start = moment.minutesSinceEpoch
    return days(
      from: Day(daysSinceEpoch: (start + own.offset(at: start)).floorDivided(by: 1440)), count: count)
  }

  /// The same session with its zone set, where it had none.
  public func settingZone(_ zone: ZoneID) -> Session {
    self.zone != nil
      ? self
      : Session(
        weekday: weekday, start: start, durationMinutes: durationMinutes, zone: zone, recurrence: recurrence,
        startDate: startDate) ?? self
  }
}
