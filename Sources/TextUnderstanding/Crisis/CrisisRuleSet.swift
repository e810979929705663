/// The crisis rules of one language, compiled.
struct CrisisRuleSet: Sendable {
  /// The most words between a negation and what it weakens.
  private static let longestNegationGap = 3

  /// What a phrase of the rules means.
  private enum Meaning: Sendable {
    case signal(CrisisKind, CrisisLevel)
    case negation, past, thirdPerson, question, denial, exception
  }

  /// The language's code.
  let language: String
  let matcher: PhraseMatcher
  private let meanings: [Meaning]

  /// Compiles `file`, which was read from `path`.
  ///
  /// - Throws: `TextError.invalidPattern`.
  init(_ file: CrisisFile, path: String) throws(TextError) {
    var book = PhraseBook(classes: (file.classes ?? [:]).keys)
    var meanings: [Meaning] = []
    for (name, phrases) in (file.classes ?? [:]).sorted(by: { $0.key < $1.key }) {
      try book.insert(phrases, intoClass: name, path: path)
    }
    func add(_ phrases: [String]?, _ meaning: Meaning, _ field: String) throws(TextError) {
      meanings.append(meaning)
      try book.insert(phrases ?? [], payload: meanings.count - 1, field: field, path: path)
    }
    for (position, signal) in file.signals.enumerated() {
      try add(signal.phrases, .signal(signal.kind, signal.level), "signals[\(position)].phrases")
    }
    try add(file.weaken?.negation, .negation, "weaken.negation")
    try add(file.weaken?.past, .past, "weaken.past")
    try add(file.weaken?.thirdPerson, .thirdPerson, "weaken.thirdPerson")
    try add(file.weaken?.question, .question, "weaken.question")
    try add(file.denials, .denial, "denials")
    try add(file.exceptions, .exception, "exceptions")
    book.insert(gapBarriers: file.weaken?.negation ?? [])
    language = file.language
    matcher = PhraseMatcher(book: book, spelling: SpellingTolerance(book), numbers: NumberWords())
    self.meanings = meanings
  }

  /// The signals in `text`, in its order; of overlapping ones of a kind the most pressing and longest.
  func signals(in text: NormalizedText, isKnown: (UnsafeBufferPointer<UInt8>) -> Bool) -> [CrisisSignal] {
    let matches = matcher.matches(in: text, lexemes: matcher.lexemes(of: text, isKnown: isKnown))
    let scope = CrisisScope(text: text, matches: matches.map { ($0.tokens, meanings[$0.payload]) })
    var found: [(tokens: Range<Int>, signal: CrisisSignal)] = []
    for match in matches {
      guard case .signal(let kind, let level) = meanings[match.payload], !scope.isSilenced(match.tokens) else { continue }
      let isWeakened = scope.isWeakened(match.tokens, kind)
      let signal = CrisisSignal(
        kind: kind, level: isWeakened ? .concern : level, quote: text.quote(match.tokens), isWeakened: isWeakened,
        language: language)
      found.append((match.tokens, signal))
    }
    return Self.withoutOverlaps(found)
  }

  private static func withoutOverlaps(_ found: [(tokens: Range<Int>, signal: CrisisSignal)]) -> [CrisisSignal] {
    let strongestFirst = found.sorted {
      ($1.signal.level, $1.tokens.count, $0.tokens.lowerBound) < ($0.signal.level, $0.tokens.count, $1.tokens.lowerBound)
    }
    var kept: [(tokens: Range<Int>, signal: CrisisSignal)] = []
    for candidate in strongestFirst {
      let isCovered = kept.contains {
        $0.signal.kind == candidate.signal.kind && $0.tokens.overlaps(candidate.tokens)
      }
      if !isCovered { kept.append(candidate) }
    }
    return kept.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }.map(\.signal)
  }

  /// What silences or weakens signals in one text.
  private struct CrisisScope {
    let text: NormalizedText
    private var silenced: [Range<Int>] = []
    private var negations: [Range<Int>] = []
    private var pasts: [Range<Int>] = []
    private var thirdPersons: [Range<Int>] = []
    private var questions: [Range<Int>] = []

    init(text: NormalizedText, matches: [(tokens: Range<Int>, meaning: Meaning)]) {
      self.text = text
      for (tokens, meaning) in matches {
        switch meaning {
        case .denial, .exception: silenced.append(tokens)
        case .negation: negations.append(tokens)
        case .past: pasts.append(tokens)
        case .thirdPerson: thirdPersons.append(tokens)
        case .question: questions.append(tokens)
        case .signal: break
        }
      }
    }

    func isSilenced(_ tokens: Range<Int>) -> Bool { silenced.contains { $0.overlaps(tokens) } }

    func isWeakened(_ tokens: Range<Int>, _ kind: CrisisKind) -> Bool {
      negations.contains { isNegation($0, of: tokens) }
        || pasts.contains { isSameClause($0, tokens) }
        || questions.contains { isSameSentence($0, tokens) }
        || (kind.isWeakenedByThirdPerson
          && thirdPersons.contains { $0.lowerBound <= tokens.lowerBound && isSameClause($0, tokens) })
    }

    private func isNegation(_ cue: Range<Int>, of tokens: Range<Int>) -> Bool {
      cue.upperBound <= tokens.lowerBound && tokens.lowerBound - cue.upperBound <= longestNegationGap
        && isSameClause(cue, tokens)
    }

    private func isSameClause(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
      text.tokens[first.lowerBound].clause == text.tokens[second.lowerBound].clause
    }

    private func isSameSentence(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
      text.tokens[first.lowerBound].sentence == text.tokens[second.lowerBound].sentence
    }
  }
}
