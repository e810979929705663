/// How someone comes to a topic.
public enum Role: String, Sendable, Hashable, CaseIterable {
  /// The person lives with it.
  case livedExperience = "lived-experience"
  /// A family member, partner or friend of someone who does.
  case family
  /// Someone who looks after a person who does.
  case caregiver

  /// Whom a sentence calls so.
  public var phrase: String {
    switch self {
    case .livedExperience: "people who live with it"
    case .family: "family and friends"
    case .caregiver: "caregivers"
    }
  }
}

/// For whom a group is.
public enum Audience: String, Sendable, Hashable, CaseIterable {
  case livedExperience = "lived-experience"
  case family
  case caregiver
  case anyone

  /// The one audience that is meant for people of a role.
  public init(_ role: Role) {
    switch role {
    case .livedExperience: self = .livedExperience
    case .family: self = .family
    case .caregiver: self = .caregiver
    }
  }

  /// Whom a sentence calls so.
  public var phrase: String {
    switch self {
    case .livedExperience: Role.livedExperience.phrase
    case .family: Role.family.phrase
    case .caregiver: Role.caregiver.phrase
    case .anyone: "anyone"
    }
  }
}

/// A community that a group welcomes, or is for alone.
public struct CommunityFocus: Sendable, Hashable {
  /// The community.
  public let community: CommunityID
  /// Whether nobody else may come.
  public let isExclusive: Bool

  public init(_ community: CommunityID, isExclusive: Bool = false) {
    self.community = community
    self.isExclusive = isExclusive
  }
}

/// The ages that a group takes, both ends included.
public struct AgeRange: Sendable, Hashable {
  /// The youngest age in years; absent where only an upper limit is stated.
  public let minimum: Int?
  /// The oldest age in years; absent where only a lower limit is stated.
  public let maximum: Int?

  /// - Returns: `nil` where neither is given, one is outside 0…130, or they are the wrong way round.
  public init?(minimum: Int? = nil, maximum: Int? = nil) {
    guard minimum != nil || maximum != nil else { return nil }
    guard [minimum, maximum].allSatisfy({ $0.map((0...130).contains) ?? true }) else { return nil }
    guard minimum ?? 0 <= maximum ?? 130 else { return nil }
    self.minimum = minimum
    self.maximum = maximum
  }

  /// Whether the range holds an age in years.
  public func contains(_ age: Int) -> Bool { age >= minimum ?? 0 && age <= maximum ?? .max }

  /// How a sentence says it: "18 and over", "up to 25", "13 to 17".
  public var phrase: String {
    switch (minimum, maximum) {
    case (let low?, let high?): "\(low) to \(high)"
    case (let low?, nil): "\(low) and over"
    case (nil, let high?): "up to \(high)"
    case (nil, nil): "any age"
    }
  }
}
