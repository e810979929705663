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
  /// The groups met, each with its number.
  private var groups: [[[PhrasePattern.Item]]: Int] = [:]

  /// An empty book that knows the names of the classes.
  init(classes names: some Sequence<String>) {
    classes = [:]
    for name in names.sorted() { classes[name] = classes.count }
  }

  /// Adds a phrase that ends in `payload`.
  mutating func insert(_ pattern: String, payload: Int) throws(PatternFault) {
    phrases.insert(try compiled(PhrasePattern(pattern).items), payload: payload)
  }

  /// Adds a phrase of the class `name`.
  mutating func insert(_ pattern: String, intoClass name: String) throws(PatternFault) {
    let phraseClass = try classIndex(name)
    classPhrases.insert(try compiled(PhrasePattern(pattern).items), payload: phraseClass)
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

  private mutating func compiled(_ items: [PhrasePattern.Item]) throws(PatternFault) -> [CompiledItem] {
    var compiled: [CompiledItem] = []
    for item in items { compiled.append(try self.compiled(item)) }
    return compiled
  }

  private mutating func compiled(_ item: PhrasePattern.Item) throws(PatternFault) -> CompiledItem {
    switch item {
    case .word(let word): return .symbol(.word(insert(word: word)))
    case .prefix(let prefix): return .symbol(.prefix(prefixes.insert(Array(prefix.utf8))))
    case .phraseClass(let name): return .symbol(.phraseClass(try classIndex(name)))
    case .number: return .symbol(.number)
    case .gap: return .gap
    case .group(let alternatives):
      var sequences: [[CompiledItem]] = []
      for alternative in alternatives { sequences.append(try compiled(alternative)) }
      let index = groups[alternatives] ?? groups.count
      groups[alternatives] = index
      return .group(.group(index), sequences)
    }
  }

  private func classIndex(_ name: String) throws(PatternFault) -> Int {
    guard let index = classes[name] else {
      throw PatternFault(expected: "one of the classes \(classes.keys.sorted().joined(separator: ", ")) for '<\(name)>'")
    }
    return index
  }
}
