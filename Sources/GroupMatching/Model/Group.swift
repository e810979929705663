/// A peer-support group as a directory describes it.
///
/// Only the id and the name are sure. Every other fact may be unknown: `nil`, or an empty list where a list is stated
/// by its members. Unknown is never replaced by a usual value; what it counts as is each feature's to say.
public struct Group: Sendable, Hashable, Identifiable {
  /// The id, unique in a directory. Ties in a ranking break by it.
  public var id: String
  public var name: String
  public var organization: Organization?
  public var description: String?
  /// What the group is about; empty where unknown.
  public var topics: [TopicID] = []
  /// For whom it is; empty where unknown.
  public var audiences: [Audience] = []
  /// The communities it welcomes or is for; empty where it names none.
  public var communities: [CommunityFocus] = []
  public var ages: AgeRange?
  /// The ways of meeting; empty where unknown.
  public var formats: MeetingFormats = []
  public var location: Location?
  /// The languages spoken; empty where unknown.
  public var languages: [LanguageTag] = []
  /// When it meets; empty where unknown or by appointment.
  public var sessions: [Session] = []
  public var cost: Cost?
  /// What it can do for people; an accommodation that is absent is unknown.
  public var accommodations: [AccommodationID: AccommodationStatus] = [:]
  public var participation = Participation()
  public var facilitation = Facilitation()
  public var size = GroupSize()
  public var status: GroupStatus?
  /// When somebody last made sure that the entry is right.
  public var verifiedAt: Day?
  public var contact = Contact()
  public var source: RecordSource?

  /// A group of which nothing else is known yet.
  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}
