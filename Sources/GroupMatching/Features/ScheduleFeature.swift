extension Feature {
  /// How much of how many sessions fits the free times.
  ///
  /// The best session's share of free minutes over the next five weeks, times 0.8 for one session, 0.9 for two, 0.95 for
  /// three: a second evening to choose from is worth something.
  static let schedule = Feature(
    id: "schedule", summary: "how much of how many sessions fits the free times", defaultWeight: 1.5,
    valueWhenUnknown: ScheduleFit.valueWhenUnknown, turnsOnMoment: true
  ) { context, _ in
    context.schedule.map { .schedule($0) }
  } remark: { context, group, value in
    guard let value else { return nil }
    if value == 0 { return .caution("no session falls within the free times") }
    let fitting = group.sessions.filter { SessionText.fits($0, context) }
    guard !fitting.isEmpty else { return .caution("its sessions are only partly within the free times") }
    let times = fitting.map { SessionText.time(of: $0, for: context) }.uniqued()
    let shown = times.count > 3 ? times.prefix(2) + ["\(times.count - 2) more times"] : times[...]
    let stated = fitting.contains { $0.durationMinutes != nil }
    return stated
      ? .reason("when you are free: \(shown.joinedInProse("and"))")
      : .caution("it starts when you are free (\(shown.joinedInProse("and"))), but does not say how long it lasts")
  }
}

extension SessionText {
  /// Whether a session lies within the member's free times.
  static func fits(_ session: Session, _ context: MemberContext) -> Bool {
    guard let schedule = context.schedule else { return false }
    return schedule.view.fit(of: session, in: schedule.week)?.isAttendable == true
  }
}
