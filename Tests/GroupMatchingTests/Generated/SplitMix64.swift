/// A generator of pseudo-random numbers with a seed, so that a failing case can be run again.
///
/// - SeeAlso: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension SplitMix64 {
  /// True with a probability.
  mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }

  /// A whole number of a range.
  mutating func number(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// A number of a range.
  mutating func number(in range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }

  /// One element of a list that is not empty.
  mutating func pick<Element>(_ items: [Element]) -> Element { items[number(in: 0...items.count - 1)] }

  /// A value with a probability, else `nil`.
  mutating func maybe<Value>(_ probability: Double, _ make: (inout SplitMix64) -> Value?) -> Value? {
    chance(probability) ? make(&self) : nil
  }

  /// Distinct elements of a list, as many as a number of the range says, in any order.
  mutating func some<Element>(_ count: ClosedRange<Int>, of items: [Element]) -> [Element] {
    let wanted = number(in: count)
    return Array(items.shuffled(using: &self).prefix(wanted))
  }
}
