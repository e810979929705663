/// Reads needs in people's own words with the lexicons of all languages.
///
/// Every lexicon reads every text, since people mix languages; what two find in the same words counts once.
public struct NeedReader: Sendable {
  /// Tells the language of a text.
  public let detector: LanguageDetector
  private let lexicons: [Lexicon]
  private let traits: TopicTraits
  private let knownWords: KnownWords

  /// The languages that are read, by code, sorted.
  public var languages: [String] { lexicons.map(\.language) }

  /// Reads the lexicons in `folder`: one JSON file a language, named by its code, beside `function-words.json` and
  /// `topic-traits.json`.
  ///
  /// - Parameters:
  ///   - folder: the path of the folder.
  ///   - knownWords: what tells a word from a misspelling.
  /// - Throws: `TextError`.
  public init(folder: String, knownWords: KnownWords) throws(TextError) {
    let words = try FunctionWords.read(at: "\(folder)/function-words.json")
    let traits = try JSONFile.read(TopicTraits.self, at: "\(folder)/topic-traits.json")
    var lexicons: [Lexicon] = []
    for name in try JSONFile.names(in: folder) where JSONFile.isLanguage(name) {
      let path = "\(folder)/\(name).json"
      let file = try JSONFile.read(LexiconFile.self, at: path)
      lexicons.append(try Lexicon(file, functionWords: words[file.language] ?? FunctionWords(), path: path))
    }
    self.init(lexicons, words: words, traits: traits, knownWords: knownWords)
  }

  init(_ lexicons: [Lexicon], words: [String: FunctionWords], traits: TopicTraits, knownWords: KnownWords) {
    self.lexicons = lexicons
    self.traits = traits
    self.knownWords = knownWords
    detector = LanguageDetector(words, readable: Set(lexicons.map(\.language)))
  }

  /// What `text` says.
  ///
  /// - Complexity: O(words × phrases that agree so far).
  public func read(_ text: String) -> NeedReading {
    let normalized = NormalizedText(text)
    guard !normalized.tokens.isEmpty else { return .nothing }
    let passes = lexicons.map { lexicon in LexiconPass(normalized, lexicon: lexicon) { isKnown($0) } }
    let analysis = NeedAnalysis(normalized, passes: passes, traits: traits)
    let language = language(of: normalized, analysis.stated)
    let topics = TopicReading.all(distinct(analysis.stated.filter { Self.counts($0, in: language) }))
    let role = roleSuggestion(topics).map { [$0] } ?? []
    return NeedReading(
      language: language, topics: topics, denied: distinct(analysis.denied),
      suggestions: distinct(analysis.suggestions + role))
  }

  /// Whether a mention is more than a likeness of words: a mere hint counts in the text's own language only, since "rare"
  /// is a hint in one language and everybody's word in another. What is stated counts in any.
  private static func counts(_ mention: TopicMention, in language: LanguageGuess) -> Bool {
    guard case .read(let code) = language, code != mention.language else { return true }
    return mention.strength >= TopicReading.statedStrength
  }

  /// The text as it was meant: long words that are one slip away from a known one put right, and curly apostrophes and
  /// quotes made straight. For the embedding, which takes every letter at its word.
  ///
  /// - Complexity: O(length), and some 50 look-ups a letter of each long word that is not known.
  public func repaired(_ text: String) -> String {
    let repair = SpellingRepair(isKnown: { isKnown($0) }, isPreferred: { isInLexicon($0) })
    return repair.repaired(Self.straightened(text))
  }

  private static func straightened(_ text: String) -> String {
    guard text.utf8.contains(0xE2) else { return text }
    return String(
      text.map { character in
        switch character {
        case "\u{2018}", "\u{2019}", "\u{02BC}": "'"
        case "\u{201C}", "\u{201D}": "\""
        default: character
        }
      })
  }

  private func isInLexicon(_ word: HashedWord) -> Bool {
    lexicons.contains { $0.matcher.words.index(of: word) != nil }
  }

  /// Whether `word` is spelt as people spell it.
  private func isKnown(_ word: HashedWord) -> Bool {
    knownWords.contains(word) || isInLexicon(word)
  }

  /// The language by its small words, or by the lexicon that understood most where they are too few.
  private func language(of text: NormalizedText, _ mentions: [TopicMention]) -> LanguageGuess {
    let guess = detector.guess(text)
    guard guess == .undecided else { return guess }
    let counts = lexicons.map { lexicon in mentions.count { $0.language == lexicon.language } }
    guard let most = counts.max(), most > 0, counts.count(where: { $0 == most }) == 1,
      let index = counts.firstIndex(of: most)
    else { return .undecided }
    return .read(code: lexicons[index].language)
  }

  /// `mentions` without what another language's lexicon has found in the same words, as strong or stronger.
  private func distinct(_ mentions: [TopicMention]) -> [TopicMention] {
    mentions.enumerated().filter { position, mention in
      !mentions.enumerated().contains { otherPosition, other in
        other.topic == mention.topic && other.language != mention.language
          && other.quote.utf8Range.overlaps(mention.quote.utf8Range)
          && (mention.strength, otherPosition) < (other.strength, position)
      }
    }.map(\.element)
  }

  /// The role in which the writer comes, where the topics stated are another's rather than their own.
  private func roleSuggestion(_ topics: [TopicReading]) -> Suggestion? {
    let open = topics.filter { $0.isStated && traits.fixedPerson(of: $0.topic) != .oneself }
    func weight(_ person: Person) -> Double { open.filter { $0.person == person }.reduce(0) { $0 + $1.strength } }
    let person: Person = weight(.caregiver) >= weight(.family) ? .caregiver : .family
    guard weight(person) > weight(.oneself) else { return nil }
    let mention = open.first { $0.person == person }?.mentions.first { $0.person == person }
    return mention.map {
      Suggestion(field: .role, value: person.rawValue, quote: $0.personQuote ?? $0.quote, language: $0.language)
    }
  }

  /// The first of equal values.
  private func distinct(_ suggestions: [Suggestion]) -> [Suggestion] {
    suggestions.reduce(into: []) { kept, suggestion in
      if !kept.contains(where: { $0.field == suggestion.field && $0.value == suggestion.value }) {
        kept.append(suggestion)
      }
    }
  }
}
