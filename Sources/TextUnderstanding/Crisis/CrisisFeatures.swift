/// What the crisis classifier reads in a text, each feature as a 32-bit FNV-1a hash of its bytes.
///
/// | feature | bytes |
/// |---|---|
/// | one to three words in a row; `^` and `$` stand before and after the text | the words, parted by spaces |
/// | a group that a word belongs to | `@` and its number |
/// | two words up to five apart, whatever marks stand between; either may be one of its groups | both, parted by ` ~ ` |
/// | four or five bytes in a row of a word in `<` and `>` | `#` and the bytes |
///
/// Two plain words side by side are read as words in a row alone. A feature that occurs twice is told twice. Words are those
/// of `NormalizedText`, so that case, accents and the shape of quotes change nothing.
struct CrisisFeatures {
  private static let longestRun = 3
  private static let longestReach = 5
  private static let partLengths = 4...5

  let text: NormalizedText
  private let groups: WordGroups
  /// The groups of each token.
  private let memberships: [ArraySlice<Int32>]

  /// The features of `text`, whose words belong to `groups`.
  init(text: NormalizedText, groups: WordGroups) {
    self.text = text
    self.groups = groups
    memberships = text.tokens.map { token in text.withWord(token) { groups.groups(of: $0) } }
  }

  /// Calls `body` with each feature.
  ///
  /// - Complexity: O(length × the longest reach × the square of the groups of a word).
  func forEach(_ body: (UInt32) -> Void) {
    guard !text.tokens.isEmpty else { return }
    text.bytes.withUnsafeBufferPointer { bytes in
      runs(bytes, body)
      for position in text.tokens.indices {
        for group in memberships[position] { body(FeatureHash().adding(groups.names[Int(group)]).value) }
        pairs(of: position, bytes, body)
        parts(of: text.tokens[position].word, bytes, body)
      }
    }
  }

  private func runs(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (UInt32) -> Void) {
    let tokens = text.tokens.indices
    for start in -1...tokens.upperBound {
      var hash = FeatureHash()
      for position in start..<min(start + Self.longestRun, tokens.upperBound + 1) {
        if position > start { hash.add(" ") }
        if tokens.contains(position) {
          hash = hash.adding(bytes[text.tokens[position].word])
        } else {
          hash.add(position < 0 ? "^" : "$")
        }
        if position > start || tokens.contains(position) { body(hash.value) }
      }
    }
  }

  private func pairs(of first: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UInt32) -> Void) {
    var word = FeatureHash().adding(bytes[text.tokens[first].word])
    word.add(" ~ ")
    for second in text.tokens.indices.clamped(to: first + 1..<first + Self.longestReach + 1) {
      let right = bytes[text.tokens[second].word]
      if second > first + 1 { body(word.adding(right).value) }
      for group in memberships[second] { body(word.adding(groups.names[Int(group)]).value) }
      for left in memberships[first] {
        var other = FeatureHash().adding(groups.names[Int(left)])
        other.add(" ~ ")
        body(other.adding(right).value)
        for group in memberships[second] { body(other.adding(groups.names[Int(group)]).value) }
      }
    }
  }

  private func parts(of word: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UInt32) -> Void) {
    let framed = word.lowerBound - 1..<word.upperBound + 1
    for start in framed {
      var hash = FeatureHash()
      hash.add("#")
      for position in start..<min(start + Self.partLengths.upperBound, framed.upperBound) {
        if word.contains(position) {
          hash.add(bytes[position])
        } else {
          hash.add(position < word.lowerBound ? "<" : ">")
        }
        if Self.partLengths.contains(position - start + 1) { body(hash.value) }
      }
    }
  }
}

/// The 32-bit FNV-1a hash of the bytes added so far.
///
/// - SeeAlso: Fowler, Noll and Vo, "The FNV Non-Cryptographic Hash Algorithm".
private struct FeatureHash {
  private(set) var value: UInt32 = 0x811c_9dc5

  mutating func add(_ byte: UInt8) { value = (value ^ UInt32(byte)) &* 0x0100_0193 }

  mutating func add(_ mark: StaticString) {
    for byte in UnsafeBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount) { add(byte) }
  }

  func adding(_ bytes: some Sequence<UInt8>) -> FeatureHash {
    var hash = self
    for byte in bytes { hash.add(byte) }
    return hash
  }
}
