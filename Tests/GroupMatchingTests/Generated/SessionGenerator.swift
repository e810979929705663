@testable import GroupMatching

/// Makes sessions of every kind that records can write.
enum SessionGenerator {
  static func session(_ metro: Metro, _ random: inout SplitMix64) -> Session? {
    let weekday = random.pick(Weekday.allCases)
    let start = ClockTime(minutes: 15 * random.number(in: 0...95)) ?? .midnight
    let recurrence = random.maybe(0.5) { Self.recurrence(weekday, &$0) }
    return Session(
      weekday: weekday, start: start, durationMinutes: random.maybe(0.85) { 15 * $0.number(in: 2...16) },
      zone: random.maybe(0.9) { ZoneID($0.chance(0.8) ? metro.zone : $0.pick(Metro.all).zone) },
      recurrence: recurrence, startDate: random.maybe(0.5) { firstDay(on: weekday, &$0) })
  }

  private static func recurrence(_ weekday: Weekday, _ random: inout SplitMix64) -> Recurrence? {
    let interval = random.pick([1, 1, 1, 2, 3])
    let until = random.maybe(0.1) { _ in "20270131" }
    let days = random.pick(["BYDAY=\(weekday.code)", "BYDAY=\(weekday.code),SU"])
    let position = random.pick([1, 2, 3, 4, 5, -1, -2])
    let rule =
      random.chance(0.6)
      ? "FREQ=WEEKLY;INTERVAL=\(interval);" + days
      : "FREQ=MONTHLY;INTERVAL=\(interval);BYDAY=\(position)\(weekday.code)"
    return try? Recurrence(rule: rule + (until.map { ";UNTIL=\($0)" } ?? ""))
  }

  private static func firstDay(on weekday: Weekday, _ random: inout SplitMix64) -> Day {
    let day = Day(daysSinceEpoch: 20_450 + random.number(in: 0...400))
    return day.adding(days: (weekday.index - day.weekday.index + 7) % 7)
  }
}
