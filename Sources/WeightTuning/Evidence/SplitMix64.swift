/// A generator of pseudo-random numbers with a seed: resampling gives the same intervals in each run.
///
/// - SeeAlso: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// The bits of a number spread over all 64.
  static func mixed(_ number: UInt64) -> UInt64 {
    var mixed = number
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A place of a list that is not empty, by the high bits of one product: the bias is below 2⁻³² for lists that fit.
  @inline(__always)
  mutating func place(below count: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(count)).high) }

  /// A number of 0..<1.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }
}
