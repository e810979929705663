/// A phrase found in a text.
struct PhraseMatch: Sendable, Hashable {
  /// What the phrase was added with.
  let payload: Int
  /// The tokens that it covers.
  let tokens: Range<Int>
}

/// Finds every phrase of a book in a text, in one pass over its tokens from last to first.
///
/// Each position gets the symbols that begin there: its word, the prefixes of it, a number, the words it may be a
/// misspelling of, and the classes whose phrases begin there. Walking the trie from a position then needs only the
/// symbols of later positions, which are complete. A phrase never leaves its sentence; a gap never leaves its clause
/// and never covers a negation.
struct PhraseMatcher: Sendable {
  let book: PhraseBook
  let spelling: SpellingTolerance
  let numbers: NumberWords

  /// All matches, overlapping ones included, in a fixed order, without repetition.
  ///
  /// - Complexity: O(tokens × states), where the states are the phrases that agree with the text so far.
  func matches(in text: NormalizedText, lexemes: TokenLexemes) -> [PhraseMatch] {
    var pass = MatchingPass(book: book, text: text, lexemes: lexemes)
    for position in text.tokens.indices.reversed() { pass.visit(position) }
    return pass.found.sorted {
      ($0.tokens.lowerBound, $0.tokens.upperBound, $0.payload)
        < ($1.tokens.lowerBound, $1.tokens.upperBound, $1.payload)
    }.withoutRepetition
  }

  /// What each token of `text` is to the book.
  func lexemes(of text: NormalizedText, isKnown: (UnsafeBufferPointer<UInt8>) -> Bool) -> TokenLexemes {
    TokenLexemes(text, book: book, spelling: spelling, numbers: numbers, isKnown: isKnown)
  }
}

extension [PhraseMatch] {
  /// A sorted list with each element once.
  fileprivate var withoutRepetition: [PhraseMatch] {
    reduce(into: []) { kept, match in
      if kept.last != match { kept.append(match) }
    }
  }
}

/// The walk over one text.
private struct MatchingPass {
  let book: PhraseBook
  let text: NormalizedText
  let lexemes: TokenLexemes
  /// The matches of the positions visited; a phrase that is reached in two ways stands there twice.
  private(set) var found: [PhraseMatch] = []

  /// A symbol that begins at a position, and the position after it.
  private struct Step {
    let symbol: PhraseSymbol
    let end: Int
  }

  /// A node of a trie reached before a position.
  private struct State {
    let node: Int
    let position: Int
  }

  /// The symbols of all positions visited; those of one position are contiguous.
  private var steps: [Step] = []
  private var stepRanges: [Range<Int>]
  private var stack: [State] = []

  init(book: PhraseBook, text: NormalizedText, lexemes: TokenLexemes) {
    self.book = book
    self.text = text
    self.lexemes = lexemes
    stepRanges = Array(repeating: 0..<0, count: text.tokens.count)
    steps.reserveCapacity(text.tokens.count * 4)
  }

  mutating func visit(_ position: Int) {
    let first = steps.count
    for (symbol, end) in lexemes.symbols(at: position) where isWithinSentence(position, end) {
      steps.append(Step(symbol: symbol, end: end))
    }
    stepRanges[position] = first..<steps.count
    addClasses(at: position, from: first)
    var matches: [PhraseMatch] = []
    walk(book.phrases, from: position) { payload, end in
      matches.append(PhraseMatch(payload: payload, tokens: position..<end))
    }
    if !matches.isEmpty { found += matches }
  }

  /// Adds the classes that begin at `position`, again and again until none is new: a class may begin with another.
  private mutating func addClasses(at position: Int, from first: Int) {
    var isComplete = false
    while !isComplete {
      var new: [Step] = []
      walk(book.classPhrases, from: position) { payload, end in
        new.append(Step(symbol: .phraseClass(payload), end: end))
      }
      isComplete = true
      for step in new where !steps[first...].contains(where: { $0.symbol == step.symbol && $0.end == step.end }) {
        steps.append(step)
        isComplete = false
      }
      stepRanges[position] = first..<steps.count
    }
  }

  private mutating func walk(_ trie: PhraseTrie, from start: Int, found: (Int, Int) -> Void) {
    stack.append(State(node: PhraseTrie.root, position: start))
    while let state = stack.popLast() {
      trie.forEachPayload(at: state.node) { found($0, state.position) }
      trie.forEachPassage(from: state.node) { stack.append(State(node: $0, position: state.position)) }
      if state.position > start, let child = trie.gapChild(of: state.node) { enterGap(child, at: state.position) }
      guard state.position < text.tokens.count else { continue }
      guard isWithinSentence(start, state.position + 1) else { continue }
      for step in steps[stepRanges[state.position]] {
        if let child = trie.child(step.symbol, of: state.node) {
          stack.append(State(node: child, position: step.end))
        }
      }
    }
  }

  /// Enters the node after a gap at each position that the gap may reach.
  private mutating func enterGap(_ node: Int, at position: Int) {
    let clause = text.tokens[position - 1].clause
    for skipped in 0...PhraseAlphabet.longestGap {
      let next = position + skipped
      guard next < text.tokens.count, text.tokens[next].clause == clause else { return }
      if skipped > 0, lexemes.isGapBarrier(next - 1) { return }
      stack.append(State(node: node, position: next))
    }
  }

  private func isWithinSentence(_ start: Int, _ end: Int) -> Bool {
    text.tokens[start].sentence == text.tokens[end - 1].sentence
  }
}
