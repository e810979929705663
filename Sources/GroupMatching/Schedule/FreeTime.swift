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
  /// Disjoint spans of minutes since Monday 00:00, in order, over three turns of the week so that none is cut.
  private let spans: [Range<Int>]

  /// - Complexity: O(n log n) in the free times.
  public init(_ times: [FreeTime]) {
    let starts = times.map { time in
      let start = time.weekday.index * 1440 + time.start.minutes
      return start..<start + time.durationMinutes
    }
    let turns = (-1...1).flatMap { turn in starts.map { $0.shifted(by: turn * Self.minutes) } }
    spans = turns.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { merged, span in
      if let last = merged.last, span.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
      } else {
        merged.append(span)
      }
    }
  }

  /// How many of a session's minutes are free.
  ///
  /// - Parameters:
  ///   - start: Minutes since Monday 00:00, 0…10079.
  ///   - minutes: The session's length, 1…1440.
  public func freeMinutes(from start: Int, lasting minutes: Int) -> Int {
    let session = start..<start + minutes
    return spans.reduce(0) { $0 + $1.clamped(to: session).count }
  }
}

extension Range<Int> {
  fileprivate func shifted(by offset: Int) -> Range { lowerBound + offset..<upperBound + offset }
}
