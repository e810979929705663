/// A time of day on a wall clock, to the minute: 00:00…24:00. 24:00 is the end of a day.
public struct ClockTime: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Minutes since midnight, 0…1440.
  public let minutes: Int

  /// - Returns: `nil` outside 0…1440.
  public init?(minutes: Int) {
    guard (0...1440).contains(minutes) else { return nil }
    self.minutes = minutes
  }

  init(unchecked minutes: Int) { self.minutes = minutes }

  /// - Returns: `nil` unless the text is `HH:MM` or `HH:MM:SS` on a 24-hour clock; seconds are dropped.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count),
      parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy(\.isASCIIDigit) })
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, numbers[1] < 60, numbers.count == 2 || numbers[2] < 60 else { return nil }
    self.init(minutes: numbers[0] * 60 + numbers[1])
  }

  public var description: String { "\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))" }

  public static func < (left: Self, right: Self) -> Bool { left.minutes < right.minutes }
}

/// A number of one or two digits, padded with a zero.
func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
