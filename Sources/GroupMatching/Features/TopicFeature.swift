extension Feature {
  /// How near the group's topics are to the member's in the taxonomy.
  ///
  /// For each of the member's topics the nearest of the group's counts: the same 1, a narrower one 0.85, a broader one 0.7
  /// (0.45 two steps up, where a group for any mental illness meets panic attacks), a sibling 0.4, a related one 0.3. Over
  /// several topics of the member, 0.7 of the best and 0.3 of the mean: a group about one of two needs is a good group.
  static let topic = Feature(
    id: "topic", summary: "how near its topics are to the member's", defaultWeight: 5, valueWhenUnknown: 0.1
  ) { context, snapshot in
    let wanted = context.member.topics
    guard !wanted.isEmpty else { return nil }
    let taxonomy = snapshot.vocabulary.taxonomy
    return .table(snapshot.topics) { offered in
      guard !offered.isEmpty else { return nil }
      let nearness = wanted.map { topic in
        offered.lazy.map { TopicNearness.value(of: taxonomy.relation(of: topic, to: $0)) }.max() ?? 0
      }
      let best = nearness.max() ?? 0
      return 0.7 * best + 0.3 * nearness.reduce(0, +) / Double(nearness.count)
    }
  } remark: { context, group, value in
    let taxonomy = context.vocabulary.taxonomy
    guard let value else { return .question("Ask what the group is about.") }
    let related = TopicNearness.pairs(of: context.member.topics, with: group.topics, in: taxonomy)
    guard value > 0, let best = related.first else {
      return .caution(
        "it is about something else: " + group.topics.map { taxonomy.sentenceLabel($0) }.joinedInProse("and"))
    }
    let labels = related.prefix { $0.relation == best.relation }.map { taxonomy.sentenceLabel($0.offered) }.uniqued()
    let about = "it is about " + labels.joinedInProse("and")
    switch best.relation {
    case .same: return .reason(about)
    case .narrower: return .reason(about + ", part of \(taxonomy.sentenceLabel(best.wanted))")
    case .broader: return .reason(about + ", which takes in \(taxonomy.sentenceLabel(best.wanted))")
    case .sibling, .related:
      return .caution(about + ", near to \(taxonomy.sentenceLabel(best.wanted)) but not the same")
    }
  }
}

/// What the relations of the taxonomy are worth.
enum TopicNearness {
  static func value(of relation: TopicRelation?) -> Double {
    switch relation {
    case .same: 1
    case .narrower: 0.85
    case .broader(let steps): steps == 1 ? 0.7 : 0.45
    case .sibling: 0.4
    case .related: 0.3
    case nil: 0
    }
  }

  /// The related pairs of a member's and a group's topics, the nearest first.
  static func pairs(
    of wanted: [TopicID], with offered: [TopicID], in taxonomy: Taxonomy
  ) -> [(wanted: TopicID, offered: TopicID, relation: TopicRelation)] {
    wanted.flatMap { topic in
      offered.compactMap { other in taxonomy.relation(of: topic, to: other).map { (topic, other, $0) } }
    }
    .sorted { value(of: $0.2) > value(of: $1.2) }
  }
}

extension Taxonomy {
  /// A label as it stands within a sentence: "panic attacks", but "ADHD".
  public func sentenceLabel(_ id: TopicID) -> String {
    let label = label(id)
    let word = label.prefix { $0 != " " && $0 != "-" && $0 != "/" }
    let isName = word.dropFirst().contains(where: \.isUppercase) || Self.properNames.contains(word.lowercased())
    return isName ? label : label.prefix(1).lowercased() + label.dropFirst()
  }

  /// Labels that begin with somebody's name keep its capital.
  private static let properNames: Set = ["parkinson's", "tourette", "tourette's", "lyme", "crohn's", "ehlers"]
}
