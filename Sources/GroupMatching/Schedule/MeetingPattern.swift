import TextUnderstanding

/// When a session meets over the horizon, by one clock: all of it that matters to somebody's free week.
///
/// Sessions of different zones and rules have the same pattern where they fall on the same times, so that a directory has
/// far fewer patterns than sessions.
struct MeetingPattern: Sendable, Hashable {
  /// One time of the week, and how often of all.
  struct Start: Sendable, Hashable, BitwiseCopyable {
    /// Minutes since Monday 00:00, 0…10079.
    let minuteOfWeek: Int
    /// How many of the meetings start then, divided by what all counts have in common.
    let share: Int
  }

  /// How long a meeting lasts.
  let minutes: Int
  /// The times, each once, in order. Several where the clocks change within the horizon.
  let starts: [Start]

  /// - Parameters:
  ///   - minutesOfWeek: For each meeting the minute of the week at which it starts; not empty.
  ///   - minutes: How long it lasts; where the length is not stated 1: being free at the start has to do.
  init(_ minutesOfWeek: [Int], lasting minutes: Int) {
    self.minutes = minutes
    guard let first = minutesOfWeek.first, minutesOfWeek.contains(where: { $0 != first }) else {
      starts = minutesOfWeek.prefix(1).map { Start(minuteOfWeek: $0, share: 1) }
      return
    }
    let ordered = minutesOfWeek.sorted()
    var counts: [(minute: Int, count: Int)] = []
    for minute in ordered {
      if counts.last?.minute == minute { counts[counts.count - 1].count += 1 } else { counts.append((minute, 1)) }
    }
    let common = counts.reduce(0) { Self.greatestCommonDivisor($0, $1.count) }
    starts = counts.map { Start(minuteOfWeek: $0.minute, share: $0.count / common) }
  }

  /// How a session falls over some days; `nil` where it does not meet.
  ///
  /// - Parameters:
  ///   - days: The days on which it starts by its own clocks.
  ///   - start: The minute of the day.
  ///   - minutes: How long it lasts; `nil` where that is not stated.
  ///   - moment: Meetings before it do not count.
  ///   - own: The clocks of the session's zone.
  ///   - shown: The clocks by which it is shown.
  init?(
    on days: [Day], startingAt start: Int, lasting minutes: Int?, after moment: Instant, own: ZoneClock,
    shown: ZoneClock
  ) {
    let minutesOfWeek = days.compactMap { day -> Int? in
      let instant = own.instant(shown: day.daysSinceEpoch * 1440 + start)
      guard instant >= moment.minutesSinceEpoch else { return nil }
      let local = instant + shown.offset(at: instant)
      return (local + Day.epochWeekdayIndex * 1440).floorRemainder(by: FreeWeek.minutes)
    }
    guard !minutesOfWeek.isEmpty else { return nil }
    self.init(minutesOfWeek, lasting: minutes ?? 1)
  }

  private static func greatestCommonDivisor(_ one: Int, _ other: Int) -> Int {
    other == 0 ? one : greatestCommonDivisor(other, one % other)
  }
}

/// How a session falls into somebody's free times.
struct SessionFit: Sendable, Hashable {
  /// The mean share of its minutes that are free, 0…1.
  let freeShare: Double
  /// Whether at least half of its meetings are free from start to end.
  let isAttendable: Bool

  init(_ pattern: MeetingPattern, in week: FreeWeek) {
    self.init(pattern.starts, lasting: pattern.minutes, in: week)
  }

  /// - Parameters:
  ///   - starts: Those of a ``MeetingPattern``; not empty.
  ///   - minutes: How long a meeting lasts.
  @inline(__always)
  init(_ starts: some RandomAccessCollection<MeetingPattern.Start>, lasting minutes: Int, in week: FreeWeek) {
    var free = 0
    var meetings = 0
    var whole = 0
    for start in starts {
      let freeMinutes = week.freeMinutes(from: start.minuteOfWeek, lasting: minutes)
      free += freeMinutes * start.share
      meetings += start.share
      if freeMinutes == minutes { whole += start.share }
    }
    freeShare = Double(free) / Double(minutes * meetings)
    isAttendable = whole * 2 >= meetings
  }
}

/// Distinct patterns, side by side: every member of a list goes through all of them, on every core, and a reference for
/// each would be counted up and down by all of them.
struct MeetingPatterns: Sendable {
  private let starts: StoredArray<MeetingPattern.Start>
  /// Where the starts of each pattern begin; one more at the end.
  private let firsts: StoredArray<Int>
  private let minutes: StoredArray<Int>

  init(_ patterns: [MeetingPattern]) {
    starts = StoredArray(patterns.flatMap(\.starts))
    firsts = StoredArray(patterns.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.starts.count) })
    minutes = StoredArray(patterns.map(\.minutes))
  }

  var count: Int { minutes.count }

  /// How a pattern falls into a week.
  @inline(__always)
  func fit(of pattern: Int, in week: FreeWeek) -> SessionFit {
    let first = firsts.pointer[pattern]
    let own = UnsafeBufferPointer(start: starts.pointer + first, count: firsts.pointer[pattern + 1] - first)
    return SessionFit(own, lasting: minutes.pointer[pattern], in: week)
  }
}
