/// Where the groups of a snapshot come from, and in which state they were.
public struct SnapshotOrigin: Sendable, Hashable {
  /// What the groups were read from, such as the name of a directory's file.
  public let source: String
  /// A text that changes whenever the source does; empty where nobody says.
  public let revision: String
  /// The moment of building as ISO 8601 in UTC; empty where nobody says.
  public let builtAt: String

  public init(source: String = "", revision: String = "", builtAt: String = "") {
    self.source = source
    self.revision = revision
    self.builtAt = builtAt
  }
}

/// What a snapshot was made of.
public struct SnapshotProvenance: Sendable, Hashable {
  /// A digest of the groups and of what is known of outcomes: equal for equal directories.
  public let id: String
  /// How many groups there are.
  public let groups: Int
  public let origin: SnapshotOrigin
  /// Whether the organisation keeps outcomes of its referrals.
  public let keepsOutcomes: Bool
  /// A digest of the lists that the records are read with.
  public let vocabulary: String
  /// A digest of what texts are read with; `nil` where they were left out.
  public let textTable: String?
}

extension SnapshotProvenance {
  /// As one object, for people and for the file.
  public var record: JSONObject {
    var fields: JSONObject = ["id": .string(id), "groups": .number(Double(groups))]
    fields.set("source", origin.source)
    fields.set("revision", origin.revision)
    fields.set("builtAt", origin.builtAt)
    fields.set("outcomes", keepsOutcomes)
    fields.set("vocabulary", vocabulary)
    fields.set("textTable", textTable)
    return fields
  }

  init?(_ fields: JSONObject) {
    func text(_ name: String) -> String? {
      guard case .string(let text)? = fields[name] else { return nil }
      return text
    }
    guard let id = text("id"), case .number(let groups)? = fields["groups"], let count = Int(exactly: groups),
      let vocabulary = text("vocabulary")
    else { return nil }
    self.init(
      id: id, groups: count,
      origin: SnapshotOrigin(
        source: text("source") ?? "", revision: text("revision") ?? "", builtAt: text("builtAt") ?? ""),
      keepsOutcomes: fields["outcomes"] == true, vocabulary: vocabulary, textTable: text("textTable"))
  }
}

extension Vocabulary {
  /// A digest of the names that records are read with: a snapshot is of use only with the same.
  var digest: String {
    Digest.hexadecimal(
      of: taxonomy.topics.map { "\($0.id) \($0.parent?.name ?? "") \($0.related.map(\.name))" }
        + accommodations.map { "\($0.id) \($0.concernsPlaceOnly)" } + communities.map(\.id.name))
  }
}
