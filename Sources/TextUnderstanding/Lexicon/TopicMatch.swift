/// A place where phrases of one topic were found: the longest of those that overlap, as strong as the strongest.
struct TopicMatch: Equatable {
  /// The topic, by index in the lexicon.
  let topic: Int
  /// Whether it was found as the writer's loss.
  let isLoss: Bool
  /// The tokens of the longest phrase, which decide whether it is denied and whose it is.
  let tokens: Range<Int>
  /// The tokens of the strongest phrase, which are quoted.
  private(set) var quoted: Range<Int>
  /// The strength of the strongest phrase.
  private(set) var strength: Double

  /// The topics among `matches`, in the order of the text.
  static func all(_ matches: [PhraseMatch], meanings: [PhraseMeaning]) -> [TopicMatch] {
    let candidates = matches.compactMap { TopicMatch($0, meanings[$0.payload]) }.sorted {
      ($1.tokens.count, $1.strength, $0.tokens.lowerBound, $0.topic)
        < ($0.tokens.count, $0.strength, $1.tokens.lowerBound, $1.topic)
    }
    var kept: [TopicMatch] = []
    for candidate in candidates {
      let longer = kept.firstIndex { $0.topic == candidate.topic && $0.tokens.overlaps(candidate.tokens) }
      if let longer { kept[longer].absorb(candidate) } else { kept.append(candidate) }
    }
    return kept.sorted { ($0.tokens.lowerBound, $0.topic) < ($1.tokens.lowerBound, $1.topic) }
  }

  private init?(_ match: PhraseMatch, _ meaning: PhraseMeaning) {
    switch meaning {
    case .topic(let topic, let strength):
      self.topic = topic
      self.strength = strength
      isLoss = false
    case .loss(let topic):
      self.topic = topic
      strength = PhraseStrength.name
      isLoss = true
    case .cue, .suggestion:
      return nil
    }
    tokens = match.tokens
    quoted = match.tokens
  }

  private mutating func absorb(_ shorter: TopicMatch) {
    guard shorter.strength > strength else { return }
    strength = shorter.strength
    quoted = shorter.quoted
  }
}
