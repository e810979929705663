/// What the tokens of a text are to a phrase book: its words, prefixes and numbers.
struct TokenLexemes: Sendable {
  private struct Entry: Sendable {
    let symbol: PhraseSymbol
    let end: Int32
  }

  private var entries: [Entry] = []
  private var ranges: [Range<Int>] = []
  private var barriers: [Bool] = []
  /// The word of the book that each token is, misspellings aside.
  private var exactWords: [Int?] = []
  /// The values of the numbers that begin at a token, by token.
  private(set) var numbers: [Int: NumberWords.Number] = [:]

  /// Looks up every token of `text`.
  ///
  /// - Parameter isKnown: whether a word is one that people spell so, and therefore no misspelling.
  init(
    _ text: NormalizedText, book: PhraseBook, spelling: SpellingTolerance, numbers numberWords: NumberWords,
    isKnown: (UnsafeBufferPointer<UInt8>) -> Bool
  ) {
    var numberEnd = 0
    for position in text.tokens.indices {
      let first = entries.count
      let token = text.tokens[position]
      let exact = text.withBytes(token.word) { book.alphabet.words.index(of: $0) }
      exactWords.append(exact)
      barriers.append(exact.map(book.gapBarriers.contains) ?? false)
      add(exact, position)
      if exact == nil, let stem = token.stem {
        add(text.withBytes(stem) { book.alphabet.words.index(of: $0) }, position)
      }
      text.withBytes(token.word) { word in
        book.alphabet.prefixes.forEachPrefix(of: word) { append(.prefix($0), position) }
        if exact == nil, entries.count == first, !isKnown(word) {
          spelling.corrections(of: word) { append($0, position) }
        }
      }
      if position >= numberEnd, let number = numberWords.number(at: position, of: text) {
        numbers[position] = number
        numberEnd = number.end
        entries.append(Entry(symbol: .number, end: Int32(number.end)))
      }
      ranges.append(first..<entries.count)
    }
  }

  /// The symbols that begin at `position`, each with the position after it.
  func symbols(at position: Int) -> some Sequence<(PhraseSymbol, Int)> {
    entries[ranges[position]].lazy.map { ($0.symbol, Int($0.end)) }
  }

  /// Whether no gap covers the token at `position`.
  func isGapBarrier(_ position: Int) -> Bool { barriers[position] }

  /// The index in the book's words of the token at `position`, or nil.
  func word(at position: Int) -> Int? { exactWords[position] }

  private mutating func add(_ word: Int?, _ position: Int) {
    if let word { append(.word(word), position) }
  }

  private mutating func append(_ symbol: PhraseSymbol, _ position: Int) {
    entries.append(Entry(symbol: symbol, end: Int32(position + 1)))
  }
}
