import TextUnderstanding

/// The distinct sessions of a directory, by code: each is made when it is asked for, out of the 16 bytes that a snapshot
/// holds of it. Zones and rules are kept once.
struct SessionList: RandomAccessCollection, Sendable {
  let stored: StoredArray<StoredSession>
  /// `nil` for a zone that the system does not know.
  let zones: [ZoneID?]
  /// `nil` for a rule that cannot be read.
  let rules: [Recurrence?]

  /// - Returns: `nil` where an entry is none that a session can be.
  init?(_ stored: StoredArray<StoredSession>, zones: [ZoneID?], rules: [Recurrence?]) {
    self.stored = stored
    self.zones = zones
    self.rules = rules
    let weekdays = rules.map { $0.map(Self.weekdays) ?? .max }
    for session in stored {
      guard session.start < 1440, session.duration <= 1440, session.weekday < 7 else { return nil }
      guard session.zone == StoredSession.none || session.zone < zones.count else { return nil }
      guard session.rule != StoredSession.none else { continue }
      guard session.rule < rules.count, weekdays[Int(session.rule)] >> session.weekday & 1 != 0 else { return nil }
    }
  }

  /// - Parameter sessions: Distinct ones, in order of their codes.
  init(_ sessions: [Session]) {
    let zones = Set(sessions.compactMap(\.zone)).sorted { $0.description < $1.description }
    let rules = Set(sessions.compactMap(\.recurrence)).sorted { $0.description < $1.description }
    let zonePlaces = Dictionary(uniqueKeysWithValues: zip(zones, UInt16(0)...))
    let rulePlaces = Dictionary(uniqueKeysWithValues: zip(rules, UInt16(0)...))
    stored = StoredArray(
      sessions.map { session in
        StoredSession(
          startDate: Int32(session.startDate?.daysSinceEpoch ?? 0),
          zone: session.zone.flatMap { zonePlaces[$0] } ?? StoredSession.none,
          rule: session.recurrence.flatMap { rulePlaces[$0] } ?? StoredSession.none,
          start: UInt16(session.start.minutes), duration: UInt16(session.durationMinutes ?? 0),
          weekday: UInt8(session.weekday.index), hasStartDate: session.startDate == nil ? 0 : 1,
          time: SessionTime.of(session).map(UInt8.init) ?? StoredSession.noTime, padding: 0)
      })
    self.zones = zones
    self.rules = rules
  }

  var startIndex: Int { 0 }
  var endIndex: Int { stored.count }

  subscript(code: Int) -> Session {
    let stored = stored[code]
    guard let start = ClockTime(minutes: Int(stored.start)),
      let session = Session(
        weekday: Weekday(index: Int(stored.weekday)), start: start,
        durationMinutes: stored.duration == 0 ? nil : Int(stored.duration),
        zone: stored.zone == StoredSession.none ? nil : zones[Int(stored.zone)],
        recurrence: stored.rule == StoredSession.none ? nil : rules[Int(stored.rule)],
        startDate: stored.hasStartDate == 0 ? nil : Day(daysSinceEpoch: Int(stored.startDate)))
    else { preconditionFailure("a session that was no session when the list was made") }
    return session
  }

  /// The ``SessionTime`` of a session; `nil` where its zone was not known when the snapshot was built.
  func time(of code: Int) -> Int? {
    let time = Int(stored[code].time)
    return time < SessionTime.count ? time : nil
  }

  /// A bit for each weekday that the days of a rule allow a session to be on.
  private static func weekdays(of rule: Recurrence) -> UInt8 {
    rule.days.isEmpty ? .max : rule.days.reduce(0) { $0 | 1 << UInt8($1.weekday.index) }
  }
}

/// A session as a snapshot stores it, 16 bytes.
struct StoredSession: BitwiseCopyable, Sendable {
  let startDate: Int32
  /// The place among the zones; ``none`` where it is not stated.
  let zone: UInt16
  /// The place among the rules; ``none`` for every week.
  let rule: UInt16
  let start: UInt16
  /// 0 where it is not stated.
  let duration: UInt16
  let weekday: UInt8
  let hasStartDate: UInt8
  /// Its ``SessionTime``; ``noTime`` where its zone is not known.
  let time: UInt8
  /// So that no byte is left to chance.
  let padding: UInt8

  static let none = UInt16.max
  static let noTime = UInt8.max
}
