/// What somebody who looks for a group needs and can manage.
///
/// Everything is optional, and what is left out weighs nothing.
public struct Member: Sendable, Hashable {
  /// The caller's own name for the person, so that an answer can be told from another; never an identity.
  public var id: String?
  /// The need in the person's own words.
  public var need: String?
  /// What it is about, by topic.
  public var topics: [TopicID] = []
  public var role: Role?
  /// The communities that the person said they belong to; `nil` where they did not say.
  public var communities: [CommunityID]?
  /// The age in years.
  public var age: Int?
  /// The languages spoken, the first one first; empty where not said.
  public var languages: [LanguageTag] = []
  /// The ways of meeting that the person can use; `nil` where any will do.
  public var acceptedFormats: MeetingFormats?
  public var preferredFormat: MeetingFormat?
  /// Where the person is.
  public var location: Coordinate?
  /// Where the person is, in words: a postal code, a city, or "latitude,longitude".
  public var near: String?
  /// The country of that place by ISO 3166-1, as far as it was looked up: whose crisis lines to show. Not a field of the
  /// record.
  public internal(set) var country: String?
  /// How far is comfortable, in kilometres.
  public var comfortableKilometers: Double?
  /// How far is the most, in kilometres.
  public var maximumKilometers: Double?
  /// Accommodations without which the person cannot take part.
  public var requiredAccommodations: [AccommodationID] = []
  /// Accommodations that would help.
  public var helpfulAccommodations: [AccommodationID] = []
  public var budget: Budget?
  /// When the person is free, each week; empty where not said.
  public var availability: [FreeTime] = []
  /// The zone in which the free times are meant and sessions are shown.
  public var timeZone: ZoneID?
  public var comfort = Comfort()
  public var facilitation: Facilitation.Kind?
  /// Groups already tried, or not wanted, by id.
  public var excludedGroups: [String] = []
  /// A factor on the weight of a feature, by the feature's id.
  public var importance: [String: Double] = [:]

  /// Somebody of whom nothing is known yet.
  public init() {}
}

/// What makes a first visit easier. Each is absent where it does not matter to the person.
public struct Comfort: Sendable, Hashable {
  /// The size of circle that somebody likes.
  public enum Size: String, Sendable, Hashable, CaseIterable {
    /// Up to about eight people.
    case small
    /// About nine to fifteen.
    case medium
    /// More.
    case large
  }

  /// Wants to be able only to listen.
  public var listenOnly: Bool?
  /// Wants to look once before joining.
  public var observeFirst: Bool?
  public var size: Size?

  public init(listenOnly: Bool? = nil, observeFirst: Bool? = nil, size: Size? = nil) {
    self.listenOnly = listenOnly
    self.observeFirst = observeFirst
    self.size = size
  }
}
