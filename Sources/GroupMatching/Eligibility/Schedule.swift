extension EligibilityRule {
  /// At least one session lies within the member's free times from start to end.
  static let schedule = EligibilityRule(
    id: "schedule", summary: "a session falls within the member's free times"
  ) { context, _ in
    context.schedule.map { .schedule($0) }
  } reason: { context, group in
    "it meets " + SessionText.times(of: group, for: context) + ", outside the free times"
  } question: { _, group in
    group.sessions.isEmpty ? "Ask when the group meets." : "Ask for its time zone, and when it meets by your clock."
  } change: { context, group in
    "be free " + SessionText.times(of: group, for: context, joinedBy: "or")
  } relaxations: { member in
    guard !member.availability.isEmpty else { return [] }
    let longer = member.availability.map { $0.widened(byMinutes: 60) }
    return [
      Relaxation("an hour earlier and later", member) { $0.availability = longer },
      Relaxation("at any time", member) { $0.availability = [] },
    ]
  }
}

extension FreeTime {
  /// The time with as many minutes more at both ends, within its day.
  fileprivate func widened(byMinutes minutes: Int) -> FreeTime {
    let earlier = ClockTime(minutes: max(0, start.minutes - minutes)) ?? start
    let later = ClockTime(minutes: min(1440, end.minutes + minutes)) ?? end
    // A time past midnight must not grow into itself.
    return end > start
      ? FreeTime(weekday: weekday, start: earlier, end: later)
      : FreeTime(weekday: weekday, start: max(earlier, end), end: end.minutes + minutes < earlier.minutes ? later : end)
  }
}
