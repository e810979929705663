/// The language that a text is written in, as far as its small words tell.
public enum LanguageGuess: Sendable, Hashable {
  /// A language that is read: there is a lexicon for it.
  case read(code: String)
  /// A language that is not read; the code where it is known which.
  case other(code: String?)
  /// Too few words to tell.
  case undecided

  /// The ISO 639 code, or nil.
  public var code: String? {
    switch self {
    case .read(let code): code
    case .other(let code): code
    case .undecided: nil
    }
  }
}

/// Tells languages apart by their function words.
///
/// A word counts for each language that has it, the less the more languages share it. A text mostly in a script
/// other than the Latin one is in another language.
public struct LanguageDetector: Sendable {
  /// The evidence, in words of one language alone, without which nothing is said.
  static let leastEvidence = 1.0
  /// How many times the evidence of the second the first must have.
  static let leastLead = 1.25

  /// The first byte of the UTF-8 of the last letters of the Latin blocks, which end at U+024F: C9 8F.
  private static let lastLatinLead: UInt8 = 0xC9

  private let codes: [String]
  private let words: ByteStringTable
  /// A bit a language, by word.
  private let languages: [UInt64]
  private let readable: Set<String>

  /// - Parameters:
  ///   - functionWords: by language code; 64 languages or fewer.
  ///   - readable: the codes of the languages that there is a lexicon for.
  init(_ functionWords: [String: FunctionWords], readable: Set<String>) {
    codes = Array(functionWords.keys.sorted().prefix(64))
    var words = ByteStringTable(capacity: 2048)
    var languages: [UInt64] = []
    for (bit, code) in codes.enumerated() {
      for word in functionWords[code]?.functionWords ?? [] {
        let index = words.insert(word)
        if index == languages.count { languages.append(0) }
        languages[index] |= 1 << UInt64(bit)
      }
    }
    self.words = words
    self.languages = languages
    self.readable = readable
  }

  /// The language of `text`.
  ///
  /// - Complexity: O(length).
  public func guess(_ text: String) -> LanguageGuess { guess(NormalizedText(text)) }

  func guess(_ text: NormalizedText) -> LanguageGuess {
    guard !isForeignScript(text) else { return .other(code: nil) }
    let evidence = evidence(in: text)
    guard let best = evidence.indices.max(by: { evidence[$0] < evidence[$1] }), evidence[best] >= Self.leastEvidence
    else { return .undecided }
    let second = evidence.indices.filter { $0 != best }.map { evidence[$0] }.max() ?? 0
    guard evidence[best] >= second * Self.leastLead else { return .undecided }
    return readable.contains(codes[best]) ? .read(code: codes[best]) : .other(code: codes[best])
  }

  private func evidence(in text: NormalizedText) -> [Double] {
    var evidence = [Double](repeating: 0, count: codes.count)
    for token in text.tokens {
      guard let index = text.withWord(token, { words.index(of: $0) }) else { continue }
      let share = 1 / Double(languages[index].nonzeroBitCount)
      var left = languages[index]
      while left != 0 {
        evidence[left.trailingZeroBitCount] += share
        left &= left - 1
      }
    }
    return evidence
  }

  /// Whether most letters are beyond the Latin blocks.
  private func isForeignScript(_ text: NormalizedText) -> Bool {
    var latin = 0
    var foreign = 0
    for index in text.bytes.indices {
      switch text.bytes[index] {
      case 0x80..<0xC0: break  // goes on with a letter counted before
      case 0..<Self.lastLatinLead: latin += 1
      case Self.lastLatinLead where text.bytes[index + 1] < 0x90: latin += 1
      default: foreign += 1
      }
    }
    return foreign > latin
  }
}
