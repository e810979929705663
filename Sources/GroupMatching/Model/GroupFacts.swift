/// Whether a group can give an accommodation. Absence means that nobody said.
public enum AccommodationStatus: String, Sendable, Hashable, CaseIterable {
  case available
  case onRequest = "on-request"
  case unavailable
}

/// How somebody joins a group, and what is asked of them there. Each fact is absent where not stated.
public struct Participation: Sendable, Hashable {
  /// What has to be done before the first visit.
  public enum Registration: String, Sendable, Hashable, CaseIterable {
    case none, required, referral
  }

  /// Whether one may come without notice.
  public var dropIn: Bool?
  /// Whether one may come once to look.
  public var observersWelcome: Bool?
  /// Whether it is fine only to listen.
  public var sharingOptional: Bool?
  /// What has to be done first.
  public var registration: Registration?

  public init(
    dropIn: Bool? = nil, observersWelcome: Bool? = nil, sharingOptional: Bool? = nil, registration: Registration? = nil
  ) {
    self.dropIn = dropIn
    self.observersWelcome = observersWelcome
    self.sharingOptional = sharingOptional
    self.registration = registration
  }
}

/// Who leads a group and what keeps it safe. Each fact is absent where not stated.
public struct Facilitation: Sendable, Hashable {
  /// Who leads.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case peer
    case trainedPeer = "trained-peer"
    case professional

    /// Whom a sentence calls so.
    public var phrase: String {
      switch self {
      case .peer: "a peer"
      case .trainedPeer: "a trained peer"
      case .professional: "a professional"
      }
    }
  }

  /// Who leads.
  public var kind: Kind?
  /// Whether the group's guidelines can be read.
  public var guidelinesPublished: Bool?
  /// Whether what is said stays in the room.
  public var confidential: Bool?
  /// Whether there is a protocol for hard moments.
  public var crisisProtocol: Bool?

  public init(
    kind: Kind? = nil, guidelinesPublished: Bool? = nil, confidential: Bool? = nil, crisisProtocol: Bool? = nil
  ) {
    self.kind = kind
    self.guidelinesPublished = guidelinesPublished
    self.confidential = confidential
    self.crisisProtocol = crisisProtocol
  }
}

/// How many people come, and how many more can.
public struct GroupSize: Sendable, Hashable {
  /// How many come on a usual day.
  public var typical: Int?
  /// How many there is room for.
  public var capacity: Int?
  /// How many more can join now; 0 means that the group is full.
  public var openings: Int?

  public init(typical: Int? = nil, capacity: Int? = nil, openings: Int? = nil) {
    self.typical = typical
    self.capacity = capacity
    self.openings = openings
  }
}

/// Whether a group meets at present.
public enum GroupStatus: String, Sendable, Hashable, CaseIterable {
  case active, paused, closed
}

/// The organisation behind a group.
public struct Organization: Sendable, Hashable {
  public var name: String
  public var url: String?

  public init(name: String, url: String? = nil) {
    self.name = name
    self.url = url
  }
}

/// How to reach a group.
public struct Contact: Sendable, Hashable {
  public var url: String?
  public var email: String?
  public var phone: String?

  public init(url: String? = nil, email: String? = nil, phone: String? = nil) {
    self.url = url
    self.email = email
    self.phone = phone
  }

  /// Whether there is no way at all.
  public var isEmpty: Bool { url == nil && email == nil && phone == nil }
}

/// Where a group meets in person.
public struct Location: Sendable, Hashable {
  /// The point; absent where the directory gives an address only, or a coordinate that cannot be right.
  public var coordinate: Coordinate?
  /// The address on one line.
  public var address: String?
  public var postalCode: String?
  /// ISO 3166-1 alpha-2, such as `US`.
  public var country: String?

  public init(
    coordinate: Coordinate? = nil, address: String? = nil, postalCode: String? = nil, country: String? = nil
  ) {
    self.coordinate = coordinate
    self.address = address
    self.postalCode = postalCode
    self.country = country
  }
}

/// Where a record came from.
public struct RecordSource: Sendable, Hashable {
  /// The source's name, such as that of the directory.
  public var name: String
  /// The record's id there.
  public var id: String?

  public init(name: String, id: String? = nil) {
    self.name = name
    self.id = id
  }
}
