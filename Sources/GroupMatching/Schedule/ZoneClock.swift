/// A zone's clocks over some weeks: the same answers as ``ZoneID``, without asking the system each time.
struct ZoneClock: Sendable {
  /// From when on an offset holds, in minutes since 1970, in order; the first is before the window.
  private let changes: [(minute: Int, offset: Int)]

  /// - Parameters:
  ///   - window: Minutes since 1970 in UTC about which will be asked.
  /// - Complexity: O(days of the window).
  init(_ zone: ZoneID, over window: Range<Int>) {
    // Clocks change less than once a day: where two midnights differ there is one change between them.
    let step = 1440
    var changes = [(minute: Int.min, offset: zone.offsetMinutes(at: window.lowerBound))]
    var offset = changes[0].offset
    for start in stride(from: window.lowerBound, to: window.upperBound, by: step) {
      let later = zone.offsetMinutes(at: start + step)
      guard later != offset else { continue }
      var low = start
      var high = start + step
      while high - low > 1 {
        let middle = (low + high) / 2
        if zone.offsetMinutes(at: middle) == offset { low = middle } else { high = middle }
      }
      changes.append((high, later))
      offset = later
    }
    self.changes = changes
  }

  /// Minutes that the zone is ahead of UTC.
  @inline(__always)
  func offset(at minute: Int) -> Int {
    var offset = changes[0].offset
    for change in changes.dropFirst() where change.minute <= minute { offset = change.offset }
    return offset
  }

  /// The moment at which the clocks show a time; see ``ZoneID/instant(day:time:)``.
  func instant(shown: Int) -> Int {
    if changes.count == 1 { return shown - changes[0].offset }
    let before = offset(at: shown - 1440)
    let after = offset(at: shown + 1440)
    let isFirstReading = offset(at: shown - before) == before
    let isSecondReading = offset(at: shown - after) == after
    return shown - (!isFirstReading && isSecondReading ? after : before)
  }
}
