/// Finds signals of danger in texts by rules over phrases, in all languages at once.
///
/// Likeness never decides a crisis: the rules are phrases that people wrote down, tuned to miss little. Negation, the
/// past and other persons make a signal less pressing but do not silence it; only a plain denial of the very words
/// does.
public struct CrisisRules: Sendable {
  private let ruleSets: [CrisisRuleSet]
  private let tokenizer: WordPieceTokenizer?

  /// The languages that there are rules for, by code, sorted.
  public var languages: [String] { ruleSets.map(\.language) }

  /// Reads the rules in `folder`: one JSON file a language, named by its code.
  ///
  /// - Parameter tokenizer: whose vocabulary tells a word from a misspelling.
  /// - Throws: `TextError`.
  public init(folder: String, tokenizer: WordPieceTokenizer?) throws(TextError) {
    var ruleSets: [CrisisRuleSet] = []
    for name in try JSONFile.names(in: folder) where JSONFile.isLanguage(name) {
      let path = "\(folder)/\(name).json"
      ruleSets.append(try CrisisRuleSet(JSONFile.read(CrisisFile.self, at: path), path: path))
    }
    self.ruleSets = ruleSets
    self.tokenizer = tokenizer
  }

  /// The signals in `text`, the most pressing first, then in the order of the text.
  ///
  /// - Complexity: O(words × phrases that agree so far).
  public func signals(in text: String) -> [CrisisSignal] {
    let normalized = NormalizedText(text)
    guard !normalized.tokens.isEmpty else { return [] }
    let signals = ruleSets.flatMap { rules in rules.signals(in: normalized) { isKnown($0) } }
    return signals.sorted {
      ($1.level, $0.quote.utf8Range.lowerBound, $0.kind.rawValue, $0.language)
        < ($0.level, $1.quote.utf8Range.lowerBound, $1.kind.rawValue, $1.language)
    }
  }

  private func isKnown(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    tokenizer?.isWord(word) ?? false || ruleSets.contains { $0.matcher.book.words.index(of: word) != nil }
  }
}
