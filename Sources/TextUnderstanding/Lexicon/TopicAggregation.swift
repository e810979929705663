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
    strength = Self.combined(ordered)
    let byPerson = Person.allCases.map { person in (person, Self.combined(ordered.filter { $0.person == person })) }
    person = byPerson.reduce((.oneself, -1)) { $1.1 > $0.1 ? $1 : $0 }.0
    state = [.current, .inRecovery, .past].first { state in ordered.contains { $0.state == state } } ?? .lost
  }

  /// One minus the product of what each mention leaves open; the same words count once.
  ///
  /// The factors are multiplied in the order of their strength, so that the result does not depend on the order of
  /// the text, and another mention never lowers it.
  private static func combined(_ mentions: [TopicMention]) -> Double {
    var seen: Set<String> = []
    return mentions.reduce(0) { strength, mention in
      let isNew = seen.insert(NormalizedText(mention.quote.text).words).inserted
      return isNew ? strength + (1 - strength) * mention.strength : strength
    }
  }
}
