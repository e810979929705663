/// Something that a group does so that a person can take part.
public struct Accommodation: Sendable, Hashable, Identifiable {
  public let id: AccommodationID
  /// "Closed captions".
  public let label: String
  /// How directories say it in free text; a part in capitals counts only in capitals.
  public let phrases: [String]
  /// What to ask a group that does not state it: a whole sentence that begins with "Ask".
  public let question: String
  /// Whether it is about the place of a meeting, and so does not matter to somebody who attends from home.
  public let concernsPlaceOnly: Bool
}

/// People who share something that a group may be for.
public struct Community: Sendable, Hashable, Identifiable {
  public let id: CommunityID
  /// "Veterans".
  public let label: String
  /// Other names that people and directories use.
  public let synonyms: [String]
}

/// A language and how people write its name.
public struct Language: Sendable, Hashable {
  public let tag: LanguageTag
  /// "Spanish".
  public let english: String
  /// "Español".
  public let native: String
  /// Other spellings and codes.
  public let spellings: [String]
}
