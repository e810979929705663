/// When in the week sessions start, to forty minutes: rows that meet at the same times are often free or not free together,
/// and are looked at together.
///
/// Two byte columns hold the times of a row's first and second session. Half hours would not fit a byte; of forty minutes
/// most hold one full or half hour.
enum SessionTime {
  /// How many minutes of the week share a time.
  private static let minutes = 40
  static let count = FreeWeek.minutes / minutes
  /// In the first column: no session. In the second: no second session, or ``other`` in the first.
  static let none = UInt8(count)
  /// In the first column: more than two sessions, or one or two of which a zone is not known.
  static let other = UInt8(count + 1)
  /// How many codes each column has.
  static let firstCodes = count + 2
  static let secondCodes = count + 1

  /// Times are by UTC at this moment, in winter; a summer's shift moves whole zones alike, and any time is right.
  private static let reference = Instant(minutesSinceEpoch: 28_900_000)

  /// The time of a session; `nil` where its zone is not known.
  static func of(_ session: Session) -> Int? {
    guard let zone = session.zone else { return nil }
    let minute = session.weekday.index * 1440 + session.start.minutes - zone.local(at: reference).offsetMinutes
    return minute.floorRemainder(by: FreeWeek.minutes) / minutes
  }

  /// What the two columns say of a row with these sessions.
  static func codes(of sessions: [Session]) -> (first: UInt8, second: UInt8) {
    guard let session = sessions.first else { return (none, none) }
    guard sessions.count <= 2, let first = of(session) else { return (other, none) }
    if sessions.count == 1 { return (UInt8(first), none) }
    return of(sessions[1]).map { (UInt8(first), UInt8($0)) } ?? (other, none)
  }
}
