/// The cues found in a text, and how far each reaches: who is meant, whether it is denied, whether it is past.
///
/// Every cue reaches forward from where it stands, inside its clause or sentence, except for what is said to be past
/// or in remission directly after. So words added later never take back what was said before them.
struct CueScopes {
  /// The function words that may stand between a negation and what it denies.
  private static let longestDenialGap = 4
  private static let longestDeathGap = 4
  private static let longestPastGap = 6
  private static let longestLatePastGap = 2
  private static let longestRemissionGap = 3
  private static let longestBeneficiaryGap = 4

  /// Whose it is, and the tokens that say so.
  struct PersonFound {
    let person: Person
    let cue: Range<Int>?

    static let writer = PersonFound(person: .oneself, cue: nil)

    /// Who is meant by `cue`; for the writer no words are needed.
    fileprivate init(_ cue: PersonCue) {
      self.init(person: cue.person, cue: cue.person == .oneself ? nil : cue.tokens)
    }

    private init(person: Person, cue: Range<Int>?) {
      self.person = person
      self.cue = cue
    }
  }

  /// A person named in the text.
  fileprivate struct PersonCue {
    let tokens: Range<Int>
    let person: Person
  }

  private let text: NormalizedText
  private let lexicon: Lexicon
  private let lexemes: TokenLexemes
  private var negations: [Range<Int>] = []
  private var contrasts: Set<Int> = []
  private var pasts: [Range<Int>] = []
  private var remissions: [Range<Int>] = []
  private var deaths: [Range<Int>] = []
  private var objects: [Range<Int>] = []
  private var possessives: [Range<Int>] = []
  private var beneficiaries: Set<Int> = []
  /// Where words begin that stand for what was said before: "does".
  private var echoes: Set<Int> = []
  private var notAges: Set<Int> = []
  /// Subjects, in order of their ends, pronouns resolved.
  private var people: [PersonCue] = []

  init(_ matches: [PhraseMatch], text: NormalizedText, lexicon: Lexicon, lexemes: TokenLexemes) {
    self.text = text
    self.lexicon = lexicon
    self.lexemes = lexemes
    var people: [PersonCue] = []
    var pronouns: [Range<Int>] = []
    for match in matches {
      guard case .cue(let cue) = lexicon.meanings[match.payload] else { continue }
      let tokens = match.tokens
      switch cue {
      case .negation: negations.append(tokens)
      case .contrast: contrasts.formUnion(tokens)
      case .past: pasts.append(tokens)
      case .remission: remissions.append(tokens)
      case .death: deaths.append(tokens)
      case .person(let person): people.append(PersonCue(tokens: tokens, person: person))
      case .firstPersonObject: objects.append(tokens)
      case .possessive: possessives.append(tokens)
      case .pronoun: pronouns.append(tokens)
      case .beneficiary: beneficiaries.insert(tokens.upperBound)
      case .echo: echoes.insert(tokens.lowerBound)
      case .notAge: notAges.insert(tokens.lowerBound)
      }
    }
    self.people = Self.resolved(Self.longest(people), pronouns)
    possessives.removeAll { possessive in self.people.contains { $0.tokens.overlaps(possessive) } }
  }

  // MARK: Whether

  /// Whether a negation before `tokens`, in the same clause, denies them.
  ///
  /// Between the two stand only function words and what is denied already (`denied`), no contrast and no new subject.
  func isDenied(_ tokens: Range<Int>, denied: Set<Int>) -> Bool {
    negations.contains { negation in
      if negation.lowerBound < tokens.lowerBound, negation.upperBound > tokens.lowerBound { return true }
      guard negation.upperBound <= tokens.lowerBound, isSameClause(negation.lowerBound, tokens.lowerBound) else {
        return false
      }
      let gap = (negation.upperBound..<tokens.lowerBound).filter { !denied.contains($0) }
      return gap.count <= Self.longestDenialGap && gap.allSatisfy(isFiller) && !hasSubject(gap)
    }
  }

  /// Whether the number that ends before `position` is no age: "20 minutes".
  func isNotAge(before position: Int) -> Bool { notAges.contains(position) }

  private func isFiller(_ position: Int) -> Bool {
    lexicon.isFunctionWord(lexemes.word(at: position)) && !contrasts.contains(position)
  }

  private func hasSubject(_ positions: [Int]) -> Bool {
    people.contains { cue in positions.contains { cue.tokens.contains($0) } }
  }

  // MARK: When

  /// Whether what `tokens` speak of is so now.
  func state(of tokens: Range<Int>) -> TopicState {
    if deaths.contains(where: { isDeath($0, of: tokens) }) { return .lost }
    if remissions.contains(where: { isRemission($0, of: tokens) }) { return .inRecovery }
    return pasts.contains { isPast($0, of: tokens) } ? .past : .current
  }

  private func isDeath(_ cue: Range<Int>, of tokens: Range<Int>) -> Bool {
    guard cue.upperBound <= tokens.lowerBound else { return cue.overlaps(tokens) }
    let gap = Array(cue.upperBound..<tokens.lowerBound)
    return isSameClause(cue.lowerBound, tokens.lowerBound) && gap.count <= Self.longestDeathGap
      && gap.allSatisfy(isFiller)
  }

