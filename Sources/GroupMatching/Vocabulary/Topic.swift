/// One entry of the taxonomy: something that groups are about.
public struct Topic: Sendable, Hashable, Identifiable {
  /// The slug, such as `panic`.
  public let id: TopicID
  /// What people are shown: "Panic attacks".
  public let label: String
  /// The broader topic that holds this one; `nil` for one of the roots.
  public let parent: TopicID?
  /// Other names that people and directories use.
  public let synonyms: [String]
  /// Topics elsewhere in the tree that people with this one often look for too.
  public let related: [TopicID]
  /// The ids of the twelve-step and other fellowships that are about it.
  public let fellowships: [String]
  /// The ids of Open Eligibility's taxonomy, such as `106-01`.
  public let openEligibilityCodes: [String]
}

/// How two topics stand to each other in the taxonomy, seen from the first.
public enum TopicRelation: Sendable, Hashable {
  case same
  /// The second is part of the first, that many steps down.
  case narrower(steps: Int)
  /// The first is part of the second, that many steps down.
  case broader(steps: Int)
  /// Both are part of one topic, which is not a root.
  case sibling
  /// The taxonomy names them as related.
  case related
}
