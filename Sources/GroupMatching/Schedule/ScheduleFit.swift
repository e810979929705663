/// How a group's sessions fall into somebody's free times.
struct ScheduleFit: Sendable, Hashable {
  /// Whether some session can be attended from start to end: `nil` where no session, its zone or its length is known and
  /// none is known to fit.
  let fits: Bool?
  /// 0…1: see ``Feature/schedule``; `nil` where no session can be compared, or only poor ones beside one that cannot.
  let value: Double?

  /// How many days of sessions are looked at: five weeks, so that each day of a month comes up.
  static let horizonDays = 35

  /// - Parameters:
  ///   - sessions: The group's sessions; where empty, nothing is known.
  ///   - starts: For each session the moments at which it starts within the horizon.
  ///   - zone: The member's zone; where absent, the group's own clock is taken for the member's.
  init(_ sessions: [Session], starts: [[Instant]], week: FreeWeek, zone: ZoneID?) {
    let shares = zip(sessions, starts).map { Self.share(of: $0, starting: $1, week: week, zone: zone) }
    let known = shares.compactMap { $0 }
    if known.contains(where: \.isAttendable) {
      fits = true
    } else {
      fits = known.isEmpty || known.count < shares.count ? nil : false
    }
    let value = Self.value(of: known.map(\.free))
    // One that cannot be compared may be the better one: less than what unknown counts as is not known either.
    let isUnknown = known.isEmpty || (known.count < shares.count && value < Feature.schedule.valueWhenUnknown)
    self.value = isUnknown ? nil : value
  }

  /// One session over the horizon.
  private struct Share {
    /// The mean share of its minutes that are free, 0…1.
    let free: Double
    /// Whether at least half of its meetings are free from start to end.
    let isAttendable: Bool
  }

  private static func share(of session: Session, starting: [Instant], week: FreeWeek, zone: ZoneID?) -> Share? {
    guard let zone = zone ?? session.zone, !starting.isEmpty else { return nil }
    // Where the length is not stated, being free at the start has to do; a caution says so.
    let minutes = session.durationMinutes ?? 1
    let free = starting.map { week.freeMinutes(from: zone.local(at: $0).minuteOfWeek, lasting: minutes) }
    let share = Double(free.reduce(0, +)) / Double(minutes * starting.count)
    let whole = free.lazy.filter { $0 == minutes }.count
    return Share(free: share, isAttendable: whole * 2 >= starting.count)
  }

  /// The best session's share, a little higher for every further one: 0.8 for one that fits, 0.9 for two, 0.95 for three.
  private static func value(of shares: [Double]) -> Double {
    let best = shares.max() ?? 0
    let further = shares.reduce(0, +) - best
    return best * (1 - 0.2 * halved(further))
  }

  /// 2 to the power of −x, by straight lines between the whole numbers: the same on every machine.
  private static func halved(_ exponent: Double) -> Double {
    let whole = Int(min(exponent, 30))
    let power = 1 / Double(1 << whole)
    return power * (1 - (min(exponent, 30) - Double(whole)) / 2)
  }
}
