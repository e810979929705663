import TextUnderstanding

/// The sessions of each group, each distinct session kept once.
final class SessionColumn: Sendable {
  /// The distinct sessions, by code.
  let sessions: SessionList
  /// Where the sessions of each row begin in ``codes``; one more entry at the end.
  let starts: StoredArray<UInt32>
  /// The sessions of the rows, by code.
  let codes: StoredArray<UInt32>
  /// For each row the ``SessionTime`` of its first session, and of its second.
  let firsts: CodeColumn
  let seconds: CodeColumn
  private let views = ScheduleViews()

  init(
    sessions: SessionList, starts: StoredArray<UInt32>, codes: StoredArray<UInt32>, firsts: CodeColumn,
    seconds: CodeColumn
  ) {
    self.sessions = sessions
    self.starts = starts
    self.codes = codes
    self.firsts = firsts
    self.seconds = seconds
  }

  /// The sessions of a row, by code.
  @inline(__always)
  func range(of row: Int) -> Range<Int> { Int(starts[row])..<Int(starts[row + 1]) }

  /// All sessions by the clocks of a zone, from a moment on.
  ///
  /// - Parameter zone: `nil` for each session's own.
  /// - Complexity: O(sessions) the first time for a moment and a zone.
  func view(from moment: Instant, in zone: ZoneID?) -> ScheduleView {
    views.view(from: moment, in: zone) { ScheduleView(sessions, from: moment, in: zone) }
  }

  /// The sessions of some rows alone: for the values of those rows, not for a search.
  ///
  /// - Parameter clocks: Those of all zones from the moment on.
  /// - Complexity: O(sessions of the rows), and a clearing of a number for each session.
  func view(
    of rows: [Int], from moment: Instant, in zone: ZoneID?, clocks: [ZoneID: ZoneClock]
  ) -> ScheduleView {
    let own = Set(rows.flatMap { row in range(of: row).map { Int(codes[$0]) } }).sorted()
    return ScheduleView(sessions, own, from: moment, in: zone, clocks)
  }
}
