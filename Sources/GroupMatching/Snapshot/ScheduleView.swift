import Synchronization
import TextUnderstanding

/// All sessions of a directory by the clocks of one zone: how they fall over the weeks from a moment on.
final class ScheduleView: Sendable {
  /// The distinct patterns.
  let patterns: MeetingPatterns
  /// For each session its pattern; ``noPattern`` where its zone is not known or it does not meet.
  let patternOfSession: StoredArray<UInt32>
  /// For each ``SessionTime`` the patterns of the sessions that start then, ``noPattern`` among them.
  let patternsOfTime: [[UInt32]]
  private let moment: Instant
  private let clocks: [ZoneID: ZoneClock]
  private let zone: ZoneID?

  static let noPattern = UInt32.max

  convenience init(_ sessions: SessionList, from moment: Instant, in zone: ZoneID?) {
    let window = Self.window(from: moment)
    let zones = Set((sessions.zones + [zone]).compactMap { $0 })
    let clocks = Dictionary(uniqueKeysWithValues: zones.map { ($0, ZoneClock($0, over: window)) })
    self.init(sessions, sessions.indices, from: moment, in: zone, clocks)
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
    _ sessions: SessionList, _ chosen: some Collection<Int>, from moment: Instant, in zone: ZoneID?,
    _ clocks: [ZoneID: ZoneClock]
  ) {
    self.moment = moment
    self.zone = zone
    self.clocks = clocks
    var maker = PatternMaker(sessions, from: moment, in: zone, clocks)
    var ofTime = [[UInt32]](repeating: [], count: SessionTime.count)
    var ofSession = [UInt32](repeating: Self.noPattern, count: sessions.count)
    for session in chosen {
      let pattern = maker.pattern(of: session)
      ofSession[session] = pattern
      if let time = sessions.time(of: session) { ofTime[time].append(pattern) }
    }
    patterns = MeetingPatterns(maker.patterns)
    patternOfSession = StoredArray(ofSession)
    patternsOfTime = ofTime.map { Set($0).sorted() }
  }

  /// How a session of the directory falls into a free week; `nil` where that cannot be said.
  func fit(of session: Session, in week: FreeWeek) -> SessionFit? {
    guard let own = session.zone.flatMap({ clocks[$0] }) else { return nil }
    return session.pattern(
      after: moment, days: ScheduleFit.horizonDays, own: own, shown: zone.flatMap { clocks[$0] }
    ).map { SessionFit($0, in: week) }
  }
}

/// Makes the patterns of sessions, each distinct one once. The days on which sessions of one rhythm meet are worked out
/// once for all times of the day.
private struct PatternMaker {
  /// The distinct patterns so far.
  private(set) var patterns: [MeetingPattern] = []
  private var codes: [MeetingPattern: UInt32] = [:]
  private var days: [Rhythm: [Day]] = [:]
  private let sessions: SessionList
  private let moment: Instant
  /// By place among the zones of the sessions.
  private let own: [ZoneClock?]
  private let shown: ZoneClock?

  /// What settles on which days a session meets.
  private struct Rhythm: Hashable {
    let zone: UInt16
    let rule: UInt16
    let weekday: UInt8
    let startDate: Int32?

    init(_ session: StoredSession) {
      (zone, rule, weekday) = (session.zone, session.rule, session.weekday)
      startDate = session.hasStartDate == 0 ? nil : session.startDate
    }
  }

  init(_ sessions: SessionList, from moment: Instant, in zone: ZoneID?, _ clocks: [ZoneID: ZoneClock]) {
    self.sessions = sessions
    self.moment = moment
    own = sessions.zones.map { $0.flatMap { clocks[$0] } }
    shown = zone.flatMap { clocks[$0] }
  }

  /// The code of a session's pattern; ``ScheduleView/noPattern`` where its zone is not known or it does not meet.
  mutating func pattern(of session: Int) -> UInt32 {
    let stored = sessions.stored[session]
    guard stored.zone != StoredSession.none, let own = own[Int(stored.zone)] else { return ScheduleView.noPattern }
    let pattern = MeetingPattern(
      on: days(of: session, stored, own), startingAt: Int(stored.start),
      lasting: stored.duration == 0 ? nil : Int(stored.duration), after: moment, own: own, shown: shown ?? own)
    guard let pattern else { return ScheduleView.noPattern }
    if let code = codes[pattern] { return code }
    let code = UInt32(patterns.count)
    codes[pattern] = code
    patterns.append(pattern)
    return code
  }

  private mutating func days(of session: Int, _ stored: StoredSession, _ own: ZoneClock) -> [Day] {
    let rhythm = Rhythm(stored)
    if let days = days[rhythm] { return days }
    let days = sessions[session].days(after: moment, count: ScheduleFit.horizonDays, own: own)
    self.days[rhythm] = days
    return days
  }
}

/// The views made so far: members of one zone asked about at one moment share one.
final class ScheduleViews: Sendable {
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
