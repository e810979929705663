/// What holds for topics in every language.
struct TopicTraits: Decodable, Sendable {
  /// Topics that are the writer's situation whoever is named: grief, marriage, parenting.
  private var ownSituation: Set<String> = []
  /// Topics that stay current however long ago they began: trauma, grief.
  private var lasting: Set<String> = []
  /// Topics that say in what role one comes, by role.
  private var person: [String: Set<String>] = [:]

  /// Traits of no topic.
  init() {}

  func isLasting(_ topic: String) -> Bool { lasting.contains(topic) }

  /// The person that `topic` is always about, or nil where the text decides.
  func fixedPerson(of topic: String) -> Person? {
    if ownSituation.contains(topic) { return .oneself }
    return Person.allCases.first { person[$0.rawValue]?.contains(topic) ?? false }
  }
}
