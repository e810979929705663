/// The crisis rules of one language, compiled.
struct CrisisRuleSet: Sendable {
  /// The language's code.
  let language: String
  let matcher: PhraseMatcher
  private let meanings: [CrisisMeaning]

  /// Compiles `file`, which was read from `path`.
  ///
  /// - Throws: `TextError.invalidPattern`.
  init(_ file: CrisisFile, path: String) throws(TextError) {
    var book = PhraseBook(classes: (file.classes ?? [:]).keys)
    var meanings: [CrisisMeaning] = []
    func add(_ phrases: [String]?, _ meaning: CrisisMeaning, _ field: String) throws(TextError) {
      meanings.append(meaning)
      try book.insert(phrases ?? [], payload: meanings.count - 1, field: field, path: path)
    }
    for (name, phrases) in (file.classes ?? [:]).sorted(by: { $0.key < $1.key }) {
      try book.insert(phrases, intoClass: name, path: path)
    }
    for (position, signal) in file.signals.enumerated() {
      try add(signal.phrases, .signal(signal.kind, signal.level), "signals[\(position)].phrases")
    }
    try add(file.plain, .plain, "plain")
    try add(file.weaken?.negation, .negation, "weaken.negation")
    try add(file.weaken?.past, .past, "weaken.past")
    try add(file.weaken?.present, .present, "weaken.present")
    try add(file.weaken?.thirdPerson, .thirdPerson, "weaken.thirdPerson")
    try add(file.weaken?.question, .question, "weaken.question")
    try add(file.weaken?.breaks, .scopeBreak, "weaken.breaks")
    try add(file.denials, .silence, "denials")
    try add(file.exceptions, .silence, "exceptions")
    book.insert(gapBarriers: file.weaken?.negation ?? [])
    language = file.language
    matcher = PhraseMatcher(book: book, spelling: SpellingTolerance(book), numbers: NumberWords())
    self.meanings = meanings
  }

  /// What the rules find in `text`.
  func findings(in text: NormalizedText, isKnown: (HashedWord) -> Bool) -> CrisisFindings {
    let matches = matcher.matches(in: text, lexemes: matcher.lexemes(of: text, isKnown: isKnown))
    let scope = CrisisScope(text: text, matches: matches.map { ($0.tokens, meanings[$0.payload]) })
    var findings = CrisisFindings()
    for match in matches {
      switch meanings[match.payload] {
      case .signal(let kind, let level):
        let isWeakened = scope.isWeakened(match.tokens, kind)
        let signal = CrisisSignal(
          kind: kind, level: isWeakened ? .concern : level, quote: text.quote(match.tokens), isWeakened: isWeakened,
          language: language)
        findings.signals.append(CrisisFinding(tokens: match.tokens, signal: signal, language: language))
      case .plain: findings.plain.append(match.tokens)
      case .silence: findings.silenced.append(match.tokens)
      default: break
      }
    }
    return findings
  }
}

/// What rules find in a text, before figures of speech and denials are taken out.
struct CrisisFindings {
  var signals: [CrisisFinding] = []
  /// The tokens of words that say danger plainly.
  var plain: [Range<Int>] = []
  /// The tokens of figures of speech and denials, in which no signal counts.
  var silenced: [Range<Int>] = []
}

/// A signal that rules found.
struct CrisisFinding: Sendable {
  /// The tokens of its words.
  let tokens: Range<Int>
  let signal: CrisisSignal
  /// The code of the rules' language.
  let language: String
}

/// What a phrase of crisis rules means.
enum CrisisMeaning: Sendable, Equatable {
  case signal(CrisisKind, CrisisLevel)
  /// Danger said plainly.
  case plain
  case negation, past, thirdPerson, question
  /// Takes away the effect of the past: "again".
  case present
  /// Ends the reach of a negation or of another person: "and", "i".
  case scopeBreak
  /// A denial or a figure of speech.
  case silence
}
