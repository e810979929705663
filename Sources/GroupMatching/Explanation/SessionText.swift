/// When a group meets, in words, by the member's clock.
public enum SessionText {
  /// "Tuesday 19:00–20:30 and Saturday 10:00–11:00", each session once.
  static func times(of group: Group, for context: MemberContext, joinedBy conjunction: String = "and") -> String {
    let all = group.sessions.map { time(of: $0, for: context) }.uniqued()
    let shown = all.count > 4 ? all.prefix(3) + ["\(all.count - 3) more times"] : all[...]
    return shown.joinedInProse(conjunction)
  }

  /// "Tuesday 19:00–20:30", by the member's clock where their zone is known and otherwise by the group's own.
  static func time(of session: Session, for context: MemberContext) -> String {
    let next = session.firstStart(after: context.moment, days: ScheduleFit.horizonDays)
    let shown = next.flatMap { (context.member.timeZone ?? session.zone)?.local(at: $0) }
    let weekday = shown?.day.weekday ?? session.weekday
    return "\(weekday.label) \(span(from: shown?.time ?? session.start, lasting: session.durationMinutes))"
  }

  /// "19:00–20:30", or the start alone.
  public static func span(from start: ClockTime, lasting minutes: Int?) -> String {
    guard let minutes, let end = ClockTime(minutes: (start.minutes + minutes) % 1440) else { return start.description }
    return "\(start)–\(end)"
  }
}
