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
/// misspelling of, and the classes whose phrases begin there. Walking the automaton from a position then needs only
/// the symbols of later positions, which are complete. A phrase never leaves its sentence; a gap never leaves its
/// clause and never covers a negation.
///
/// A class, so that each look-up in its tables takes one reference.
final class PhraseMatcher: Sendable {
  /// Every whole word that a phrase names.
  let words: ByteStringTable
  /// Every prefix that a phrase names.
  let prefixes: PrefixFinder
  /// Words that a gap never covers, by number.
  let gapBarriers: BitSet
  let spelling: SpellingTolerance
  let numbers: NumberWords
  fileprivate let classPhrases: PhraseAutomaton
  fileprivate let phrases: PhraseAutomaton

  /// A matcher of the phrases that are in `book` now.
  ///
  /// - Complexity: O(n log n) of the words of all phrases.
  init(book: PhraseBook, spelling: SpellingTolerance, numbers: NumberWords) {
    words = book.alphabet.words
    prefixes = PrefixFinder(book.alphabet.prefixes)
    gapBarriers = BitSet(book.gapBarriers)
    self.spelling = spelling
    self.numbers = numbers
    classPhrases = PhraseAutomaton(book.classPhrases)
    phrases = PhraseAutomaton(book.phrases)
  }

  /// All matches, overlapping ones included, in a fixed order, without repetition.
  ///
  /// - Complexity: O(tokens × states), where the states are the phrases that agree with the text so far.
  func matches(in text: NormalizedText, lexemes: TokenLexemes) -> [PhraseMatch] {
    var pass = MatchingPass(text: text, lexemes: lexemes)
    for position in text.tokens.indices.reversed() { pass.visit(position, self) }
    return pass.matches
  }

  /// What each token of `text` is to the book.
  func lexemes(of text: NormalizedText, isKnown: (HashedWord) -> Bool) -> TokenLexemes {
    TokenLexemes(text, matcher: self, isKnown: isKnown)
  }
}

/// The walk over one text.
///
/// It goes into the depth by recursion, no deeper than a phrase is long, and reads automatons and steps by index: the
/// walk is most of what reading a need takes, and nothing in it allocates but what is found.
private struct MatchingPass {
  /// A symbol that begins at a position, and the position after it.
  private struct Step {
    let symbol: PhraseSymbol
    let end: Int32
  }

  /// A position of the text, or the one after the last.
  private struct Place {
    /// The bits of the symbols that begin here.
    var symbols: UInt64 = 0
    /// The steps that begin here.
    var firstStep: Int32 = 0
    var lastStep: Int32 = 0
    /// The positions after the clause and the sentence.
    var clauseEnd: Int32
    var sentenceEnd: Int32
  }

  /// A match of the walk so far, small to be sorted fast: the tokens as one number that orders them.
  private struct Found {
    let start: UInt32
    let end: UInt32
    let payload: UInt32

    var tokens: UInt64 { UInt64(start) << 32 | UInt64(end) }
  }

  private let lexemes: TokenLexemes
  /// The steps of all positions visited; those of one position are contiguous.
  private var steps: [Step] = []
  private var places: [Place]
  /// The matches of the positions visited; a phrase that is reached in two ways stands there twice.
  private var found: [Found] = []
  private var start = 0
  /// The position after the sentence of `start`.
  private var limit = 0

  init(text: NormalizedText, lexemes: TokenLexemes) {
    self.lexemes = lexemes
    let count = text.tokens.count
    places = [Place](repeating: Place(clauseEnd: Int32(count), sentenceEnd: Int32(count)), count: count)
    steps.reserveCapacity(count * 4)
    found.reserveCapacity(count * 4)
    for position in text.tokens.indices.dropLast().reversed() {
      let token = text.tokens[position]
      let next = text.tokens[position + 1]
      let end = Int32(position + 1)
      places[position].clauseEnd = token.clause == next.clause ? places[position + 1].clauseEnd : end
      places[position].sentenceEnd = token.sentence == next.sentence ? places[position + 1].sentenceEnd : end
    }
  }

  /// What was found, in the order of the text, without repetition.
  var matches: [PhraseMatch] {
    let sorted = found.sorted { ($0.tokens, $0.payload) < ($1.tokens, $1.payload) }
    var matches: [PhraseMatch] = []
    matches.reserveCapacity(sorted.count)
    for match in sorted {
      let match = PhraseMatch(payload: Int(match.payload), tokens: Int(match.start)..<Int(match.end))
      if matches.last != match { matches.append(match) }
    }
    return matches
  }

  mutating func visit(_ position: Int, _ matcher: PhraseMatcher) {
    start = position
    limit = Int(places[position].sentenceEnd)
    let first = steps.count
    for entry in lexemes.entries(at: position) where Int(entry.end) <= limit {
      steps.append(Step(symbol: entry.symbol, end: entry.end))
    }
    addClasses(matcher.classPhrases, from: first)
    var symbols: UInt64 = 0
    for index in first..<steps.count { symbols |= steps[index].symbol.bit }
    places[position].symbols = symbols
    places[position].firstStep = Int32(first)
    places[position].lastStep = Int32(steps.count)
    for index in first..<steps.count { begin(with: steps[index], matcher.phrases) }
  }

  /// Adds the classes that begin at the position. A class may begin with another, so each one added is a step to begin with
  /// in turn.
  private mutating func addClasses(_ phrases: PhraseAutomaton, from first: Int) {
    let mark = found.count
    var next = first
    while next < steps.count {
      begin(with: steps[next], phrases)
      for index in mark..<found.count {
        let step = Step(symbol: .phraseClass(Int(found[index].payload)), end: Int32(found[index].end))
        let isThere = steps[first...].contains { $0.symbol == step.symbol && $0.end == step.end }
        if !isThere { steps.append(step) }
      }
      found.removeSubrange(mark...)
      next += 1
    }
  }

  @inline(__always)
  private mutating func begin(with step: Step, _ phrases: PhraseAutomaton) {
    for node in phrases.starts(with: step.symbol) { enter(node, at: Int(step.end), phrases) }
  }

  /// Walks on from a node reached before `position`.
  private mutating func enter(_ index: UInt32, at position: Int, _ phrases: PhraseAutomaton) {
    let node = phrases.node(at: index)
    for payload in phrases.payloads(of: node, at: index) {
      found.append(Found(start: UInt32(start), end: UInt32(position), payload: payload))
    }
    for next in phrases.passages(of: node, at: index) { enter(next, at: position, phrases) }
    if node.gapChild != 0 { enterGap(node.gapChild, at: position, phrases) }
    guard position < limit else { return }
    let place = places[position]
    guard node.symbols & place.symbols != 0 else { return }
    for number in Int(place.firstStep)..<Int(place.lastStep) {
      let step = steps[number]
      if node.symbols & step.symbol.bit != 0, let child = phrases.child(step.symbol, of: node, at: index) {
        enter(child, at: Int(step.end), phrases)
      }
    }
  }

  /// Enters the node after a gap at each position that the gap may reach.
  private mutating func enterGap(_ node: UInt32, at position: Int, _ phrases: PhraseAutomaton) {
    let end = Int(places[position - 1].clauseEnd)
    for next in position...position + PhraseAlphabet.longestGap {
      guard next < end, next == position || !lexemes.isGapBarrier(next - 1) else { return }
      enter(node, at: next, phrases)
    }
  }
}