  private func isRemission(_ cue: Range<Int>, of tokens: Range<Int>) -> Bool {
    guard !cue.overlaps(tokens) else { return true }
    if isSameClause(cue.lowerBound, tokens.lowerBound) { return true }
    return isSameSentence(cue.lowerBound, tokens.lowerBound) && distance(cue, tokens) <= Self.longestRemissionGap
  }

  private func isPast(_ cue: Range<Int>, of tokens: Range<Int>) -> Bool {
    guard !cue.overlaps(tokens) else { return true }
    guard isSameClause(cue.lowerBound, tokens.lowerBound) else { return false }
    if cue.lowerBound >= tokens.upperBound { return distance(cue, tokens) <= Self.longestLatePastGap }
    let gap = Array(cue.upperBound..<tokens.lowerBound)
    return gap.count <= Self.longestPastGap && !gap.contains(where: contrasts.contains) && !hasSubject(gap)
  }

  // MARK: Who

  /// Whose it is that `tokens` speak of.
  ///
  /// In this order: a person among `tokens`, one whom the clause goes on to name as the beneficiary ("for my son"),
  /// the nearest named before in the sentence; else the writer.
  func person(of tokens: Range<Int>) -> PersonFound {
    if let inside = personInside(tokens) { return inside }
    if let after = beneficiary(after: tokens) { return PersonFound(after) }
    let before = people.last { cue in
      cue.tokens.upperBound <= tokens.lowerBound && isSameSentence(cue.tokens.lowerBound, tokens.lowerBound)
    }
    guard let before else { return .writer }
    let isOwn = possessives.contains { possessive in
      possessive.lowerBound >= before.tokens.upperBound && possessive.upperBound <= tokens.lowerBound
        && tokens.lowerBound - possessive.upperBound <= 1
    }
    return isOwn ? .writer : PersonFound(before)
  }

  /// The person named last among `tokens`; the writer if they name themself after ("my husband hits me").
  private func personInside(_ tokens: Range<Int>) -> PersonFound? {
    let subject = people.last { $0.tokens.overlaps(tokens) }
    let own = (objects + possessives).filter { tokens.contains($0.lowerBound) }.map(\.lowerBound).max()
    guard let subject else { return own == nil ? nil : .writer }
    return (own ?? -1) > subject.tokens.lowerBound ? .writer : PersonFound(subject)
  }

  /// The person of whom the sentence goes on to say what it denied of another: "I don't drink but my husband does".
  func echo(of tokens: Range<Int>) -> PersonFound? {
    let echoed = people.first { cue in
      cue.tokens.lowerBound >= tokens.upperBound && echoes.contains(cue.tokens.upperBound)
        && isSameSentence(tokens.lowerBound, cue.tokens.lowerBound)
        && (tokens.upperBound..<cue.tokens.lowerBound).contains(where: contrasts.contains)
    }
    return echoed.map(PersonFound.init)
  }

  private func beneficiary(after tokens: Range<Int>) -> PersonCue? {
    people.first { cue in
      cue.person != .oneself && cue.tokens.lowerBound > tokens.upperBound
        && cue.tokens.lowerBound - tokens.upperBound <= Self.longestBeneficiaryGap
        && beneficiaries.contains(cue.tokens.lowerBound) && isSameClause(tokens.lowerBound, cue.tokens.lowerBound)
    }
  }

  /// The cues that no longer one covers.
  private static func longest(_ cues: [PersonCue]) -> [PersonCue] {
    let byLength = cues.sorted {
      ($1.tokens.count, $0.tokens.lowerBound) < ($0.tokens.count, $1.tokens.lowerBound)
    }
    return byLength.reduce(into: []) { kept, cue in
      if !kept.contains(where: { $0.tokens.overlaps(cue.tokens) }) { kept.append(cue) }
    }
  }

  /// `cues` with pronouns, each standing for the person other than the writer named last, a relative where there
  /// is none; in the order of the text.
  private static func resolved(_ cues: [PersonCue], _ pronouns: [Range<Int>]) -> [PersonCue] {
    let unnamed = pronouns.filter { pronoun in !cues.contains { $0.tokens.overlaps(pronoun) } }
    let candidates = cues.map { ($0.tokens, Optional($0.person)) } + unnamed.map { ($0, nil) }
    var last = Person.family
    return candidates.sorted { $0.0.lowerBound < $1.0.lowerBound }.map { tokens, person in
      if let person, person != .oneself { last = person }
      return PersonCue(tokens: tokens, person: person ?? last)
    }
  }

  // MARK: Distance

  private func distance(_ first: Range<Int>, _ second: Range<Int>) -> Int {
    max(first.lowerBound - second.upperBound, second.lowerBound - first.upperBound)
  }

  private func isSameClause(_ first: Int, _ second: Int) -> Bool {
    text.tokens[first].clause == text.tokens[second].clause
  }

  private func isSameSentence(_ first: Int, _ second: Int) -> Bool {
    text.tokens[first].sentence == text.tokens[second].sentence
  }
}
