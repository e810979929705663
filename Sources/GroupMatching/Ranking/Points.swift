/// A part of a score as a whole number: 2²⁰ points make a score of 1.
///
/// Whole numbers add up to the same sum in any order, on any machine, with any number of threads. Because the unit is a
/// power of two, the parts as decimal fractions in JSON add up exactly as well: a score is the sum of its contributions
/// to the last bit.
public struct Points: Sendable, Hashable, Comparable {
  /// The number of points.
  public let count: Int32

  public init(_ count: Int32) { self.count = count }

  /// How many points make a score of 1.
  public static let perScore = 1 << 20

  /// The share of a whole score, 0…1. Exact.
  public var share: Double { Double(count) / Double(Self.perScore) }

  public static let zero = Points(0)

  public static func + (left: Self, right: Self) -> Self { Points(left.count + right.count) }

  public static func < (left: Self, right: Self) -> Bool { left.count < right.count }
}
