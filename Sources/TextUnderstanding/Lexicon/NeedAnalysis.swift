/// What all lexicons together find in one text.
///
/// The cues of every language reach the phrases of every language: people mix languages, and many names of
/// conditions are the same in several.
struct NeedAnalysis {
  /// What is weaker than this is not worth a mention: the hints of what someone died of.
  private static let weakestMention = 0.2

  /// What the text says, in its order.
  private(set) var stated: [TopicMention] = []
  /// What it says not to be meant, hints aside, in its order.
  private(set) var denied: [TopicMention] = []
  /// In the order of the text.
  private(set) var suggestions: [Suggestion] = []

  private let text: NormalizedText
  private let passes: [LexiconPass]
  private let traits: TopicTraits

  init(_ text: NormalizedText, passes: [LexiconPass], traits: TopicTraits) {
    self.text = text
    self.passes = passes
    self.traits = traits
    addMentions()
    addSuggestions()
  }

  // MARK: Topics

  private mutating func addMentions() {
    let matches = passes.flatMap { pass in pass.topics.map { (pass.lexicon, $0) } }
      .sorted { ($0.1.tokens.lowerBound, $0.1.tokens.upperBound) < ($1.1.tokens.lowerBound, $1.1.tokens.upperBound) }
    var deniedTokens = BitSet()
    for (lexicon, match) in matches {
      let isDenied = isDenied(match.tokens, denied: deniedTokens)
      if isDenied { deniedTokens.formUnion(match.tokens) }
      let echo = isDenied ? passes.lazy.compactMap { $0.scopes.people.echo(of: match.tokens) }.first : nil
      let mention = mention(match, lexicon, echo: echo)
      if !isDenied || echo != nil {
        if mention.strength >= Self.weakestMention { stated.append(mention) }
      } else if match.strength >= PhraseStrength.strong {
        denied.append(mention)
      }
    }
  }

  private func isDenied(_ tokens: Range<Int>, denied: BitSet = BitSet()) -> Bool {
    passes.contains { $0.scopes.isDenied(tokens, denied: denied) }
  }

  private func mention(_ match: TopicMatch, _ lexicon: Lexicon, echo: PersonScopes.Found?) -> TopicMention {
    let topic = lexicon.topics[match.topic]
    let found = echo ?? (match.isLoss ? .writer : person(of: match.tokens))
    let state = state(match, topic)
    return TopicMention(
      topic: topic, strength: match.strength * factor(state),
      person: traits.fixedPerson(of: topic) ?? found.person, personQuote: found.cue.map(text.quote), state: state,
      quote: text.quote(match.quoted), language: lexicon.language)
  }

  /// Whose it is: what the first language says that names anyone but the writer.
  private func person(of tokens: Range<Int>) -> PersonScopes.Found {
    passes.lazy.map { $0.scopes.people.person(of: tokens) }.first { $0.person != .oneself } ?? .writer
  }

  private func state(_ match: TopicMatch, _ topic: String) -> TopicState {
    guard !match.isLoss else { return .current }
    let state = passes.lazy.map { $0.scopes.state(of: match.tokens) }.first { $0 != .current } ?? .current
    return state != .inRecovery && traits.isLasting(topic) ? .current : state
  }

  private func factor(_ state: TopicState) -> Double {
    switch state {
    case .current, .inRecovery: 1
    case .past: PhraseStrength.pastFactor
    case .lost: PhraseStrength.lostFactor
    }
  }

  // MARK: Suggestions

  private mutating func addSuggestions() {
    for pass in passes {
      for (index, tokens) in pass.suggestions {
        let (field, value) = pass.lexicon.suggestions[index]
        guard !isDenied(tokens), field.holdsForOthers || person(of: tokens).person == .oneself,
          let value = self.value(value, field, tokens, pass)
        else { continue }
        suggestions.append(
          Suggestion(field: field, value: value, quote: text.quote(tokens), language: pass.lexicon.language))
      }
    }
    suggestions = longest(suggestions).sorted {
      ($0.quote.utf8Range.lowerBound, $0.field.rawValue, $0.value, $0.language)
        < ($1.quote.utf8Range.lowerBound, $1.field.rawValue, $1.value, $1.language)
    }
  }

  /// The value of a suggestion, `#` standing for the number that the words name; nil where that can be no age.
  private func value(
    _ value: String, _ field: SuggestionField, _ tokens: Range<Int>, _ pass: LexiconPass
  ) -> String? {
    let number = tokens.lazy.compactMap { pass.numbers[$0] }.last { $0.end <= tokens.upperBound }
    let isAge = field == .ages || field == .communities
    if isAge, let number, passes.contains(where: { $0.scopes.isNotAge(before: number.end) }) { return nil }
    guard value == "#" else { return value }
    guard let number, !isAge || (5...110).contains(number.value) else { return nil }
    return String(number.value)
  }

  /// Of overlapping suggestions of one value, or of one field that has but one value, the longest stays.
  private func longest(_ suggestions: [Suggestion]) -> [Suggestion] {
    suggestions.filter { suggestion in
      !suggestions.contains { other in
        other.field == suggestion.field && (other.value == suggestion.value || suggestion.field.hasOneValue)
          && other.quote.utf8Range.overlaps(suggestion.quote.utf8Range)
          && other.quote.utf8Range.count > suggestion.quote.utf8Range.count
      }
    }
  }
}
