/// The cues of one language found in a text, and how far each reaches: whether something is denied, whether it is
/// past, whose it is.
///
/// Cues reach forward from where they stand, inside their clause or sentence, except for what is said to be past or
/// in remission right after. So words added later never take back what was said before them.
struct CueScopes {
  /// The words that may stand between a cue and what it decides.
  private enum Reach {
    static let denial = 4
    static let death = 4
    static let past = 6
    static let latePast = 2
    static let remission = 3
  }

  /// Whose it is, as far as the language's cues tell.
  let people: PersonScopes

  private let text: NormalizedText
  private let lexicon: Lexicon
  private let lexemes: TokenLexemes
  private var negations = CuePositions()
  private var pasts = CuePositions()
  private var remissions = CuePositions()
  private var deaths = CuePositions()
  private var contrasts = CuePositions()
  private var notAges = CuePositions()

  /// Sorts the cues out of `matches`.
  init(_ matches: [PhraseMatch], text: NormalizedText, lexicon: Lexicon, lexemes: TokenLexemes) {
    self.text = text
    self.lexicon = lexicon
    self.lexemes = lexemes
    var cues: [(cue: PhraseMeaning.Cue, tokens: Range<Int>)] = []
    for match in matches {
      guard case .cue(let cue) = lexicon.meanings[match.payload] else { continue }
      cues.append((cue, match.tokens))
      switch cue {
      case .negation: negations.insert(match.tokens)
      case .past: pasts.insert(match.tokens)
      case .remission: remissions.insert(match.tokens)
      case .death: deaths.insert(match.tokens)
      case .contrast: contrasts.insert(match.tokens)
      case .notAge: notAges.insert(match.tokens)
      case .person, .firstPersonObject, .possessive, .pronoun, .beneficiary, .echo: break
      }
    }
    people = PersonScopes(cues, text: text)
  }

  /// Whether a negation before `tokens`, in the same clause, denies them.
  ///
  /// Between the two stand only function words and what is denied already (`denied`), no contrast and no new subject.
  func isDenied(_ tokens: Range<Int>, denied: Set<Int>) -> Bool {
    negations.isInside(tokens.lowerBound)
      || isReached(by: negations, tokens.lowerBound, within: Reach.denial, passing: denied) { isFiller($0) }
  }

  /// Whether `tokens` speak of what is so now.
  func state(of tokens: Range<Int>) -> TopicState {
    if isOfDeath(tokens) { return .lost }
    if isInRemission(tokens) { return .inRecovery }
    return isPast(tokens) ? .past : .current
  }

  /// Whether the number that ends before `position` is no age: "20 minutes".
  func isNotAge(before position: Int) -> Bool { notAges.starts.contains(position) }

  private func isOfDeath(_ tokens: Range<Int>) -> Bool {
    deaths.overlap(tokens)
      || isReached(by: deaths, tokens.lowerBound, within: Reach.death) { isFiller($0) }
  }

  private func isInRemission(_ tokens: Range<Int>) -> Bool {
    let near = tokens.lowerBound - Reach.remission - 1..<tokens.upperBound + Reach.remission + 1
    return near.clamped(to: text.tokens.indices).contains { position in
      remissions.covered.contains(position) && text.isSameSentence(position, tokens.lowerBound)
    } || text.clause(of: tokens.lowerBound).contains(where: remissions.covered.contains)
  }

  private func isPast(_ tokens: Range<Int>) -> Bool {
    let late = tokens.upperBound...tokens.upperBound + Reach.latePast
    return pasts.overlap(tokens)
      || late.contains { pasts.starts.contains($0) && text.isSameClause($0, tokens.lowerBound) }
      || isReached(by: pasts, tokens.lowerBound, within: Reach.past) { position in
        !contrasts.covered.contains(position) && !people.isSubject(position)
      }
  }

  private func isFiller(_ position: Int) -> Bool {
    lexicon.isFunctionWord(lexemes.word(at: position)) && !contrasts.covered.contains(position)
      && !people.isSubject(position)
  }

  /// Whether one of `cues` ends before `start` in its clause, with at most `limit` words between that may all be
  /// passed; those in `free` do not count.
  private func isReached(
    by cues: CuePositions, _ start: Int, within limit: Int, passing free: Set<Int> = [],
    where mayPass: (Int) -> Bool
  ) -> Bool {
    var position = start
    var passed = 0
    while position > 0, text.isSameClause(position - 1, start) {
      if cues.ends.contains(position) { return true }
      position -= 1
      guard !free.contains(position) else { continue }
      guard passed < limit, mayPass(position) else { return false }
      passed += 1
    }
    return false
  }
}

/// Where the cues of one kind begin, end and stand.
struct CuePositions {
  private(set) var starts: Set<Int> = []
  /// The positions after the last tokens.
  private(set) var ends: Set<Int> = []
  private(set) var covered: Set<Int> = []
  private var interiors: Set<Int> = []

  mutating func insert(_ tokens: Range<Int>) {
    starts.insert(tokens.lowerBound)
    ends.insert(tokens.upperBound)
    covered.formUnion(tokens)
    interiors.formUnion(tokens.dropFirst())
  }

  /// Whether a cue began before `position` and goes on there.
  func isInside(_ position: Int) -> Bool { interiors.contains(position) }

  /// Whether a cue shares a token with `tokens`.
  func overlap(_ tokens: Range<Int>) -> Bool { tokens.contains(where: covered.contains) }
}
