/// What makes signals in one text less pressing than their words.
struct CrisisScope {
  /// The most words between a negation and what it weakens.
  private static let longestNegationGap = 3
  /// The most words between another person and what it weakens.
  private static let longestPersonGap = 6

  private let text: NormalizedText
  private var negations: [Range<Int>] = []
  private var pasts: [Range<Int>] = []
  private var presents: [Range<Int>] = []
  private var thirdPersons: [Range<Int>] = []
  private var questions: [Range<Int>] = []
  private var breaks: Set<Int> = []

  init(text: NormalizedText, matches: [(tokens: Range<Int>, meaning: CrisisMeaning)]) {
    self.text = text
    for (tokens, meaning) in matches {
      switch meaning {
      case .negation: negations.append(tokens)
      case .past: pasts.append(tokens)
      case .present: presents.append(tokens)
      case .thirdPerson: thirdPersons.append(tokens)
      case .question: questions.append(tokens)
      case .scopeBreak: breaks.formUnion(tokens)
      case .signal, .plain, .silence: break
      }
    }
  }

  /// Whether a negation, the past, another person or a question weakens a signal of `kind` at `tokens`.
  func isWeakened(_ tokens: Range<Int>, _ kind: CrisisKind) -> Bool {
    isNegated(tokens) || isPast(tokens) || questions.contains { isSameSentence($0, tokens) }
      || (kind.isWeakenedByThirdPerson && isAnothers(tokens))
  }

  private func isNegated(_ tokens: Range<Int>) -> Bool {
    negations.contains { reaches($0, tokens, within: Self.longestNegationGap) }
  }

  /// Another person is named before, and the signal's own words do not speak of the writer.
  private func isAnothers(_ tokens: Range<Int>) -> Bool {
    !tokens.contains(where: breaks.contains)
      && thirdPersons.contains { $0.overlaps(tokens) || reaches($0, tokens, within: Self.longestPersonGap) }
  }

  private func isPast(_ tokens: Range<Int>) -> Bool {
    pasts.contains { isSameClause($0, tokens) } && !presents.contains { isSameClause($0, tokens) }
  }

  private func reaches(_ cue: Range<Int>, _ tokens: Range<Int>, within longest: Int) -> Bool {
    guard cue.upperBound <= tokens.lowerBound, tokens.lowerBound - cue.upperBound <= longest else { return false }
    return isSameClause(cue, tokens) && !(cue.upperBound..<tokens.lowerBound).contains(where: breaks.contains)
  }

  private func isSameClause(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    text.isSameClause(first.lowerBound, second.lowerBound)
  }

  private func isSameSentence(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    text.isSameSentence(first.lowerBound, second.lowerBound)
  }
}
