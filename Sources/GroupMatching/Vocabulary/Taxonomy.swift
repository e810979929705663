/// The topics that groups are about, as a forest: each topic has at most one broader one.
public struct Taxonomy: Sendable {
  /// All topics, in the order of the file: a broader one stands before its narrower ones.
  public let topics: [Topic]
  private let indexByID: [TopicID: Int]
  private let idByName: [String: TopicID]
  private let relativesByID: [TopicID: [(topic: TopicID, relation: TopicRelation)]]

  /// - Throws: ``VocabularyError`` where a parent or a related topic does not exist before it is used, or two topics share
  ///   a name.
  public init(_ topics: [Topic]) throws(VocabularyError) {
    self.topics = topics
    var indexByID: [TopicID: Int] = [:]
    var idByName: [String: TopicID] = [:]
    for (index, topic) in topics.enumerated() {
      guard topic.parent.map({ indexByID[$0] != nil }) ?? true else {
        throw .inconsistent("topic \(topic.id): its parent \(topic.parent?.name ?? "") does not stand before it")
      }
      guard indexByID.updateValue(index, forKey: topic.id) == nil else {
        throw .inconsistent("topic \(topic.id) stands there twice")
      }
      for name in Set(([topic.id.name, topic.label] + topic.synonyms).map(NameKey.key)) {
        if let other = idByName.updateValue(topic.id, forKey: name), other != topic.id {
          throw .inconsistent("topics \(other) and \(topic.id) are both called '\(name)'")
        }
      }
    }
    if let topic = topics.first(where: { $0.related.contains { indexByID[$0] == nil } }) {
      throw .inconsistent("topic \(topic.id): a related topic does not exist")
    }
    self.indexByID = indexByID
    self.idByName = idByName
    relativesByID = Self.relatives(topics, indexByID)
  }

  /// The topic of an id.
  public subscript(_ id: TopicID) -> Topic? { indexByID[id].map { topics[$0] } }

  /// The topic that a slug, a label or a synonym names, whatever its case, accents and hyphens.
  public func id(named name: String) -> TopicID? { idByName[NameKey.key(name)] }

  /// The label of a topic, or its slug where the taxonomy does not hold it.
  public func label(_ id: TopicID) -> String { self[id]?.label ?? id.name }

  /// The topics whose names look like a text that names none, the nearest first.
  public func suggestions(for name: String, atMost limit: Int = 3) -> [TopicID] {
    // A text longer than any name is like none, and comparing it with each would take long.
    guard name.utf8.count <= 200 else { return [] }
    let key = NameKey.key(name)
    let near = idByName.compactMap { candidate, id -> (distance: Int, id: TopicID)? in
      if candidate.isSpelled(like: key) { return (candidate.editDistance(to: key), id) }
      return key.count >= 4 && candidate.split(separator: " ").contains { $0.hasPrefix(key) } ? (3, id) : nil
    }
    return near.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }.map(\.id).uniqued().prefix(limit).map { $0 }
  }

  /// The broader topics of one, the nearest first.
  public func ancestors(of id: TopicID) -> [TopicID] {
    Array(sequence(first: id) { self[$0]?.parent }.dropFirst())
  }

  /// Every topic that stands in some relation to one, itself among them, in the order of the taxonomy.
  ///
  /// - Complexity: O(1).
  public func relatives(of wanted: TopicID) -> [(topic: TopicID, relation: TopicRelation)] {
    relativesByID[wanted] ?? []
  }

  /// How a topic stands to another; `nil` where the taxonomy sees nothing between them.
  ///
  /// - Complexity: O(depth).
  public func relation(of wanted: TopicID, to offered: TopicID) -> TopicRelation? {
    if wanted == offered { return .same }
    if let steps = ancestors(of: offered).firstIndex(of: wanted) { return .narrower(steps: steps + 1) }
    if let steps = ancestors(of: wanted).firstIndex(of: offered) { return .broader(steps: steps + 1) }
    guard let mine = self[wanted], let theirs = self[offered] else { return nil }
    if let parent = mine.parent, parent == theirs.parent, self[parent]?.parent != nil { return .sibling }
    return mine.related.contains(offered) || theirs.related.contains(wanted) ? .related : nil
  }

  /// All relations there are, which ``relation(of:to:)`` gives one by one.
  private static func relatives(
    _ topics: [Topic], _ indexByID: [TopicID: Int]
  ) -> [TopicID: [(topic: TopicID, relation: TopicRelation)]] {
    let parents = topics.map { $0.parent.flatMap { indexByID[$0] } }
    var relations: [[Int: TopicRelation]] = topics.indices.map { [$0: .same] }
    for topic in topics.indices {
      for (steps, ancestor) in sequence(first: topic, next: { parents[$0] }).enumerated().dropFirst() {
        relations[ancestor][topic] = .narrower(steps: steps)
        relations[topic][ancestor] = .broader(steps: steps)
      }
    }
    for (one, parent) in parents.enumerated() {
      guard let parent, parents[parent] != nil else { continue }
      for other in topics.indices where parents[other] == parent && relations[one][other] == nil {
        relations[one][other] = .sibling
      }
    }
    for (one, topic) in topics.enumerated() {
      for other in topic.related.compactMap({ indexByID[$0] }) {
        relations[one][other] = relations[one][other] ?? .related
        relations[other][one] = relations[other][one] ?? .related
      }
    }
    return Dictionary(
      uniqueKeysWithValues: zip(topics, relations).map { topic, relations in
        (topic.id, relations.sorted { $0.key < $1.key }.map { (topics[$0.key].id, $0.value) })
      })
  }
}
