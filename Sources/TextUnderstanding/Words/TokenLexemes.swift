/// What the tokens of a text are to a phrase book: its words, prefixes and numbers.
struct TokenLexemes: Sendable {
  /// A symbol that begins at a token, and the position after it.
  struct Entry: Sendable {
    let symbol: PhraseSymbol
    let end: Int32
  }

  private struct Token: Sendable {
    /// Where its entries begin and end.
    let first: Int32
    let last: Int32
    /// The word of the book that it is, misspellings aside; −1 if it is none.
    let word: Int32
    let isGapBarrier: Bool
  }

  private var entries: [Entry] = []
  private var tokens: [Token] = []
  /// The values of the numbers that begin at a token, by token.
  private(set) var numbers: [Int: NumberWords.Number] = [:]

  /// Looks up every token of `text`.
  ///
  /// - Parameter isKnown: whether a word is one that people spell so, and therefore no misspelling.
  init(_ text: NormalizedText, matcher: PhraseMatcher, isKnown: (HashedWord) -> Bool) {
    tokens.reserveCapacity(text.tokens.count)
    entries.reserveCapacity(text.tokens.count * 2)
    var numberEnd = 0
    for position in text.tokens.indices {
      let first = entries.count
      let token = text.tokens[position]
      let exact = text.withWord(token) { matcher.words.index(of: $0) }
      add(exact, position)
      if exact == nil, let stem = token.stem {
        add(text.withBytes(stem) { matcher.words.index(of: $0) }, position)
      }
      text.withWord(token) { word in
        matcher.prefixes.forEachPrefix(of: word.bytes) { append(.prefix($0), position) }
        if exact == nil, entries.count == first, !isKnown(word) {
          matcher.spelling.corrections(of: word.bytes) { append($0, position) }
        }
      }
      if position >= numberEnd, let number = matcher.numbers.number(at: position, of: text) {
        numbers[position] = number
        numberEnd = number.end
        entries.append(Entry(symbol: .number, end: Int32(number.end)))
      }
      tokens.append(
        Token(
          first: Int32(first), last: Int32(entries.count), word: Int32(exact ?? -1),
          isGapBarrier: exact.map(matcher.gapBarriers.contains) ?? false))
    }
  }

  /// The symbols that begin at `position`.
  func entries(at position: Int) -> ArraySlice<Entry> {
    entries[Int(tokens[position].first)..<Int(tokens[position].last)]
  }

  /// Whether no gap covers the token at `position`.
  func isGapBarrier(_ position: Int) -> Bool { tokens[position].isGapBarrier }

  /// The index in the book's words of the token at `position`, or nil.
  func word(at position: Int) -> Int? {
    let word = tokens[position].word
    return word < 0 ? nil : Int(word)
  }

  private mutating func add(_ word: Int?, _ position: Int) {
    if let word { append(.word(word), position) }
  }

  private mutating func append(_ symbol: PhraseSymbol, _ position: Int) {
    entries.append(Entry(symbol: symbol, end: Int32(position + 1)))
  }
}
