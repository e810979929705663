/// How a group's sessions fall into somebody's free times, gathered session by session in the group's order.
struct ScheduleFit: Sendable, Hashable {
  private var sessions = 0
  private var known = 0
  private var hasAttendable = false
  private var best = 0.0
  private var sum = 0.0

  /// What counts where the schedule is not known; see ``Feature/schedule``.
  static let valueWhenUnknown = 0.3
  /// How many days of sessions are looked at: five weeks, so that each day of a month comes up.
  static let horizonDays = 35

  /// Of no session.
  init() {}

  /// Of one session.
  init(_ fit: SessionFit) { add(fit) }

  init(_ fits: [SessionFit?]) {
    fits.forEach { add($0) }
  }

  /// Takes in one session; `nil` where its zone is not known or it does not meet within the horizon.
  @inline(__always)
  mutating func add(_ fit: SessionFit?) {
    sessions += 1
    guard let fit else { return }
    known += 1
    hasAttendable = hasAttendable || fit.isAttendable
    best = max(best, fit.freeShare)
    sum += fit.freeShare
  }

  /// Whether some session can be attended from start to end: `nil` where no session, its zone or its length is known and
  /// none is known to fit.
  var fits: Bool? { hasAttendable ? true : known == 0 || known < sessions ? nil : false }

  /// 0…1: see ``Feature/schedule``; `nil` where no session can be compared, or only poor ones beside one that cannot.
  ///
  /// The best session's share, a little higher for every further one: 0.8 for one that fits, 0.9 for two, 0.95 for three.
  var value: Double? {
    guard known > 0 else { return nil }
    let value = best * (1 - 0.2 * Self.halved(sum - best))
    // One that cannot be compared may be the better one: less than what unknown counts as is not known either.
    return known < sessions && value < Self.valueWhenUnknown ? nil : value
  }

  /// 2 to the power of −x, by straight lines between the whole numbers: the same on every machine.
  private static func halved(_ exponent: Double) -> Double {
    let whole = Int(min(exponent, 30))
    let power = 1 / Double(1 << whole)
    return power * (1 - (min(exponent, 30) - Double(whole)) / 2)
  }
}
