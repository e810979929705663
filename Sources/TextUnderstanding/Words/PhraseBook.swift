/// The phrases of one language, compiled for matching: words, prefixes, classes and patterns in one place.
///
/// Phrases are added once, with a payload each; a `PhraseMatcher` then finds them in texts.
struct PhraseBook: Sendable {
  private(set) var alphabet: PhraseAlphabet
  /// The phrases of the classes; the payload is the class.
  private(set) var classPhrases = PhraseTrie()
  /// The phrases themselves.
  private(set) var phrases = PhraseTrie(capacity: 1 << 15)
  /// Words that a gap never covers, by number.
  private(set) var gapBarriers: Set<Int> = []

  /// An empty book that knows the names of the classes.
  init(classes names: some Sequence<String>) {
    alphabet = PhraseAlphabet(classes: names)
  }

  /// Adds the phrases of the list `field` in the file at `path`, which end in `payload`.
  mutating func insert(_ patterns: [String], payload: Int, field: String, path: String) throws(TextError) {
    for pattern in patterns {
      do {
        try alphabet.insert(pattern, into: &phrases, payload: payload)
      } catch {
        throw .invalidPattern(path: path, field: field, pattern: pattern, expected: error.expected)
      }
    }
  }

  /// Adds the phrases of the class `name` in the file at `path`.
  mutating func insert(_ patterns: [String], intoClass name: String, path: String) throws(TextError) {
    guard let index = alphabet.classIndex(name) else { return }
    for pattern in patterns {
      do {
        try alphabet.insert(pattern, into: &classPhrases, payload: index)
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

  /// Adds `word` without a phrase, so that it counts as known, and tells its number.
  @discardableResult
  mutating func insert(word: String) -> Int { alphabet.insert(word: word) }
}
