import TextUnderstanding

extension Group {
  /// The group's name and description, as one text.
  var ownWords: String { description.map { "\(name). \($0)" } ?? name }

  /// How much a topic counts that the entry does not state and its own words speak of.
  private static let spokenWorth = 0.8

  /// The topics that the entry states; where it states none, those that its name and description speak of.
  func offeredTopics(_ tools: TextTools?, _ taxonomy: Taxonomy) -> [OfferedTopic] {
    if !topics.isEmpty { return topics.map { OfferedTopic(topic: $0, strength: 1, isStated: true) } }
    guard let tools else { return [] }
    return tools.reader.read(ownWords).stated.compactMap { reading in
      taxonomy.id(named: reading.topic).map {
        OfferedTopic(topic: $0, strength: reading.strength * Self.spokenWorth, isStated: false)
      }
    }
  }
}
