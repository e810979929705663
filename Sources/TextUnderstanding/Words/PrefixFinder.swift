/// Finds the prefixes of a book that a word starts with.
///
/// Few words start like a prefix at all. A table by the first three letters tells which lengths are worth a look-up, most
/// often none.
struct PrefixFinder: Sendable {
  private let prefixes: ByteStringTable
  /// A bit for each length of the prefixes that start with these letters; the last stands for all that are longer.
  private var lengths: [UInt64]
  private static let start = PhraseAlphabet.shortestPrefix
  private static let lastBit = 63

  /// A finder over `prefixes`, all of `PhraseAlphabet.shortestPrefix` bytes or more.
  init(_ prefixes: ByteStringTable) {
    self.prefixes = prefixes
    var size = 256
    while size < prefixes.count * 4 { size *= 2 }
    lengths = [UInt64](repeating: 0, count: size)
    for index in 0..<prefixes.count {
      let prefix = prefixes[index]
      prefix.withUnsafeBufferPointer { lengths[slot(of: $0)] |= 1 << UInt64(min($0.count, Self.lastBit)) }
    }
  }

  /// Calls `body` with the index of every prefix that `word` starts with.
  ///
  /// - Complexity: O(length).
  @inline(__always)
  func forEachPrefix(of word: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void) {
    guard word.count >= Self.start else { return }
    let open = lengths[slot(of: word)]
    guard open != 0 else { return }
    var state = HashedWord.seed
    for length in 1...min(word.count, prefixes.longest) {
      state = HashedWord.extend(state, word[length - 1])
      guard open >> UInt64(min(length, Self.lastBit)) & 1 == 1 else { continue }
      let prefix = UnsafeBufferPointer(rebasing: word[..<length])
      if let index = prefixes.index(of: HashedWord(prefix, state: state)) { body(index) }
    }
  }

  /// Where the first letters of `word` belong.
  @inline(__always)
  private func slot(of word: UnsafeBufferPointer<UInt8>) -> Int {
    let letters = UInt32(word[0]) << 16 | UInt32(word[1]) << 8 | UInt32(word[2])
    return Int((letters &* 0x9e37_79b9) >> 12) & (lengths.count - 1)
  }
}
