import Testing

@testable import GroupMatching

@Suite("Taxonomy")
struct TaxonomyTests {
  private let taxonomy: Taxonomy

  init() throws { taxonomy = try ProjectData.vocabulary.taxonomy }

  /// A little forest: a ── b ── c, b ── d, a ── e; f alone, related to d.
  private func small() throws -> Taxonomy {
    try Taxonomy([
      topic("a"), topic("b", under: "a"), topic("c", under: "b"), topic("d", under: "b", related: ["f"]),
      topic("e", under: "a"), topic("f"),
    ])
  }

  private func topic(
    _ id: TopicID, under parent: TopicID? = nil, synonyms: [String] = [], related: [TopicID] = []
  ) -> Topic {
    Topic(
      id: id, label: "Label of \(id)", parent: parent, synonyms: synonyms, related: related, fellowships: [],
      openEligibilityCodes: [])
  }

  @Test(
    "how two topics stand to each other",
    arguments: [
      ("a", "a", .same), ("a", "b", .narrower(steps: 1)), ("a", "c", .narrower(steps: 2)),
      ("c", "a", .broader(steps: 2)),
      ("d", "b", .broader(steps: 1)), ("c", "d", .sibling), ("d", "f", .related), ("f", "d", .related), ("c", "f", nil),
      ("b", "e", nil), ("c", "e", nil), ("a", "nothing", nil),
    ] as [(TopicID, TopicID, TopicRelation?)])
  func relation(one: TopicID, other: TopicID, relation: TopicRelation?) throws {
    #expect(try small().relation(of: one, to: other) == relation)
  }

  @Test("the relations of the real topics are each other's mirror")
  func mirror() {
    for one in taxonomy.topics {
      for other in taxonomy.topics {
        let mirrored: TopicRelation? =
          switch taxonomy.relation(of: other.id, to: one.id) {
          case .narrower(let steps): .broader(steps: steps)
          case .broader(let steps): .narrower(steps: steps)
          case let same: same
          }
        #expect(taxonomy.relation(of: one.id, to: other.id) == mirrored)
      }
    }
  }

  @Test("every slug, label and synonym names its topic, whatever its case, accents and hyphens")
  func names() {
    #expect(taxonomy.topics.count >= 80)
    for topic in taxonomy.topics {
      for name in [topic.id.name, topic.label] + topic.synonyms {
        #expect(taxonomy.id(named: name) == topic.id, "\(name)")
        #expect(taxonomy.id(named: name.uppercased()) == topic.id, "\(name)")
        #expect(taxonomy.id(named: " \(name.replacing(" ", with: "-")) ") == topic.id, "\(name)")
      }
    }
    #expect(taxonomy.id(named: "panico") == "panic")
    #expect(taxonomy.id(named: "dragons") == nil)
    #expect(taxonomy.id(named: "") == nil)
  }

  @Test(
    "a text that names no topic suggests those that look like it",
    arguments: [
      ("pannic", "panic"), ("depresion", "depression"), ("axniety", "anxiety"), ("alcohool", "alcohol"),
    ] as [(String, TopicID)])
  func suggestions(text: String, topic: TopicID) {
    #expect(taxonomy.suggestions(for: text).first == topic)
    #expect(taxonomy.suggestions(for: text).count <= 3)
  }

  @Test("suggestions are the same every time, and none for what looks like nothing")
  func stableSuggestions() {
    let first = taxonomy.suggestions(for: "grif", atMost: 10)
    for _ in 0..<10 { #expect(taxonomy.suggestions(for: "grif", atMost: 10) == first) }
    #expect(Set(first).count == first.count)
    #expect(taxonomy.suggestions(for: "xqzwvjjjjj").isEmpty)
    #expect(taxonomy.suggestions(for: "").isEmpty)
  }

  @Test("a parent that does not stand before, a shared name and a related topic that is none are errors")
  func errors() {
    #expect(throws: VocabularyError.self) { try Taxonomy([topic("b", under: "a"), topic("a")]) }
    #expect(throws: VocabularyError.self) { try Taxonomy([topic("a", under: "a")]) }
    #expect(throws: VocabularyError.self) {
      try Taxonomy([topic("a", synonyms: ["X y"]), topic("b", synonyms: ["x-Y"])])
    }
    #expect(throws: VocabularyError.self) { try Taxonomy([topic("a", related: ["b"])]) }
    #expect(throws: VocabularyError.self) { try Taxonomy([topic("a"), topic("a")]) }
  }

  @Test("the ancestors, the nearest first")
  func ancestors() throws {
    #expect(try small().ancestors(of: "c") == ["b", "a"])
    #expect(try small().ancestors(of: "a").isEmpty)
  }

  @Test(
    "labels within a sentence keep the capitals of names and initials",
    arguments: [
      ("panic", "panic attacks"), ("adhd", "ADHD"), ("ptsd", "PTSD"), ("parkinsons", "Parkinson's"),
    ] as [(TopicID, String)])
  func sentence(topic: TopicID, start: String) throws {
    try #require(taxonomy[topic] != nil)
    #expect(taxonomy.sentenceLabel(topic).hasPrefix(start), "\(taxonomy.sentenceLabel(topic))")
  }
}
