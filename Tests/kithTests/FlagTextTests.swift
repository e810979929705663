import GroupMatching
import Testing

@testable import kith

@Suite("Flags as people write them")
struct FlagTextTests {
  @Test(
    "distances", arguments: [("15km", 15.0), ("10mi", 16.09344), ("10 miles", 16.09344), ("7.5", 7.5), ("500m", 0.5)])
  func distances(text: String, kilometers: Double) throws {
    #expect(abs(try FlagText.kilometers(text, "--within") - kilometers) < 1e-9)
  }

  @Test("distances that are none", arguments: ["", "far", "-3km", "10 parsecs", "99999km", "1.2.3km"])
  func wrongDistances(text: String) {
    #expect(throws: (any Error).self) { try FlagText.kilometers(text, "--within") }
  }

  @Test("budgets")
  func budgets() throws {
    #expect(try FlagText.budget("10") == Budget(maximum: 10))
    #expect(try FlagText.budget("10.50 gbp") == Budget(maximum: 10.5, currency: "GBP"))
    #expect(throws: (any Error).self) { try FlagText.budget("ten") }
    #expect(throws: (any Error).self) { try FlagText.budget("10 dollars") }
  }

  @Test(
    "free times",
    arguments: [
      ("tue 18:00-21:00", ["tuesday 18:00-21:00"]),
      ("sat 09:00-14:00", ["saturday 09:00-14:00"]),
      ("mon,wed 6pm-9:30pm", ["monday 18:00-21:30", "wednesday 18:00-21:30"]),
      ("fri-sun mornings", ["friday 06:00-12:00", "saturday 06:00-12:00", "sunday 06:00-12:00"]),
      ("weekends 12-14", ["saturday 12:00-14:00", "sunday 12:00-14:00"]),
      ("thursdays", ["thursday 00:00-24:00"]),
      ("sat nights", ["saturday 21:00-03:00"]),
      ("mon 12am-1am", ["monday 00:00-01:00"]),
    ])
  func freeTimes(text: String, expected: [String]) throws {
    let times = try FreeTimeText.read(text)
    #expect(times.map { "\($0.weekday) \($0.start)-\($0.end)" } == expected)
  }

  @Test(
    "free times that are none", arguments: ["", "someday", "tue 25:00-26:00", "tue 18:00", "18:00-19:00 20:00-21:00"])
  func wrongFreeTimes(text: String) {
    #expect(throws: (any Error).self) { try FreeTimeText.read(text) }
  }

  @Test("importance names a feature")
  func importance() throws {
    let (feature, factor) = try FlagText.importance("distance=2.5")
    #expect(feature == "distance")
    #expect(factor == 2.5)
    #expect(throws: (any Error).self) { try FlagText.importance("closeness=2") }
    #expect(throws: (any Error).self) { try FlagText.importance("distance=-1") }
  }
}
