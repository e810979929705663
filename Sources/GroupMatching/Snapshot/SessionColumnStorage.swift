// How sessions are stored: zones and rules once, sessions as records of one size.

/// A session as a snapshot stores it, 16 bytes.
private struct StoredSession: BitwiseCopyable, Sendable {
  let startDate: Int32
  let zone: UInt16
  let rule: UInt16
  let start: UInt16
  let duration: UInt16
  let weekday: UInt8
  let hasStartDate: UInt8
  /// So that no byte is left to chance.
  let padding: UInt16

  static let none = UInt16.max
}

extension SectionWriter {
  /// Adds when the first and the second session of each row start.
  ///
  /// - Returns: The bytes of both columns.
  mutating func add(sessionTimes lists: [[Session]]) throws(SnapshotError) -> [[UInt8]] {
    let codes = lists.map(SessionTime.codes)
    let columns = [
      ("sessions.first", codes.map(\.first), SessionTime.firstCodes),
      ("sessions.second", codes.map(\.second), SessionTime.secondCodes),
    ]
    for (name, bytes, count) in columns {
      try add("\(name).classing", [CodeClassing.frequentAlone.rawValue])
      try add(classes: bytes, of: name, count: count)
    }
    return columns.map(\.1)
  }

  /// Adds the sessions of all rows.
  ///
  /// - Returns: The code of each row's one session; where there are several, where they begin.
  mutating func add(sessions lists: [[Session]]) throws(SnapshotError) -> [UInt32] {
    var codes: [Session: UInt32] = [:]
    var distinct: [Session] = []
    var starts: [UInt32] = [0]
    var listed: [UInt32] = []
    for list in lists {
      for session in list {
        if codes[session] == nil {
          codes[session] = UInt32(distinct.count)
          distinct.append(session)
        }
        listed.append(codes[session] ?? 0)
      }
      starts.append(UInt32(listed.count))
    }
    let zones = Set(distinct.compactMap { $0.zone?.description }).sorted()
    let rules = Set(distinct.compactMap { $0.recurrence?.description }).sorted()
    let zonePlaces = Dictionary(uniqueKeysWithValues: zip(zones, 0...))
    let rulePlaces = Dictionary(uniqueKeysWithValues: zip(rules, 0...))
    let stored = distinct.map { session in
      StoredSession(
        startDate: Int32(session.startDate?.daysSinceEpoch ?? 0),
        zone: session.zone.flatMap { zonePlaces[$0.description] }.map(UInt16.init) ?? StoredSession.none,
        rule: session.recurrence.flatMap { rulePlaces[$0.description] }.map(UInt16.init) ?? StoredSession.none,
        start: UInt16(session.start.minutes), duration: UInt16(session.durationMinutes ?? 0),
        weekday: UInt8(session.weekday.index), hasStartDate: session.startDate == nil ? 0 : 1, padding: 0)
    }
    try add("sessions.zones", facts: zones)
    try add("sessions.rules", facts: rules)
    try add("sessions.list", stored)
    try add("sessions.starts", starts)
    try add("sessions.ofRows", listed)
    return zip(lists, starts).map { list, start in list.count == 1 ? codes[list[0]] ?? 0 : start }
  }
}

extension SnapshotSections {
  /// The sessions of all rows.
  func sessions(rows: Int, place: inout Int) throws(SnapshotError) -> SessionColumn {
    let zones = try facts("sessions.zones", of: String.self).map { ZoneID($0) }
    let rules = try facts("sessions.rules", of: String.self).map { try? Recurrence(rule: $0) }
    let stored = try list("sessions.list", of: StoredSession.self)
    let sessions = stored.compactMap { stored -> Session? in
      guard let start = ClockTime(minutes: Int(stored.start)) else { return nil }
      return Session(
        weekday: Weekday(index: Int(stored.weekday)), start: start,
        durationMinutes: stored.duration == 0 ? nil : Int(stored.duration),
        zone: Int(stored.zone) < zones.count ? zones[Int(stored.zone)] : nil,
        recurrence: Int(stored.rule) < rules.count ? rules[Int(stored.rule)] : nil,
        startDate: stored.hasStartDate == 0 ? nil : Day(daysSinceEpoch: Int(stored.startDate)))
    }
    guard sessions.count == stored.count else { throw damage("sessions.list") }
    return SessionColumn(
      sessions: sessions, starts: try list("sessions.starts", count: rows + 1), codes: try list("sessions.ofRows"),
      firsts: try codes("sessions.first", count: SessionTime.firstCodes, rows: rows, place: &place),
      seconds: try codes("sessions.second", count: SessionTime.secondCodes, rows: rows, place: &place))
  }
}
