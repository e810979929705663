/// The phrases of one language, compiled for matching: words, prefixes, classes and patterns in one place.
///
/// Phrases are added once, with a payload each; a `PhraseMatcher` then finds them in texts.
struct PhraseBook: Sendable {
  /// Every whole word that a phrase names.
  private(set) var words = ByteStringTable(capacity: 4096)
  /// Every prefix that a phrase names.
  private(set) var prefixes = ByteStringTable(capacity: 512)
  /// The phrases of the classes; the payload is the class.
  private(set) var classPhrases = PhraseTrie()
  /// The phrases themselves.
  private(set) var phrases = PhraseTrie()
  /// Words that a gap never covers, by index in `words`.
  private(set) var gapBarriers: Set<Int> = []

  private var classes: [String: Int]

  /// An empty book that knows the names of the classes.
  init(classes names: some Sequence<String>) {
    classes = [:]
    for name in names.sorted() { classes[name] = classes.count }
  }

  /// Adds a phrase that ends in `payload`.
  mutating func insert(_ pattern: String, payload: Int) throws(PatternFault) {
    for sequence in try PhrasePattern(pattern).sequences {
      phrases.insert(try symbols(of: sequence), payload: payload)
    }
  }

  /// Adds a phrase of the class `name`.
  mutating func insert(_ pattern: String, intoClass name: String) throws(PatternFault) {
    let phraseClass = try classIndex(name)
    for sequence in try PhrasePattern(pattern).sequences {
      classPhrases.insert(try symbols(of: sequence), payload: phraseClass)
    }
  }

  /// Adds the phrases of the list `field` in the file at `path`, which end in `payload`.
  mutating func insert(_ patterns: [String], payload: Int, field: String, path: String) throws(TextError) {
    for pattern in patterns {
      do {
        try insert(pattern, payload: payload)
      } catch {
        throw .invalidPattern(path: path, field: field, pattern: pattern, expected: error.expected)
      }
    }
  }

  /// Adds the phrases of the class `name` in the file at `path`.
  mutating func insert(_ patterns: [String], intoClass name: String, path: String) throws(TextError) {
    for pattern in patterns {
      do {
        try insert(pattern, intoClass: name)
      } catch {
        throw .invalidPattern(path: path, field: "classes.\(name)", pattern: pattern, expected: error.expected)
      }
    }
  }

  /// Keeps gaps from covering those of `phrases` that are single words.
  mutating func insert(gapBarriers phrases: [String]) {
    for phrase in phrases where !phrase.contains(where: { " *<(~#".contains($0) }) {
      gapBarriers.insert(insert(word: phrase))
    }
  }

  /// Adds `word` without a phrase, so that it counts as known, and tells its index in `words`.
  @discardableResult
  mutating func insert(word: String) -> Int { words.insert(Array(word.utf8)) }

  private mutating func symbols(of sequence: [PhrasePattern.Item]) throws(PatternFault) -> [PhraseSymbol?] {
    var symbols: [PhraseSymbol?] = []
    for item in sequence {
      switch item {
      case .word(let word): symbols.append(.word(insert(word: word)))
      case .prefix(let prefix): symbols.append(.prefix(prefixes.insert(Array(prefix.utf8))))
      case .phraseClass(let name): symbols.append(.phraseClass(try classIndex(name)))
      case .number: symbols.append(.number)
      case .gap: symbols.append(nil)
      }
    }
    return symbols
  }

  private func classIndex(_ name: String) throws(PatternFault) -> Int {
    guard let index = classes[name] else {
      throw PatternFault(expected: "one of the classes \(classes.keys.sorted().joined(separator: ", ")) for '<\(name)>'")
    }
    return index
  }
}
