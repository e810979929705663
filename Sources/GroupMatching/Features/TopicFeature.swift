extension Feature {
  /// How near the group's topics are to the member's in the taxonomy: those they named, and those they wrote about.
  ///
  /// For each of the member's topics the nearest of the group's counts: the same 1, a narrower one 0.85, a broader one 0.7
  /// (0.45 two steps up, where a group for any mental illness meets panic attacks), a sibling 0.4, a related one 0.3. A
  /// topic read out of the need counts by how clearly it was said, and so does one read out of the description of a group
  /// that states no topic, to the nearest twentieth. Over several topics of the member, 0.7 of the best and
  /// 0.3 of the mean: a group about one of two needs is a good group.
  static let topic = Feature(
    id: "topic", summary: "how near its topics are to the member's", defaultWeight: 5, valueWhenUnknown: 0.1,
    concernsNeed: true
  ) { context, snapshot in
    let wanted = context.wantedTopics
    guard !wanted.isEmpty else { return nil }
    let wishes = wanted.map { wish in
      WishNearness.Wish(
        strength: wish.strength,
        steps: snapshot.topics.nearness(to: wish.topic, in: snapshot.vocabulary.taxonomy))
    }
    return .nearness(WishNearness(snapshot.topics.codes, wishes, bestShare: 0.7, meanShare: 0.3))
  } remark: { context, group, value in
    let taxonomy = context.vocabulary.taxonomy
    guard let value else { return .question("Ask what the group is about.") }
    guard !group.topics.isEmpty else { return value > 0.3 ? .reason("its description speaks of it") : nil }
    let pairs = TopicWorth.pairs(of: context.wantedTopics, with: group.topics, in: taxonomy)
    guard value > 0, let best = pairs.first else {
      return .caution(
        "it is about something else: " + group.topics.map { taxonomy.sentenceLabel($0) }.joinedInProse("and"))
    }
    let labels = pairs.prefix { $0.relation == best.relation }.map { taxonomy.sentenceLabel($0.offered) }.uniqued()
    let about = "it is about " + labels.joinedInProse("and")
    let wanted = taxonomy.sentenceLabel(best.wish.topic) + (best.wish.quote.map { " (you wrote: \($0))" } ?? "")
    switch best.relation {
    case .same: return .reason(about + (best.wish.quote.map { " (you wrote: \($0))" } ?? ""))
    case .narrower: return .reason(about + ", part of \(wanted)")
    case .broader: return .reason(about + ", which takes in \(wanted)")
    case .sibling, .related: return .caution(about + ", near to \(wanted) but not the same")
    }
  }
}

/// A topic that a group should be about.
struct WantedTopic: Sendable, Hashable {
  let topic: TopicID
  /// 1 where the member named it, less where it was read out of the need.
  let strength: Double
  /// The words it was read out of.
  let quote: String?
}

extension MemberContext {
  /// The topics that the member named, then those that the need speaks of beside them.
  var wantedTopics: [WantedTopic] {
    let named = member.topics.map { WantedTopic(topic: $0, strength: 1, quote: nil) }
    let inferred = (need?.topics ?? []).filter { !member.topics.contains($0.topic) }
    return named + inferred.map { WantedTopic(topic: $0.topic, strength: $0.strength, quote: $0.quote) }
  }
}

/// What the relations of the taxonomy are worth.
enum TopicWorth {
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
    of wanted: [WantedTopic], with offered: [TopicID], in taxonomy: Taxonomy
  ) -> [(wish: WantedTopic, offered: TopicID, relation: TopicRelation)] {
    wanted.flatMap { wish in
      offered.compactMap { other in taxonomy.relation(of: wish.topic, to: other).map { (wish, other, $0) } }
    }
    .sorted { value(of: $0.2) * $0.0.strength > value(of: $1.2) * $1.0.strength }
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
