/// The cues of one language found in a text, and how far each reaches: whether something is denied, whether it is
/// past, whose it is.
///
/// Cues reach forward from where they stand, inside their clause or sentence, except for what is said to be past or
/// in remission right after. So words added later never take back what was said before them.
///
/// A class, like ``PersonScopes``: each mention asks all languages, and what it asks is not to be copied for that.
final class CueScopes {
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
  private let negations: CuePositions
  private let pasts: CuePositions
  private let remissions: CuePositions
  private let deaths: CuePositions
  private let contrasts: CuePositions
  private let notAges: CuePositions

  /// Sorts the cues out of `matches`.
  init(_ matches: [PhraseMatch], text: NormalizedText, lexicon: Lexicon, lexemes: TokenLexemes) {
    self.text = text
    self.lexicon = lexicon
    self.lexemes = lexemes
    var cues: [(cue: PhraseMeaning.Cue, tokens: Range<Int>)] = []
    var negations = CuePositions()
    var pasts = CuePositions()
    var remissions = CuePositions()
    var deaths = CuePositions()
    var contrasts = CuePositions()
    var notAges = CuePositions()
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
    (self.negations, self.pasts, self.remissions) = (negations, pasts, remissions)
    (self.deaths, self.contrasts, self.notAges) = (deaths, contrasts, notAges)
    people = PersonScopes(cues, text: text)
  }

  /// Whether a negation before `tokens`, in the same clause, denies them.
  ///
  /// Between the two stand only function words and what is denied already (`denied`), no contrast and no new subject.
  func isDenied(_ tokens: Range<Int>, denied: BitSet) -> Bool {
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
    } || remissions.covered.holdsAny(of: text.clause(of: tokens.lowerBound))
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
    by cues: CuePositions, _ start: Int, within limit: Int, passing free: BitSet = BitSet(),
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
  private(set) var starts = BitSet()
  /// The positions after the last tokens.
  private(set) var ends = BitSet()
  private(set) var covered = BitSet()
  private var interiors = BitSet()

  mutating func insert(_ tokens: Range<Int>) {
    starts.insert(tokens.lowerBound)
    ends.insert(tokens.upperBound)
    covered.formUnion(tokens)
    interiors.formUnion(tokens.dropFirst())
  }

  /// Whether a cue began before `position` and goes on there.
  func isInside(_ position: Int) -> Bool { interiors.contains(position) }

  /// Whether a cue shares a token with `tokens`.
  func overlap(_ tokens: Range<Int>) -> Bool { covered.holdsAny(of: tokens) }
}
