import TextUnderstanding

// How sessions are stored: zones and rules once, sessions as records of one size.

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
    let sessions = SessionList(distinct)
    try add("sessions.zones", facts: sessions.zones.compactMap { $0?.description })
    try add("sessions.rules", facts: sessions.rules.compactMap { $0?.description })
    try add("sessions.list", sessions.stored)
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
    guard let sessions = SessionList(try list("sessions.list"), zones: zones, rules: rules) else {
      throw damage("sessions.list")
    }
    return SessionColumn(
      sessions: sessions, starts: try list("sessions.starts", count: rows + 1), codes: try list("sessions.ofRows"),
      firsts: try codes("sessions.first", count: SessionTime.firstCodes, rows: rows, place: &place),
      seconds: try codes("sessions.second", count: SessionTime.secondCodes, rows: rows, place: &place))
  }
}
