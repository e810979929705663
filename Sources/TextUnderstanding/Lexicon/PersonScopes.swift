/// The persons that a text names, as far as one language's cues tell, and what each is the subject of.
final class PersonScopes {
  /// The words that may stand between something and the person that it is said to be for.
  private static let longestBeneficiaryGap = 4

  /// Whose it is, and the tokens that say so.
  struct Found {
    let person: Person
    let cue: Range<Int>?

    static let writer = Found(person: .oneself, cue: nil)
  }

  /// A person named.
  fileprivate struct Name {
    let tokens: Range<Int>
    let person: Person

    /// For the writer no words are needed.
    var found: Found { Found(person: person, cue: person == .oneself ? nil : tokens) }
  }

  private let text: NormalizedText
  /// Subjects in order, pronouns resolved; none overlaps another.
  private let names: [Name]
  private let subjects: BitSet
  private let objects: BitSet
  private let possessives: BitSet
  private let contrasts: BitSet
  /// Where a beneficiary may begin: after "for".
  private let beneficiaries: BitSet
  /// Where words begin that stand for what was said before: "does".
  private let echoes: BitSet

  init(_ cues: [(cue: PhraseMeaning.Cue, tokens: Range<Int>)], text: NormalizedText) {
    self.text = text
    var named: [Name] = []
    var pronouns: [Range<Int>] = []
    var subjects = BitSet()
    var objects = BitSet()
    var possessives = BitSet()
    var contrasts = BitSet()
    var beneficiaries = BitSet()
    var echoes = BitSet()
    for (cue, tokens) in cues {
      switch cue {
      case .person(let person): named.append(Name(tokens: tokens, person: person))
      case .pronoun: pronouns.append(tokens)
      case .firstPersonObject: objects.formUnion(tokens)
      case .possessive: possessives.formUnion(tokens)
      case .contrast: contrasts.formUnion(tokens)
      case .beneficiary: beneficiaries.insert(tokens.upperBound)
      case .echo: echoes.insert(tokens.lowerBound)
      case .negation, .past, .remission, .death, .notAge: break
      }
    }
    let names = Self.resolved(Self.longest(named), pronouns)
    for name in names { subjects.formUnion(name.tokens) }
    possessives.subtract(subjects)
    self.names = names
    (self.subjects, self.objects, self.possessives) = (subjects, objects, possessives)
    (self.contrasts, self.beneficiaries, self.echoes) = (contrasts, beneficiaries, echoes)
  }

  /// Whether the token at `position` names a subject.
  func isSubject(_ position: Int) -> Bool { subjects.contains(position) }

  /// Whose it is that `tokens` speak of.
  ///
  /// In this order: a person among `tokens`, one whom the clause goes on to name as the beneficiary ("for my son"),
  /// the nearest named before in the sentence; else the writer.
  func person(of tokens: Range<Int>) -> Found {
    if let among = personAmong(tokens) { return among }
    if let beneficiary = beneficiary(after: tokens) { return beneficiary.found }
    guard let before = names.last(endingBefore: tokens.lowerBound),
      text.isSameSentence(before.tokens.lowerBound, tokens.lowerBound)
    else { return .writer }
    return isOwn(tokens, after: before) ? .writer : before.found
  }

  /// The person of whom the sentence goes on to say what it denied of another: "I don't drink but my husband does".
  func echo(of tokens: Range<Int>) -> Found? {
    names(after: tokens).first { name in
      echoes.contains(name.tokens.upperBound)
        && contrasts.holdsAny(of: tokens.upperBound..<name.tokens.lowerBound)
    }?.found
  }

  /// The person named last among `tokens`; the writer if they name themself after ("my husband hits me").
  private func personAmong(_ tokens: Range<Int>) -> Found? {
    let own = tokens.last { objects.contains($0) || possessives.contains($0) }
    guard subjects.holdsAny(of: tokens), let name = names.last(beginningBefore: tokens.upperBound) else {
      return own == nil ? nil : .writer
    }
    return (own ?? -1) > name.tokens.lowerBound ? .writer : name.found
  }

  private func beneficiary(after tokens: Range<Int>) -> Name? {
    names(after: tokens).first { name in
      name.person != .oneself && beneficiaries.contains(name.tokens.lowerBound)
        && name.tokens.lowerBound - tokens.upperBound <= Self.longestBeneficiaryGap
        && text.isSameClause(tokens.lowerBound, name.tokens.lowerBound)
    }
  }

  /// Whether "my" stands before `tokens`, or a word before, and after `name`.
  private func isOwn(_ tokens: Range<Int>, after name: Name) -> Bool {
    (tokens.lowerBound - 2..<tokens.lowerBound).contains { position in
      position >= name.tokens.upperBound && possessives.contains(position)
    }
  }

  /// The names that begin after `tokens` in their sentence.
  private func names(after tokens: Range<Int>) -> some Sequence<Name> {
    names[names.firstIndex(beginningFrom: tokens.upperBound)...].prefix { name in
      text.isSameSentence(tokens.lowerBound, name.tokens.lowerBound)
    }
  }

  /// The names that no longer one covers.
  private static func longest(_ names: [Name]) -> [Name] {
    let byLength = names.sorted { ($1.tokens.count, $0.tokens.lowerBound) < ($0.tokens.count, $1.tokens.lowerBound) }
    var covered = BitSet()
    return byLength.filter { name in
      guard !covered.holdsAny(of: name.tokens) else { return false }
      covered.formUnion(name.tokens)
      return true
    }
  }

  /// `names` with pronouns, each standing for the person other than the writer named last, a relative where there
  /// is none; in the order of the text.
  private static func resolved(_ names: [Name], _ pronouns: [Range<Int>]) -> [Name] {
    var covered = BitSet()
    for name in names { covered.formUnion(name.tokens) }
    let unnamed = pronouns.filter { !covered.holdsAny(of: $0) }
    let candidates = names.map { ($0.tokens, Optional($0.person)) } + unnamed.map { ($0, nil) }
    var last = Person.family
    return candidates.sorted { $0.0.lowerBound < $1.0.lowerBound }.map { tokens, person in
      if let person, person != .oneself { last = person }
      return Name(tokens: tokens, person: person ?? last)
    }
  }
}

extension [PersonScopes.Name] {
  /// The index of the first name that begins at `position` or later.
  ///
  /// - Complexity: O(log n).
  fileprivate func firstIndex(beginningFrom position: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].tokens.lowerBound < position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  fileprivate func last(beginningBefore position: Int) -> PersonScopes.Name? {
    let index = firstIndex(beginningFrom: position)
    return index > 0 ? self[index - 1] : nil
  }

  fileprivate func last(endingBefore position: Int) -> PersonScopes.Name? {
    self[..<firstIndex(beginningFrom: position)].last { $0.tokens.upperBound <= position }
  }
}
