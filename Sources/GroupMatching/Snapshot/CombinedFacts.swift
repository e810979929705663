// Facts that a rule or a feature weighs together, so that they share one column.

/// A topic that a group is about, or seems to be.
struct OfferedTopic: Sendable, Hashable {
  let topic: TopicID
  /// 1 where the entry states it, less where its own words speak of it.
  let strength: Double
  /// Whether the entry states it.
  let isStated: Bool
}

/// In which ways a group can be attended, and whether it is known where it meets.
struct Attendance: Sendable, Hashable {
  /// Empty where unknown.
  let formats: MeetingFormats
  /// Whether its point is known.
  let isPlaced: Bool
}

/// What somebody can speak in a group.
struct LanguageOffer: Sendable, Hashable {
  /// The languages spoken; empty where unknown.
  let languages: [LanguageTag]
  /// Whether there is or can be an interpreter.
  let hasInterpreter: Bool

  init(_ group: Group) {
    languages = group.languages
    let interpreter = group.accommodations["interpreter"]
    hasInterpreter = interpreter == .available || interpreter == .onRequest
  }
}

/// Whether a group can give one accommodation, and in which ways one can attend: what concerns the room does not matter
/// to somebody who attends from home.
struct AccommodationOffer: Sendable, Hashable {
  /// `nil` where unknown.
  let status: AccommodationStatus?
  let formats: MeetingFormats

  init(status: AccommodationStatus?, formats: MeetingFormats) {
    self.status = status
    self.formats = formats
  }

  init(_ group: Group, _ accommodation: AccommodationID) {
    self.init(status: group.accommodations[accommodation], formats: group.formats)
  }
}

/// How a group receives somebody new. Each is absent where not stated.
struct Welcome: Sendable, Hashable {
  let dropIn: Bool?
  let observersWelcome: Bool?
  let sharingOptional: Bool?

  init(_ participation: Participation) {
    dropIn = participation.dropIn
    observersWelcome = participation.observersWelcome
    sharingOptional = participation.sharingOptional
  }
}

/// What speaks for a group being a safe one.
struct Safeguards: Sendable, Hashable {
  let guidelinesPublished: Bool?
  let confidential: Bool?
  let crisisProtocol: Bool?
  /// True where an organisation stands behind it; `nil` where none is named, which need not mean that there is none.
  let hasOrganization: Bool?

  init(_ group: Group) {
    guidelinesPublished = group.facilitation.guidelinesPublished
    confidential = group.facilitation.confidential
    crisisProtocol = group.facilitation.crisisProtocol
    hasOrganization = group.organization == nil ? nil : true
  }
}

/// Whether there is room for one more.
struct OpeningsOffer: Sendable, Hashable {
  /// How many can join; `nil` where unknown.
  let openings: Int?
  /// Whether one may come without notice, which a full group does not offer.
  let dropIn: Bool?

  init(_ group: Group) {
    openings = group.size.openings
    dropIn = group.participation.dropIn
  }
}
