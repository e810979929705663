import GroupMatching

/// A mutual-help fellowship whose meetings come as feeds, such as Alcoholics Anonymous.
///
/// The codes of feeds collide between fellowships: `C` is "closed" in one and "families and friends only" in another. What they mean is
/// data, a file a fellowship.
public struct Fellowship: Sendable, Hashable, Identifiable {
  /// The id that the command and the taxonomy use: `al-anon`.
  public let id: String
  public let name: String
  public let url: String?
  /// What every meeting is about.
  public let topics: [TopicID]
  /// For whom the fellowship is: who may come to a closed meeting.
  public let members: [Audience]
  /// What it says of every meeting of its own, such as that it costs nothing but a contribution.
  public let facts: PartialGroup
  /// Where it says so, by field of ``facts``.
  public let basis: [String: String]
  /// What its codes mean, those that all fellowships share included.
  public let codes: CodeMaps
}
