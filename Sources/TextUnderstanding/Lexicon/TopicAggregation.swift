extension TopicReading {
  /// One reading a topic, the strongest first, equal ones by slug.
  static func all(_ mentions: [TopicMention]) -> [TopicReading] {
    Dictionary(grouping: mentions, by: \.topic)
      .map { TopicReading(topic: $0.key, mentions: $0.value) }
      .sorted { ($1.strength, $0.topic) < ($0.strength, $1.topic) }
  }

  private init(topic: String, mentions: [TopicMention]) {
    let ordered = mentions.sorted {
      ($1.strength, $0.quote.utf8Range.lowerBound, $0.language)
        < ($0.strength, $1.quote.utf8Range.lowerBound, $1.language)
    }
    self.topic = topic
    self.mentions = ordered
    let words = Self.words(of: ordered)
    strength = Self.combined(ordered, words) { _ in true }
    let byPerson = Person.allCases.map { person in (person, Self.combined(ordered, words) { $0.person == person }) }
    person = byPerson.reduce((.oneself, -1)) { $1.1 > $0.1 ? $1 : $0 }.0
    state = [.current, .inRecovery, .past].first { state in ordered.contains { $0.state == state } } ?? .lost
  }

  /// One minus the product of what each mention leaves open; the same words count once.
  ///
  /// The factors are multiplied in the order of their strength, so that the result does not depend on the order of
  /// the text, and another mention never lowers it.
  private static func combined(
    _ mentions: [TopicMention], _ words: [String], where isCounted: (TopicMention) -> Bool
  ) -> Double {
    var seen: Set<String> = []
    var strength = 0.0
    for (mention, words) in zip(mentions, words) where isCounted(mention) && seen.insert(words).inserted {
      strength += (1 - strength) * mention.strength
    }
    return strength
  }

  /// The normalised words of each mention, by which repetitions are told; a single one needs none.
  private static func words(of mentions: [TopicMention]) -> [String] {
    mentions.count == 1 ? [""] : mentions.map { NormalizedText($0.quote.text).words }
  }
}
