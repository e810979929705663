import Testing

@testable import GroupMatching

// What a text in a test stands for, or a failure of the test.

extension ClockTime {
  static func reading(_ text: String) throws -> ClockTime { try #require(ClockTime(text)) }
}

extension Day {
  static func reading(_ text: String) throws -> Day { try #require(Day(text)) }
}

extension ZoneID {
  static func reading(_ name: String) throws -> ZoneID { try #require(ZoneID(name)) }
}

extension Instant {
  /// The moment at which the clocks of a zone show a time such as `2026-12-01T19:00`.
  static func reading(_ text: String, in zone: String = "UTC") throws -> Instant {
    let parts = text.split(separator: "T").map(String.init)
    return try ZoneID.reading(zone).instant(day: .reading(parts[0]), time: .reading(parts[1]))
  }
}

extension Coordinate {
  static func at(_ latitude: Double, _ longitude: Double) throws -> Coordinate {
    try #require(Coordinate(latitude: latitude, longitude: longitude))
  }
}
