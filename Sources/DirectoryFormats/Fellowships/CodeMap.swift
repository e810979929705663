import GroupMatching

/// What one code of a feed says of a meeting.
public struct CodeMeaning: Sendable, Hashable {
  /// Who may come.
  public enum Access: String, Sendable, Hashable, CaseIterable {
    /// Anyone who is interested.
    case open
    /// Only those whom the fellowship is for.
    case closed
  }

  /// What the feed's own list calls it: "Wheelchair Access".
  public let name: String
  /// Who may come, where the code is about that.
  public let access: Access?
  /// Whether it says that nobody can meet at the place at present.
  public let closesPlace: Bool
  /// The facts of a group record that it states; often none.
  public let facts: PartialGroup
}

/// The codes of one kind of feed.
public struct CodeMap: Sendable, Hashable {
  private(set) var meanings: [String: CodeMeaning]

  init(_ meanings: [String: CodeMeaning] = [:]) { self.meanings = meanings }

  /// The meaning of a code; codes are read without regard to case where that is unambiguous.
  public subscript(_ code: String) -> CodeMeaning? { meanings[code] ?? meanings[code.uppercased()] }

  /// The codes, in order.
  public var codes: [String] { meanings.keys.sorted() }

  /// This map with the meanings of another in place of its own.
  func overridden(by other: CodeMap) -> CodeMap { CodeMap(meanings.merging(other.meanings) { _, new in new }) }
}

/// The codes of all kinds of feeds, as one fellowship uses them.
public struct CodeMaps: Sendable, Hashable {
  /// The types of a Meeting Guide feed.
  public let meetingGuide: CodeMap
  /// The format keys of a BMLT server, in English.
  public let bmlt: CodeMap
  /// The format keys of BMLT servers in other languages, by language.
  public let bmltByLanguage: [String: CodeMap]
  /// The ids that formats have on every BMLT server, whatever their keys.
  public let bmltWorldIDs: CodeMap

  /// These maps with a fellowship's own meanings.
  func overridden(meetingGuide: CodeMap, bmlt: CodeMap) -> CodeMaps {
    CodeMaps(
      meetingGuide: self.meetingGuide.overridden(by: meetingGuide), bmlt: self.bmlt.overridden(by: bmlt),
      bmltByLanguage: bmltByLanguage, bmltWorldIDs: bmltWorldIDs)
  }
}
