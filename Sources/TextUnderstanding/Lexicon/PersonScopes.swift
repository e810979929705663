/// The persons that a text names, as far as one language's cues tell, and what each is the subject of.
struct PersonScopes {
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
  private var names: [Name] = []
  private var subjects: Set<Int> = []
  private var objects: Set<Int> = []
  private var possessives: Set<Int> = []
  private var contrasts: Set<Int> = []
  /// Where a beneficiary may begin: after "for".
  private var beneficiaries: Set<Int> = []
  /// Where words begin that stand for what was said before: "does".
  private var echoes: Set<Int> = []

  init(_ cues: [(cue: PhraseMeaning.Cue, tokens: Range<Int>)], text: NormalizedText) {
    self.text = text
    var named: [Name] = []
    var pronouns: [Range<Int>] = []
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
    names = Self.resolved(Self.longest(named), pronouns)
    for name in names { subjects.formUnion(name.tokens) }
    possessives.subtract(subjects)
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
        && (tokens.upperBound..<name.tokens.lowerBound).contains(where: contrasts.contains)
    }?.found
  }

  /// The person named last among `tokens`; the writer if they name themself after ("my husband hits me").
  private func personAmong(_ tokens: Range<Int>) -> Found? {
    let own = tokens.last { objects.contains($0) || possessives.contains($0) }
    guard tokens.contains(where: subjects.contains), let name = names.last(beginningBefore: tokens.upperBound) else {
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
    var covered: Set<Int> = []
    return byLength.filter { name in
      guard !name.tokens.contains(where: covered.contains) else { return false }
      covered.formUnion(name.tokens)
      return true
    }
  }

  /// `names` with pronouns, each standing for the person other than the writer named last, a relative where there
  /// is none; in the order of the text.
  private static func resolved(_ names: [Name], _ pronouns: [Range<Int>]) -> [Name] {
    let covered = Set(names.flatMap(\.tokens))
    let unnamed = pronouns.filter { !$0.contains(where: covered.contains) }
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
