/// A time each week at which somebody is free, in the person's own zone.
public struct FreeTime: Sendable, Hashable {
  public let weekday: Weekday
  public let start: ClockTime
  /// The end; at or before the start it is on the next day.
  public let end: ClockTime

  public init(weekday: Weekday, start: ClockTime, end: ClockTime) {
    self.weekday = weekday
    self.start = start
    self.end = end
  }

  /// How long it is, 1…1440 minutes.
  var durationMinutes: Int { end > start ? end.minutes - start.minutes : end.minutes + 1440 - start.minutes }
}

/// Somebody's free times as one set of minutes of a week that comes round again.
public struct FreeWeek: Sendable, Hashable {
  static let minutes = 7 * 1440
  /// A session may begin in the last minute of a week and last a whole day.
  private static let horizon = minutes + 1440
  /// How many minutes are free before each minute since Monday 00:00, up to a day into the next week.
  private let freeBefore: [Int16]

  /// - Complexity: O(minutes of a week).
  public init(_ times: [FreeTime]) {
    let starts = times.map { time in
      let start = time.weekday.index * 1440 + time.start.minutes
      return start..<start + time.durationMinutes
    }
    let turns = (-1...1).flatMap { turn in starts.map { $0.shifted(by: turn * Self.minutes) } }
    let spans = turns.sorted { $0.lowerBound < $1.lowerBound }
    freeBefore = [Int16](unsafeUninitializedCapacity: Self.horizon + 1) { free, count in
      free.initialize(repeating: 0)
      count = Self.horizon + 1
      var minute = 0
      var total: Int16 = 0
      for span in spans {
        let start = max(minute, min(span.lowerBound, Self.horizon))
        for busy in minute..<start { free[busy] = total }
        let end = max(start, min(span.upperBound, Self.horizon))
        for within in start..<end { free[within] = total &+ Int16(truncatingIfNeeded: within &- start) }
        total += Int16(end - start)
        minute = end
      }
      for busy in minute...Self.horizon { free[busy] = total }
    }
  }

  /// How many of a session's minutes are free.
  ///
  /// - Parameters:
  ///   - start: Minutes since Monday 00:00, 0…10079.
  ///   - minutes: The session's length, 1…1440.
  /// - Complexity: O(1).
  public func freeMinutes(from start: Int, lasting minutes: Int) -> Int {
    Int(freeBefore[start + minutes] - freeBefore[start])
  }
}

extension Range<Int> {
  fileprivate func shifted(by offset: Int) -> Range { lowerBound + offset..<upperBound + offset }
}
