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
    /// Which letters the word has.
    let letterSet: UInt32
    let letters: Int32
    /// Where the word stands in `folded`, its doubled letters folded into one.
    let start: Int32
    let end: Int32
  }

  private var words: [Candidate] = []
  private var prefixes: [Candidate] = []
  private var folded: [UInt8] = []

  /// A tolerance over the words and prefixes of `book`.
  init(_ book: PhraseBook) {
    let alphabet = book.alphabet
    for index in 0..<alphabet.words.count where alphabet.words[index].count >= Self.mediumWord {
      words.append(candidate(alphabet.words[index], .word(index)))
    }
    for index in 0..<alphabet.prefixes.count where alphabet.prefixes[index].count >= Self.longPrefix {
      prefixes.append(candidate(alphabet.prefixes[index], .prefix(index)))
    }
  }

  private mutating func candidate(_ word: ArraySlice<UInt8>, _ symbol: PhraseSymbol) -> Candidate {
    let start = folded.count
    for byte in word where folded.count == start || folded[folded.count - 1] != byte { folded.append(byte) }
    return Candidate(
      symbol: symbol, letterSet: Self.letterSet(folded[start...]), letters: Int32(word.count), start: Int32(start),
      end: Int32(folded.count))
  }

  /// Calls `body` with the symbol of each word, and each prefix, that `word` may be a misspelling of.
  ///
  /// - Complexity: O(words of the book), a nanosecond or so each: most are dismissed by the letters they have.
  func corrections(of word: UnsafeBufferPointer<UInt8>, _ body: (PhraseSymbol) -> Void) {
    guard word.count >= Self.mediumWord else { return }
    let written = Self.foldingDoubles(word)[...]
    let letterSet = Self.letterSet(written)
    for candidate in words {
      // An edit changes two letters at most: one taken away, one added.
      guard (candidate.letterSet ^ letterSet).nonzeroBitCount <= 2,
        abs(Int(candidate.end - candidate.start) - written.count) <= 1
      else { continue }
      let allowed = max(word.count, Int(candidate.letters)) >= Self.longWord ? 1 : 0
      if Self.isNear(written, letters(of: candidate), edits: allowed) { body(candidate.symbol) }
    }
    guard word.count >= Self.longWord else { return }
    for candidate in prefixes where (candidate.letterSet & ~letterSet).nonzeroBitCount <= 1 {
      guard written.count >= Int(candidate.end - candidate.start) else { continue }
      if startsNear(written, letters(of: candidate)) { body(candidate.symbol) }
    }
  }

  private func letters(of candidate: Candidate) -> ArraySlice<UInt8> {
    folded[Int(candidate.start)..<Int(candidate.end)]
  }

  /// Whether `word` starts with `prefix` but for one edit.
  private func startsNear(_ word: ArraySlice<UInt8>, _ prefix: ArraySlice<UInt8>) -> Bool {
    let lengths = (prefix.count - 1)...min(word.count, prefix.count + 1)
    return lengths.contains { Self.isNear(word.prefix($0), prefix, edits: 1) }
  }

  /// A bit for each letter that occurs; bytes beyond the alphabet share bits.
  private static func letterSet(_ word: ArraySlice<UInt8>) -> UInt32 {
    word.reduce(0) { $0 | 1 << UInt32($1 & 31) }
  }

  private static func foldingDoubles(_ word: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    word.reduce(into: []) { folded, byte in
      if folded.last != byte { folded.append(byte) }
    }
  }

  /// Whether `first` becomes `second` with at most `edits` (0 or 1) edits.
  ///
  /// - SeeAlso: Damerau, "A Technique for Computer Detection and Correction of Spelling Errors", 1964.
  static func isNear(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>, edits: Int) -> Bool {
    guard abs(first.count - second.count) <= edits else { return false }
    var common = 0
    while common < min(first.count, second.count),
      first[first.startIndex + common] == second[second.startIndex + common]
    {
      common += 1
    }
    let left = first.dropFirst(common)
    let right = second.dropFirst(common)
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) <= edits }
    guard edits > 0 else { return false }
    if left.count > right.count { return left.dropFirst().elementsEqual(right) }
    if left.count < right.count { return right.dropFirst().elementsEqual(left) }
    if left.dropFirst().elementsEqual(right.dropFirst()) { return true }
    return left.dropFirst(2).elementsEqual(right.dropFirst(2))
      && left.prefix(2).elementsEqual(right.prefix(2).reversed())
  }
}
