import TextUnderstanding

/// What reads the words of people and groups: the embedding, the lexicons, the crisis rules.
public struct TextTools: Sendable {
  let encoder: TextEncoder
  let reader: NeedReader
  let crisisRules: CrisisRules
  let crisisLines: CrisisLines

  /// Opens what `data/` holds; the embedding table is mapped, not read.
  public init(_ model: TextModel) throws(TextError) {
    encoder = try model.encoder()
    reader = try model.reader()
    crisisRules = try model.crisisRules()
    crisisLines = try model.crisisLines()
  }

  /// A digest of the embedding: vectors of one table cannot be compared with those of another.
  var digest: String { String(Checksum.xxh64(encoder.table.scaleBytes), radix: 16) }

  /// What a need says. In a language that is not read, what it is about is unknown, whatever single words look like.
  ///
  /// - Complexity: O(length of the text).
  public func understand(_ need: String, taxonomy: Taxonomy) -> NeedUnderstanding {
    let reading = reader.read(need)
    if case .other = reading.language { return NeedUnderstanding(reading: reading, topics: [], vector: nil) }
    return NeedUnderstanding(
      reading: reading, topics: reading.topics.compactMap { InferredTopic($0, taxonomy) },
      vector: encoder.encode(reader.repaired(need))?.quantized)
  }

  /// The crisis signals of a need with the lines to turn to; `nil` where there are none.
  ///
  /// - Parameter country: ISO 3166-1, where known.
  public func crisis(in need: String, country: String?) -> CrisisAnswer? {
    let signals = crisisRules.signals(in: need)
    guard let level = signals.map(\.level).max() else { return nil }
    let kinds = signals.map(\.kind).uniqued()
    return CrisisAnswer(level: level, kinds: kinds, help: crisisLines.help(for: country, kinds: kinds))
  }
}

/// What a need in somebody's own words says: never taken for a fact, only for a hint, until the person confirms it.
public struct NeedUnderstanding: Sendable {
  /// All that was read, with the very words.
  public let reading: NeedReading
  /// The topics that the taxonomy holds, the strongest first.
  public let topics: [InferredTopic]
  /// The embedding; `nil` where no word is recognised: then likeness is unknown.
  let vector: QuantizedVector?
}

/// A topic that somebody wrote about, and with which words.
public struct InferredTopic: Sendable, Hashable {
  public let topic: TopicID
  /// How clearly, 0…1.
  public let strength: Double
  /// The words that said it most clearly.
  public let quote: String

  init?(_ reading: TopicReading, _ taxonomy: Taxonomy) {
    guard let topic = taxonomy.id(named: reading.topic), let mention = reading.mentions.first else { return nil }
    self.topic = topic
    strength = reading.strength
    quote = mention.quote.text
  }
}

/// Signs of a crisis in a need, and where to turn. It stands before the matches and never takes their place.
///
/// It holds no words of the person: what was written is not repeated in logs or files.
public struct CrisisAnswer: Sendable {
  public let level: CrisisLevel
  /// The kinds of danger spoken of.
  public let kinds: [CrisisKind]
  public let help: CrisisHelp
}
