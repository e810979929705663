/// A text as the phrase matcher reads it: lower-case words without accents, each with the place it came from.
///
/// Letters and digits make words; an apostrophe inside a word vanishes ("don't" → "dont"); everything else, emoji
/// included, parts words. Commas end a clause; full stops, question and exclamation marks, semicolons and new
/// lines end a clause and a sentence.
struct NormalizedText: Sendable {
  /// A word of the text.
  struct Token: Sendable, Equatable {
    /// Where the normalised word stands in `bytes`.
    let word: Range<Int>
    /// The word without the s of a possessive ("dad's") or of what may be a plural; else nil.
    let stem: Range<Int>?
    /// The word's hash: a dozen tables are asked for each word.
    let hash: UInt64
    /// Where the word stands in the UTF-8 of the original text.
    let source: Range<Int>
    /// Counts the clauses from the start of the text.
    let clause: Int
    /// Counts the sentences from the start of the text.
    let sentence: Int
  }

  /// The words, in order.
  let tokens: [Token]
  /// The UTF-8 of the normalised words, one after the other.
  let bytes: [UInt8]
  /// The text as it was written.
  let original: String

  /// Normalises `text`.
  ///
  /// - Complexity: O(length).
  init(_ text: String) {
    var builder = TokenBuilder(capacity: text.utf8.count)
    for scalar in text.unicodeScalars { builder.add(scalar) }
    builder.endWord()
    tokens = builder.tokens
    bytes = builder.bytes
    original = text
  }

  /// Calls `body` with the bytes of `range`.
  @inline(__always)
  func withBytes<Result>(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Calls `body` with the word of `token`, whose hash is known.
  @inline(__always)
  func withWord<Result>(_ token: Token, _ body: (HashedWord) -> Result) -> Result {
    withBytes(token.word) { body(HashedWord($0, hash: token.hash)) }
  }

  /// The normalised word at `index`.
  func word(at index: Int) -> String { String(decoding: bytes[tokens[index].word], as: UTF8.self) }

  /// Whether two tokens stand in one clause.
  func isSameClause(_ first: Int, _ second: Int) -> Bool {
    first < tokens.count && second < tokens.count && tokens[first].clause == tokens[second].clause
  }

  /// Whether two tokens stand in one sentence.
  func isSameSentence(_ first: Int, _ second: Int) -> Bool {
    first < tokens.count && second < tokens.count && tokens[first].sentence == tokens[second].sentence
  }

  /// The tokens of the clause that `position` stands in.
  func clause(of position: Int) -> Range<Int> {
    var start = position
    var end = position + 1
    while start > 0, isSameClause(start - 1, position) { start -= 1 }
    while end < tokens.count, isSameClause(end, position) { end += 1 }
    return start..<end
  }

  /// All normalised words, parted by spaces.
  var words: String { tokens.indices.map(word(at:)).joined(separator: " ") }

  /// The words of `range` as the person wrote them, with what stands between them.
  func quote(_ range: Range<Int>) -> Quote {
    let bounds = tokens[range.lowerBound].source.lowerBound..<tokens[range.upperBound - 1].source.upperBound
    let utf8 = original.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: bounds.lowerBound)
    let end = utf8.index(start, offsetBy: bounds.count)
    return Quote(text: String(original[start..<end]), utf8Range: bounds)
  }
}

/// Gathers scalars into tokens.
private struct TokenBuilder {
  private(set) var tokens: [NormalizedText.Token] = []
  private(set) var bytes: [UInt8] = []

  /// Where the next scalar stands in the UTF-8 of the text.
  private var offset = 0
  private var wordStart = 0
  private var sourceStart = 0
  private var sourceEnd = 0
  /// Where an apostrophe vanished from the word, in `bytes`.
  private var apostrophe: Int?
  /// An apostrophe was met; the word goes on only if a letter follows.
  private var isApostrophePending = false
  private var clause = 0
  private var sentence = 0
  private var boundary = Boundary.none
  /// A point or comma stood right after a digit; no boundary if a digit follows at once.
  private var isDecimalPending = false

