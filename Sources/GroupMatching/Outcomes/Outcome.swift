/// What became of one referral, under the ids that the organisation itself uses.
///
/// Only who, where and when are sure. Nothing else about the person is in it: no need, no name, no place.
public struct Outcome: Sendable, Hashable {
  /// What makes two outcomes the same referral: a later report of it replaces the earlier one.
  public struct Referral: Sendable, Hashable {
    /// The organisation's own id for the person.
    public let memberID: String
    public let groupID: String
    /// The day on which the group was suggested.
    public let date: Day

    public init(memberID: String, groupID: String, date: Day) {
      self.memberID = memberID
      self.groupID = groupID
      self.date = date
    }
  }

  public let referral: Referral
  /// The place that the group had in the list shown, from 1.
  public var shownRank: Int?
  /// How many sessions the person came to; 0 where they never went, `nil` where nobody knows.
  public var attendedCount: Int?
  /// What the person gave it, from 1 to 5.
  public var rating: Int?
  /// Whether the person left before the end of a session.
  public var leftEarly: Bool?

  /// A referral of which nothing else is known yet.
  public init(_ referral: Referral) { self.referral = referral }
}

extension Outcome.Referral: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    (left.memberID, left.groupID, left.date) < (right.memberID, right.groupID, right.date)
  }
}
