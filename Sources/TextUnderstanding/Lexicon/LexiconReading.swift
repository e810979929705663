/// What one lexicon finds in one text.
struct LexiconReading {
  /// What the text says, in the order of the text.
  private(set) var stated: [TopicMention] = []
  /// What it says not to be meant, in the order of the text.
  private(set) var denied: [TopicMention] = []
  /// In the order of the text.
  private(set) var suggestions: [Suggestion] = []

  private let text: NormalizedText
  private let lexicon: Lexicon
  private let traits: TopicTraits
  private let scopes: CueScopes
  private let numbers: [Int: NumberWords.Number]

  /// Reads `text` with `lexicon`.
  ///
  /// - Parameter isKnown: whether a word is one that people spell so, in any language.
  init(
    _ text: NormalizedText, lexicon: Lexicon, traits: TopicTraits,
    isKnown: (UnsafeBufferPointer<UInt8>) -> Bool
  ) {
    self.text = text
    self.lexicon = lexicon
    self.traits = traits
    let lexemes = lexicon.matcher.lexemes(of: text, isKnown: isKnown)
    let matches = lexicon.matcher.matches(in: text, lexemes: lexemes)
    numbers = lexemes.numbers
    scopes = CueScopes(matches, text: text, lexicon: lexicon, lexemes: lexemes)
    addMentions(TopicMatch.all(matches, meanings: lexicon.meanings))
    for match in matches {
      if case .suggestion(let index) = lexicon.meanings[match.payload] { addSuggestion(index, match.tokens) }
    }
    keepLongestSuggestions()
  }

  // MARK: Topics

  private mutating func addMentions(_ matches: [TopicMatch]) {
    var deniedTokens: Set<Int> = []
    for match in matches {
      let isDenied = scopes.isDenied(match.tokens, denied: deniedTokens)
      if isDenied { deniedTokens.formUnion(match.tokens) }
      let mention = mention(match)
      if isDenied { denied.append(mention) } else { stated.append(mention) }
    }
  }

  private func mention(_ match: TopicMatch) -> TopicMention {
    let topic = lexicon.topics[match.topic]
    let (person, cue) = match.isLoss ? (.oneself, nil) : scopes.person(of: match.tokens)
    let state = state(match, topic)
    return TopicMention(
      topic: topic, strength: match.strength * factor(state), person: traits.fixedPerson(of: topic) ?? person,
      personQuote: cue.map(text.quote), state: state, quote: text.quote(match.quoted), language: lexicon.language)
  }

  private func state(_ match: TopicMatch, _ topic: String) -> TopicState {
    guard !match.isLoss else { return .current }
    let state = scopes.state(of: match.tokens)
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

  private mutating func addSuggestion(_ index: Int, _ tokens: Range<Int>) {
    let (field, value) = lexicon.suggestions[index]
    guard !scopes.isDenied(tokens, denied: []) else { return }
    guard field.holdsForOthers || scopes.person(of: tokens).person == .oneself else { return }
    guard let value = value == "#" ? age(in: tokens) : value else { return }
    suggestions.append(
      Suggestion(field: field, value: value, quote: text.quote(tokens), language: lexicon.language))
  }

  /// The number among `tokens` if it can be an age.
  private func age(in tokens: Range<Int>) -> String? {
    guard let number = tokens.lazy.compactMap({ numbers[$0] }).first else { return nil }
    guard (5...110).contains(number.value), !scopes.isNotAge(before: number.end) else { return nil }
    return String(number.value)
  }

  /// Of overlapping suggestions of one value the longest stays.
  private mutating func keepLongestSuggestions() {
    suggestions = suggestions.filter { suggestion in
      !suggestions.contains { other in
        other.field == suggestion.field && other.value == suggestion.value
          && other.quote.utf8Range.overlaps(suggestion.quote.utf8Range)
          && other.quote.utf8Range.count > suggestion.quote.utf8Range.count
      }
    }
  }
}
