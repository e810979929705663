/// When in the week sessions start, by the hour and a half: rows that meet at the same times are often free or not free
/// together, and are looked at together.
///
/// A row with one or two sessions has the time of each; what sessions there are beyond that says ``FirstSession``.
enum SessionTime {
  /// How many minutes of the week share a time.
  private static let minutes = 90
  static let count = FreeWeek.minutes / minutes

  /// Times are by UTC at this moment, in winter; a summer's shift moves whole zones alike, and any time is right.
  private static let reference = Instant(minutesSinceEpoch: 28_900_000)

  /// The time of a session; `nil` where its zone is not known.
  static func of(_ session: Session) -> Int? {
    guard let zone = session.zone else { return nil }
    let minute = session.weekday.index * 1440 + session.start.minutes - zone.local(at: reference).offsetMinutes
    return minute.floorRemainder(by: FreeWeek.minutes) / minutes
  }
}

/// What the first of two byte columns says of a row's sessions.
enum FirstSession: Hashable {
  /// One session.
  case only(time: Int)
  /// The first of two; the second column has the time of the other.
  case ofTwo(time: Int)
  case none
  /// More than two, or one or two of which a zone is not known.
  case other

  static let all: [FirstSession] =
    (0..<SessionTime.count).map { .only(time: $0) } + (0..<SessionTime.count).map { .ofTwo(time: $0) } + [
      .none, .other,
    ]

  /// The byte that stands for it: its place in ``all``.
  var code: UInt8 {
    switch self {
    case .only(let time): UInt8(time)
    case .ofTwo(let time): UInt8(SessionTime.count + time)
    case .none: UInt8(2 * SessionTime.count)
    case .other: UInt8(2 * SessionTime.count + 1)
    }
  }
}

/// What the second column says: the time of the second of two sessions, and for all other rows ``none``.
enum SecondSession {
  static let none = UInt8(SessionTime.count)
  static let count = SessionTime.count + 1
}

extension [Session] {
  /// What the two byte columns say of these sessions of a row.
  var codes: (first: UInt8, second: UInt8) {
    let times = map(SessionTime.of)
    switch times.count {
    case 0: return (FirstSession.none.code, SecondSession.none)
    case 1: return ((times[0].map { FirstSession.only(time: $0) } ?? .other).code, SecondSession.none)
    case 2:
      guard let first = times[0], let second = times[1] else { break }
      return (FirstSession.ofTwo(time: first).code, UInt8(second))
    default: break
    }
    return (FirstSession.other.code, SecondSession.none)
  }
}
