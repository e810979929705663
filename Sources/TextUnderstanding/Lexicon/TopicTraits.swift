/// What holds for topics in every language.
struct TopicTraits: Decodable, Sendable {
  private enum CodingKeys: String, CodingKey {
    /// Topics that are the writer's situation whoever is named: grief, marriage, parenting.
    case ownSituation
    /// Topics that stay current however long ago they began: trauma, grief.
    case lasting
    /// Topics that say in what role one comes, by role.
    case person
  }

  private var lasting: Set<String> = []
  /// The person that a topic is always about.
  private var persons: [String: Person] = [:]

  /// Traits of no topic.
  init() {}

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    lasting = try container.decode(Set<String>.self, forKey: .lasting)
    for topic in try container.decode(Set<String>.self, forKey: .ownSituation) { persons[topic] = .oneself }
    let roles = try container.decode([String: Set<String>].self, forKey: .person)
    for person in Person.allCases {
      for topic in roles[person.rawValue] ?? [] where persons[topic] == nil { persons[topic] = person }
    }
  }

  func isLasting(_ topic: String) -> Bool { lasting.contains(topic) }

  /// The person that `topic` is always about, or nil where the text decides.
  func fixedPerson(of topic: String) -> Person? {
    persons[topic]
  }
}
