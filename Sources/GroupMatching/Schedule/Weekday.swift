/// A day of the week, Monday first as in ISO 8601.
public enum Weekday: String, Sendable, Hashable, CaseIterable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  /// 0 for Monday … 6 for Sunday.
  public var index: Int {
    switch self {
    case .monday: 0
    case .tuesday: 1
    case .wednesday: 2
    case .thursday: 3
    case .friday: 4
    case .saturday: 5
    case .sunday: 6
    }
  }

  /// The day of an index; any integer is brought into 0…6 first.
  public init(index: Int) { self = Self.allCases[((index % 7) + 7) % 7] }

  /// The two letters of RFC 5545: `MO`.
  public var code: String { rawValue.prefix(2).uppercased() }

  /// - Returns: `nil` unless the text is one of RFC 5545's two-letter codes.
  public init?(code: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.code == code.uppercased() }) else { return nil }
    self = match
  }

  /// The day in full, from its English name or its first letters: "Tuesday", "tue", "tues".
  public init?(name: some StringProtocol) {
    let name = name.lowercased()
    guard name.count >= 2, let match = Self.allCases.first(where: { $0.rawValue.hasPrefix(name) }) else { return nil }
    self = match
  }

  /// "Tuesday".
  public var label: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
