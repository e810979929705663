/// Finds the words of a phrase book that a misspelt word may stand for.
///
/// Doubled letters count as one ("deppresed" is "depressed"), and in long words one edit more is allowed: a letter
/// missing, added or replaced, or two neighbours swapped.
struct SpellingTolerance: Sendable {
  /// The letters from which on a word may have an edit.
  static let longWord = 7
  /// The letters from which on a doubled letter may be missing or added.
  static let mediumWord = 5
  /// The letters from which on the start of a word may have an edit.
  static let longPrefix = 6

  private struct Candidate: Sendable {
    let symbol: PhraseSymbol
    let letters: Int
    /// The word with doubled letters folded into one.
    let folded: [UInt8]
  }

  private let words: [Candidate]
  private let prefixes: [Candidate]

  /// A tolerance over the words and prefixes of `book`.
  init(_ book: PhraseBook) {
    words = Self.candidates(book.words, atLeast: Self.mediumWord, PhraseSymbol.word)
    prefixes = Self.candidates(book.prefixes, atLeast: Self.longPrefix, PhraseSymbol.prefix)
  }

  /// Calls `body` with the symbol of each word, and each prefix, that `word` may be a misspelling of.
  ///
  /// - Complexity: O(words of the book); most are dismissed by their length or first letters.
  func corrections(of word: UnsafeBufferPointer<UInt8>, _ body: (PhraseSymbol) -> Void) {
    guard word.count >= Self.mediumWord else { return }
    let folded = Self.foldingDoubles(word)
    for candidate in words where abs(candidate.folded.count - folded.count) <= 1 {
      let allowed = max(word.count, candidate.letters) >= Self.longWord ? 1 : 0
      if Self.isNear(folded[...], candidate.folded[...], edits: allowed) { body(candidate.symbol) }
    }
    guard word.count >= Self.longWord else { return }
    for candidate in prefixes where folded.count >= candidate.folded.count {
      let lengths = max(1, candidate.folded.count - 1)...min(folded.count, candidate.folded.count + 1)
      if lengths.contains(where: { Self.isNear(folded[..<$0], candidate.folded[...], edits: 1) }) {
        body(candidate.symbol)
      }
    }
  }

  private static func candidates(
    _ table: ByteStringTable, atLeast letters: Int, _ symbol: (Int) -> PhraseSymbol
  ) -> [Candidate] {
    (0..<table.count).compactMap { index in
      let word = table[index]
      guard word.count >= letters else { return nil }
      return Candidate(symbol: symbol(index), letters: word.count, folded: foldingDoubles(word))
    }
  }

  static func foldingDoubles(_ word: some Collection<UInt8>) -> [UInt8] {
    word.reduce(into: []) { folded, byte in
      if folded.last != byte { folded.append(byte) }
    }
  }

  /// Whether `first` becomes `second` with at most `edits` (0 or 1) edits.
  ///
  /// - SeeAlso: Damerau, "A Technique for Computer Detection and Correction of Spelling Errors", 1964.
  static func isNear(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>, edits: Int) -> Bool {
    guard let difference = zip(first, second).enumerated().first(where: { $0.element.0 != $0.element.1 })?.offset else {
      return abs(first.count - second.count) <= edits
    }
    guard edits > 0, abs(first.count - second.count) <= edits else { return false }
    let left = first.dropFirst(difference)
    let right = second.dropFirst(difference)
    if left.count != right.count {
      return left.count > right.count
        ? left.dropFirst().elementsEqual(right) : right.dropFirst().elementsEqual(left)
    }
    if left.dropFirst().elementsEqual(right.dropFirst()) { return true }
    return left.dropFirst(2).elementsEqual(right.dropFirst(2))
      && left.prefix(2).elementsEqual(right.prefix(2).reversed())
  }
}