  private enum Boundary: Int { case none, clause, sentence }

  private static let shortestPlural = 4

  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
    tokens.reserveCapacity(capacity / 4)
  }

  mutating func add(_ scalar: Unicode.Scalar) {
    let width = Unicode.UTF8.width(scalar)
    switch NormalClass(scalar) {
    case .letter: addLetter(scalar, width: width)
    case .ignored: break
    case .apostrophe: addApostrophe()
    case .comma: addBoundary(.clause)
    case .stop: addBoundary(.sentence)
    case .other:
      endWord()
      isDecimalPending = false
    }
    offset += width
  }

  private mutating func addLetter(_ scalar: Unicode.Scalar, width: Int) {
    let mark = bytes.count
    ScalarFolding.fold(scalar) { bytes.append(utf8: $0) }
    if bytes.count > mark, mark == wordStart {
      startWord(isDigit: isDigit(bytes[mark]))
    } else if isApostrophePending {
      apostrophe = mark
    }
    isApostrophePending = false
    if bytes.count > wordStart { sourceEnd = offset + width }
  }

  private mutating func startWord(isDigit: Bool) {
    sourceStart = offset
    if boundary != .none, !(isDecimalPending && isDigit), !tokens.isEmpty {
      clause += 1
      if boundary == .sentence { sentence += 1 }
    }
    boundary = .none
    isDecimalPending = false
  }

  private mutating func addApostrophe() {
    isDecimalPending = false
    if isApostrophePending || bytes.count == wordStart {
      endWord()
    } else {
      isApostrophePending = true
    }
  }

  private mutating func addBoundary(_ kind: Boundary) {
    isDecimalPending = bytes.count > wordStart && isDigit(bytes[bytes.count - 1])
    endWord()
    if kind.rawValue > boundary.rawValue { boundary = kind }
  }

  mutating func endWord() {
    defer {
      wordStart = bytes.count
      apostrophe = nil
      isApostrophePending = false
    }
    guard bytes.count > wordStart else { return }
    let word = wordStart..<bytes.count
    tokens.append(
      NormalizedText.Token(
        word: word, stem: hasStem(word) ? word.lowerBound..<word.upperBound - 1 : nil, hash: hash(of: word),
        source: sourceStart..<sourceEnd, clause: clause, sentence: sentence))
  }

  private func hash(of word: Range<Int>) -> UInt64 {
    bytes.withUnsafeBufferPointer { HashedWord(UnsafeBufferPointer(rebasing: $0[word])).hash }
  }

  /// Whether the word ends in an s after an apostrophe, or in one that may mark a plural.
  private func hasStem(_ word: Range<Int>) -> Bool {
    guard bytes[word.upperBound - 1] == UInt8(ascii: "s") else { return false }
    if apostrophe == word.upperBound - 1 { return true }
    return word.count >= Self.shortestPlural && !"siu".utf8.contains(bytes[word.upperBound - 2])
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}

/// What a scalar is to the normaliser.
private enum NormalClass: Sendable {
  case letter, ignored, apostrophe, comma, stop, other

  init(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": self = .letter
    case " ": self = .other
    default: self = scalar.value < 0x80 ? Self.ascii[Int(scalar.value)] : Self.classify(scalar)
    }
  }

  private static let ascii = (0..<128).map { classify(Unicode.Scalar(UInt8($0))) }

  private static func classify(_ scalar: Unicode.Scalar) -> NormalClass {
    switch scalar {
    case "'", "\u{2018}", "\u{2019}", "\u{02BC}", "\u{FF07}", "`", "\u{00B4}": return .apostrophe
    case ",", "\u{060C}", "\u{3001}", "\u{FF0C}": return .comma
    case ".", "!", "?", ";", "\n", "\r", "\u{2026}", "\u{00A1}", "\u{00BF}", "\u{2028}", "\u{2029}", "\u{061F}",
      "\u{3002}", "\u{FF01}", "\u{FF1F}":
      return .stop
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
      return .letter
    case .format, .enclosingMark:
      return .ignored
    default:
      return .other
    }
  }
}
