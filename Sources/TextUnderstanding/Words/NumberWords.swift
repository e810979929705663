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

  private let values: [String: Int]
  private let joiners: Set<String>

  /// - Parameters:
  ///   - values: from a normalised word to its number.
  ///   - joiners: words between tens and units ("treinta y dos").
  init(values: [String: Int] = [:], joiners: Set<String> = []) {
    self.values = values
    self.joiners = joiners
  }

  /// The number that begins at `position`, or nil.
  func number(at position: Int, of text: NormalizedText) -> Number? {
    if let value = text.withBytes(text.tokens[position].word, Self.digits) {
      return Number(value: value, end: position + 1)
    }
    guard !values.isEmpty, let value = values[text.word(at: position)] else { return nil }
    guard value >= 20, value % 10 == 0 else { return Number(value: value, end: position + 1) }
    var next = position + 1
    if next < text.tokens.count, joiners.contains(text.word(at: next)) { next += 1 }
    guard next < text.tokens.count, let unit = values[text.word(at: next)], (1...9).contains(unit),
      text.tokens[next].clause == text.tokens[position].clause
    else { return Number(value: value, end: position + 1) }
    return Number(value: value + unit, end: next + 1)
  }

  /// The number that `word` starts with, if at most a short suffix follows.
  private static func digits(_ word: UnsafeBufferPointer<UInt8>) -> Int? {
    let zero = UInt8(ascii: "0")
    let digits = word.prefix { $0 >= zero && $0 <= zero + 9 }
    guard !digits.isEmpty, digits.count <= longestNumber, word.count - digits.count <= longestSuffix else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - zero) }
  }
}
