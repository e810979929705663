/// Something that makes one group a better match than another.
///
/// To add one, write it in a file of its own in this folder and name it in ``all``. Weights, the command's help, answers,
/// explanations and the contract tests follow the list.
public struct Feature: Sendable, Identifiable {
  /// The name in weights and answers: `low-pressure`.
  public let id: String
  /// What it says of a group, for lists of features: "how near it meets".
  public let summary: String
  /// The weight in the default profile, 0 or more.
  public let defaultWeight: Double
  /// What *unknown* counts as, 0…1: never a made-up fact, but a place in the ranking, and the explanation says so.
  public let valueWhenUnknown: Double
  /// Whether it says that the group is about what the member needs: without one such feature no match is called more than
  /// possible, however near and free the group is.
  public let concernsNeed: Bool
  /// Whether what it gives changes with the moment asked about, as free evenings and the age of an entry do. One that does
  /// not say so must not look at the moment or at free times.
  public let turnsOnMoment: Bool
  /// The feature for one member; `nil` where the member leaves it open, and then it drops out for every group alike.
  let term: @Sendable (MemberContext, Snapshot) -> Term?
  /// What a person should hear of it, given its value for a group.
  let remark: @Sendable (MemberContext, Group, Double?) -> Remark?

  init(
    id: String, summary: String, defaultWeight: Double, valueWhenUnknown: Double, concernsNeed: Bool = false,
    turnsOnMoment: Bool = false,
    term: @escaping @Sendable (MemberContext, Snapshot) -> Term?,
    remark: @escaping @Sendable (MemberContext, Group, Double?) -> Remark?
  ) {
    self.id = id
    self.summary = summary
    self.defaultWeight = defaultWeight
    self.valueWhenUnknown = valueWhenUnknown
    self.concernsNeed = concernsNeed
    self.turnsOnMoment = turnsOnMoment
    self.term = term
    self.remark = remark
  }

  /// Every feature, in the order in which answers list them.
  public static let all: [Feature] = [
    .topic, .meaning, .wording, .audience, .community, .age, .format, .distance, .schedule, .cost, .accommodations,
    .language, .lowPressure,
    .size, .facilitation, .safeguards, .freshness, .retention, .openings,
  ]
}

/// A sentence about a group, without its full stop unless it is a question.
public enum Remark: Sendable, Hashable {
  /// Why the group suits: "it is about panic attacks".
  case reason(String)
  /// What to watch: "18 km away, more than is comfortable".
  case caution(String)
  /// What to ask the group: "Ask what it costs."
  case question(String)
}
