/// Rows whose sessions are often free or not free together have a class in common.
///
/// One session counts by when in the week it starts; two by the parts of the week in which they start.
enum SessionClass {
  /// How many minutes of the week share a class.
  private static let minutes = 90
  private static let ofTimes = FreeWeek.minutes / minutes
  static let none = UInt8(ofTimes)
  /// Three or more sessions, and two of which one is adrift.
  static let several = UInt8(ofTimes + 1)
  /// The zone is not known.
  private static let adrift = UInt8(ofTimes + 2)
  private static let firstPair = ofTimes + 3
  static let count = firstPair + pairs.count

  /// How many parts the week has: half a day each.
  private static let partCount = 14
  private static let timesOfPart = ofTimes / partCount
  /// For each part of the week the classes of single sessions in it.
  static let parts: [ClosedRange<UInt8>] = (0..<partCount).map { part in
    UInt8(part * timesOfPart)...UInt8((part + 1) * timesOfPart - 1)
  }
  /// The classes of two sessions, from ``firstPair`` on, each with the parts of the week that they start in.
  static let pairs: [(parts: (Int, Int), sessionClass: UInt8)] = (0..<partCount).flatMap { first in
    (first..<partCount).map { (first, $0) }
  }.enumerated().map { place, parts in (parts, UInt8(firstPair + place)) }

  /// Classes are by UTC at this moment, in winter; a summer's shift moves whole zones alike, and any class is right.
  private static let reference = Instant(minutesSinceEpoch: 28_900_000)

  /// The class of a row with these sessions.
  static func of(_ sessions: [Session]) -> UInt8 {
    switch sessions.count {
    case 0: return none
    case 1: return of(sessions[0])
    case 2:
      let classes = sessions.map(of)
      guard !classes.contains(adrift) else { return several }
      let parts = classes.map { Int($0) / timesOfPart }
      let (first, second) = (min(parts[0], parts[1]), max(parts[0], parts[1]))
      // Before the pairs that begin with `first` stand those that begin with one before it: partCount, partCount - 1, …
      return UInt8(firstPair + first * partCount - first * (first - 1) / 2 + second - first)
    default: return several
    }
  }

  /// The class of a row with one session.
  static func of(_ session: Session) -> UInt8 {
    guard let zone = session.zone else { return adrift }
    let minute = session.weekday.index * 1440 + session.start.minutes - zone.local(at: reference).offsetMinutes
    return UInt8(minute.floorRemainder(by: FreeWeek.minutes) / minutes)
  }
}
