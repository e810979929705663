import Synchronization
import TextUnderstanding

/// The sessions of each group, each distinct session kept once.
final class SessionColumn: Sendable {
  /// The distinct sessions, by code.
  let sessions: [Session]
  /// Where the sessions of each row begin in ``codes``; one more entry at the end.
  let starts: StoredArray<UInt32>
  /// The sessions of the rows, by code.
  let codes: StoredArray<UInt32>
  /// For each row the ``SessionTime`` of its first session, and of its second.
  let firsts: CodeColumn
  let seconds: CodeColumn
  private let timeOfSession: [Int?]
  private let views = ScheduleViews()

  init(
    sessions: [Session], starts: StoredArray<UInt32>, codes: StoredArray<UInt32>, firsts: CodeColumn,
    seconds: CodeColumn
  ) {
    self.sessions = sessions
    self.starts = starts
    self.codes = codes
    self.firsts = firsts
    self.seconds = seconds
    timeOfSession = sessions.map(SessionTime.of)
  }

  /// The sessions of a row, by code.
  @inline(__always)
  func range(of row: Int) -> Range<Int> { Int(starts[row])..<Int(starts[row + 1]) }

  /// All sessions by the clocks of a zone, from a moment on.
  ///
  /// - Parameter zone: `nil` for each session's own.
  /// - Complexity: O(sessions) the first time for a moment and a zone.
  func view(from moment: Instant, in zone: ZoneID?) -> ScheduleView {
    views.view(from: moment, in: zone) { ScheduleView(sessions, timeOfSession, from: moment, in: zone) }
  }

  /// The sessions of some rows alone: for the values of those rows, not for a search.
  ///
  /// - Parameter clocks: Those of all zones from the moment on.
  /// - Complexity: O(sessions of the rows), and a clearing of a number for each session.
  func view(
    of rows: [Int], from moment: Instant, in zone: ZoneID?, clocks: [ZoneID: ZoneClock]
  ) -> ScheduleView {
    let own = Set(rows.flatMap { row in range(of: row).map { Int(codes[$0]) } }).sorted()
    return ScheduleView(sessions, timeOfSession, own, from: moment, in: zone, clocks)
  }
}

/// All sessions of a directory by the clocks of one zone: how they fall over the weeks from a moment on.
final class ScheduleView: Sendable {
  /// The distinct patterns.
  let patterns: [MeetingPattern]
  /// For each session its pattern; ``noPattern`` where its zone is not known or it does not meet.
  let patternOfSession: StoredArray<UInt32>
  /// For each ``SessionTime`` the patterns of the sessions that start then, ``noPattern`` among them.
  let patternsOfTime: [[UInt32]]
  private let moment: Instant
  private let clocks: [ZoneID: ZoneClock]
  private let zone: ZoneID?

  static let noPattern = UInt32.max

  convenience init(_ sessions: [Session], _ times: [Int?], from moment: Instant, in zone: ZoneID?) {
    let window = Self.window(from: moment)
    let zones = Set(sessions.compactMap(\.zone) + [zone].compactMap { $0 })
    let clocks = Dictionary(uniqueKeysWithValues: zones.map { ($0, ZoneClock($0, over: window)) })
    self.init(sessions, times, sessions.indices, from: moment, in: zone, clocks)
  }

  /// The minutes since 1970 about which a view asks the clocks.
  static func window(from moment: Instant) -> Range<Int> {
    // As many days more at both ends as zones can differ, and as a reading of the clocks looks ahead.
    let slack = 3 * 1440
    let start = moment.minutesSinceEpoch
    return start - slack..<start + ScheduleFit.horizonDays * 1440 + slack
  }

  /// - Parameter chosen: The sessions looked at, by code; the others have no pattern.
  init(
    _ sessions: [Session], _ times: [Int?], _ chosen: some Collection<Int>, from moment: Instant, in zone: ZoneID?,
    _ clocks: [ZoneID: ZoneClock]
  ) {
    self.moment = moment
    self.zone = zone
    self.clocks = clocks
    var codes: [MeetingPattern: UInt32] = [:]
    var patterns: [MeetingPattern] = []
    var ofTime = [Set<UInt32>](repeating: [], count: SessionTime.count)
    var ofSession = [UInt32](repeating: Self.noPattern, count: sessions.count)
    for place in chosen {
      var code = Self.noPattern
      if let pattern = Self.pattern(of: sessions[place], from: moment, in: zone, clocks) {
        if let known = codes[pattern] {
          code = known
        } else {
          code = UInt32(patterns.count)
          codes[pattern] = code
          patterns.append(pattern)
        }
      }
      ofSession[place] = code
      if let time = times[place] { ofTime[time].insert(code) }
    }
    self.patterns = patterns
    patternOfSession = StoredArray(ofSession)
    patternsOfTime = ofTime.map { $0.sorted() }
  }

  private static func pattern(
    of session: Session, from moment: Instant, in zone: ZoneID?, _ clocks: [ZoneID: ZoneClock]
  ) -> MeetingPattern? {
    guard let own = session.zone.flatMap({ clocks[$0] }) else { return nil }
    return session.pattern(
      after: moment, days: ScheduleFit.horizonDays, own: own, shown: zone.flatMap { clocks[$0] })
  }

  /// How a session of the directory falls into a free week; `nil` where that cannot be said.
  func fit(of session: Session, in week: FreeWeek) -> SessionFit? {
    Self.pattern(of: session, from: moment, in: zone, clocks).map { SessionFit($0, in: week) }
  }
}

/// The views made so far: members of one zone asked about at one moment share one.
private final class ScheduleViews: Sendable {
  private struct Key: Hashable {
    let moment: Instant
    let zone: ZoneID?
  }

  /// Enough for the zones of a country; a service that moves on with the clock drops the old ones.
  private static let most = 64
  private let views = Mutex<[Key: ScheduleView]>([:])

  func view(from moment: Instant, in zone: ZoneID?, make: () -> ScheduleView) -> ScheduleView {
    let key = Key(moment: moment, zone: zone)
    if let view = views.withLock({ $0[key] }) { return view }
    // Made outside of the lock: at worst twice, and the others do not wait.
    let view = make()
    views.withLock { views in
      if views.count >= Self.most { views = views.filter { $0.key.moment == moment } }
      if views.count >= Self.most { views.removeAll() }
      views[key] = view
    }
    return view
  }
}
