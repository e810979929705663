import TextUnderstanding

/// The answer to a member: ranked groups, and what became of the others.
public struct MatchAnswer: Sendable {
  public let member: Member
  /// What the need was understood to say; `nil` where there is none.
  public let understood: NeedUnderstanding?
  /// Signs of a crisis in the need, with lines to turn to; `nil` where there are none.
  public let crisis: CrisisAnswer?
  /// The id of the snapshot that was searched.
  public let snapshotID: String
  /// How many groups it holds.
  public let groupCount: Int
  public let weights: Weights
  /// The best first.
  public let matches: [Match]
  /// How many groups no rule excludes.
  public let eligible: Int
  /// How many groups each rule excludes; a group counts for the first rule that does, so that with ``eligible`` they add
  /// up to ``groupCount``.
  public let excluded: [String: Int]
  /// Single changes that would open more groups about what the member needs, where few are.
  public let relaxations: [OpenedGroups]
}

/// A change of the member's wishes, and how many more groups it would open.
public struct OpenedGroups: Sendable, Hashable {
  /// "20 km instead of 10".
  public let change: String
  /// How many more.
  public let count: Int
}
