/// A set of small numbers, a bit each: positions in a text, words of a book.
///
/// The first 64 live in the set itself. Most needs have no more words than that, so that a set of positions allocates
/// nothing, and a reading holds a dozen of them.
struct BitSet: Sendable, Equatable {
  private var low: UInt64 = 0
  private var rest: [UInt64] = []

  /// The set of `numbers`, none of them negative.
  init(_ numbers: some Sequence<Int> = []) {
    for number in numbers { insert(number) }
  }

  /// Whether `number` is in the set; no negative one is.
  @inline(__always)
  func contains(_ number: Int) -> Bool {
    if UInt(bitPattern: number) < 64 { return low >> UInt64(number) & 1 == 1 }
    return restContains(number)
  }

  private func restContains(_ number: Int) -> Bool {
    let word = number >> 6 - 1
    return number >= 0 && word < rest.count && rest[word] >> UInt64(number & 63) & 1 == 1
  }

  /// Adds `number`, which is not negative.
  mutating func insert(_ number: Int) {
    guard number >= 64 else { return low |= 1 << UInt64(number) }
    let word = number >> 6 - 1
    while rest.count <= word { rest.append(0) }
    rest[word] |= 1 << UInt64(number & 63)
  }

  mutating func formUnion(_ numbers: Range<Int>) {
    for number in numbers { insert(number) }
  }

  mutating func subtract(_ other: BitSet) {
    low &= ~other.low
    for word in 0..<min(rest.count, other.rest.count) { rest[word] &= ~other.rest[word] }
  }

  /// Whether one of `numbers` is in the set.
  func holdsAny(of numbers: Range<Int>) -> Bool { numbers.contains { contains($0) } }
}
