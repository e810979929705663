/// Reads numbers, in digits or in the words of a language.
struct NumberWords: Sendable {
  /// A number in a text.
  struct Number: Sendable, Equatable {
    let value: Int
    /// The position after its last token.
    let end: Int
  }

  /// The letters that may follow the digits of an age at once: "34f", "28yo".
  private static let longestSuffix = 2
  private static let longestNumber = 6

  private var words = ByteStringTable()
  /// The numbers that `words` stand for.
  private var values: [Int] = []
  private var joiners = ByteStringTable()

  /// - Parameters:
  ///   - values: from a normalised word to its number.
  ///   - joiners: words between tens and units ("treinta y dos").
  init(values: [String: Int] = [:], joiners: Set<String> = []) {
    for (word, value) in values.sorted(by: { $0.key < $1.key }) where words.insert(word) == self.values.count {
      self.values.append(value)
    }
    for joiner in joiners.sorted() { self.joiners.insert(joiner) }
  }

  /// The number that begins at `position`, or nil.
  func number(at position: Int, of text: NormalizedText) -> Number? {
    if let value = text.withBytes(text.tokens[position].word, Self.digits) {
      return Number(value: value, end: position + 1)
    }
    guard let value = value(of: position, in: text) else { return nil }
    guard value >= 20, value % 10 == 0 else { return Number(value: value, end: position + 1) }
    var next = position + 1
    if next < text.tokens.count, isJoiner(next, in: text) { next += 1 }
    guard next < text.tokens.count, let unit = self.value(of: next, in: text), (1...9).contains(unit),
      text.tokens[next].clause == text.tokens[position].clause
    else { return Number(value: value, end: position + 1) }
    return Number(value: value + unit, end: next + 1)
  }

  private func value(of position: Int, in text: NormalizedText) -> Int? {
    text.withWord(text.tokens[position]) { words.index(of: $0) }.map { values[$0] }
  }

  private func isJoiner(_ position: Int, in text: NormalizedText) -> Bool {
    text.withWord(text.tokens[position]) { joiners.index(of: $0) } != nil
  }

  /// The number that `word` starts with, if at most a short suffix follows.
  private static func digits(_ word: UnsafeBufferPointer<UInt8>) -> Int? {
    let zero = UInt8(ascii: "0")
    guard let first = word.first, first >= zero, first <= zero + 9 else { return nil }
    let digits = word.prefix { $0 >= zero && $0 <= zero + 9 }
    guard digits.count <= longestNumber, word.count - digits.count <= longestSuffix else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - zero) }
  }
}
