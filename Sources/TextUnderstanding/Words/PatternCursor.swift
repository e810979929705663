/// Reads the written form of a phrase pattern, token by token, over its UTF-8.
///
/// | written | stands for |
/// |---|---|
/// | `word` | this word |
/// | `word*` | any word that starts so; three letters or more before the star |
/// | `(a\|b c\|)` | one of the sequences; an empty one makes the group optional; groups may be nested |
/// | `<class>`, `<class>s` | any phrase of the class |
/// | `~` | zero to three words of the same clause |
/// | `#` | a number, in digits or words |
///
/// Words are normalised like text: accents, case and apostrophes do not matter, and a hyphen parts two words. A
/// possessive or a plural with s in a text counts as its stem too, unless a phrase names it as it stands.
struct PatternCursor {
  /// A token of a pattern; words and names as ranges of its bytes.
  enum Token: Equatable {
    case word(Range<Int>)
    case prefix(Range<Int>)
    /// Something that normalising may turn into several words.
    case text(Range<Int>)
    case phraseClass(Range<Int>)
    case gap, number, groupStart, alternative, groupEnd, end
  }

  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The next token.
  ///
  /// - Throws: `PatternFault` with what was expected.
  mutating func next() throws(PatternFault) -> Token {
    while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
    guard position < bytes.count else { return .end }
    let token = try read()
    if token != .groupStart, token != .alternative { try checkSeparation() }
    return token
  }

  private mutating func read() throws(PatternFault) -> Token {
    switch bytes[position] {
    case UInt8(ascii: "("): return advance(.groupStart)
    case UInt8(ascii: "|"): return advance(.alternative)
    case UInt8(ascii: ")"): return advance(.groupEnd)
    case UInt8(ascii: "~"): return advance(.gap)
    case UInt8(ascii: "#"): return advance(.number)
    case UInt8(ascii: "<"): return try phraseClass()
    case UInt8(ascii: ">"): throw PatternFault(expected: "a '<' before '>'")
    default: return try word()
    }
  }

  /// Where the group that starts at `start` ends, after its parenthesis; nil where it does not.
  func endOfGroup(from start: Int) -> Int? {
    var depth = 0
    for index in start..<bytes.count {
      if bytes[index] == UInt8(ascii: "(") { depth += 1 }
      if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
      if depth == 0 { return index + 1 }
    }
    return nil
  }

  /// The bytes of `range` as text.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private mutating func advance(_ token: Token) -> Token {
    position += 1
    return token
  }

  /// What follows a token must part it from the next.
  private func checkSeparation() throws(PatternFault) {
    guard position < bytes.count, !Self.isSeparator(bytes[position]) else { return }
    throw PatternFault(expected: "a space before '\(Character(Unicode.Scalar(bytes[position])))'")
  }

  private mutating func phraseClass() throws(PatternFault) -> Token {
    let start = position + 1
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: ">"), bytes[end] != UInt8(ascii: " ") { end += 1 }
    guard end > start, end < bytes.count, bytes[end] == UInt8(ascii: ">") else {
      throw PatternFault(expected: "a class's name and '>' after '<'")
    }
    position = end + 1
    skipPossessive()
    return .phraseClass(start..<end)
  }

  private mutating func skipPossessive() {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "s") else { return }
    if position + 1 == bytes.count || Self.isSeparator(bytes[position + 1]) { position += 1 }
  }

  private mutating func word() throws(PatternFault) -> Token {
    let start = position
    var isPlain = true
    while position < bytes.count, !Self.endsWord(bytes[position]) {
      isPlain = isPlain && Self.isPlain(bytes[position])
      position += 1
    }
    let word = start..<position
    let isPrefix = position < bytes.count && bytes[position] == UInt8(ascii: "*")
    guard isPrefix else { return isPlain ? .word(word) : .text(word) }
    position += 1
    guard isPlain, word.count >= PhraseAlphabet.shortestPrefix else {
      throw PatternFault(
        expected: "\(PhraseAlphabet.shortestPrefix) plain letters or more before the star of '\(text(word))*'")
    }
    return .prefix(word)
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "|") || byte == UInt8(ascii: ")")
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "|"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "~"), UInt8(ascii: "#"), UInt8(ascii: "*"):
      true
    default: false
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
  }
}

/// What a pattern that breaks the grammar should have had instead.
struct PatternFault: Error, Equatable {
  /// Completes "expected …".
  let expected: String
}
