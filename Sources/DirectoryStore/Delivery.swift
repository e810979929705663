import GroupMatching

/// What one file of a directory brings: the state of its source as a whole.
public struct Delivery: Sendable {
  /// The source's name: a later delivery of the same source replaces this one.
  public var source: String
  /// The format's id, such as `bmlt`.
  public var format: String
  /// The file's name.
  public var file: String
  public var groups: [Group]
  /// How many rows the file has.
  public var rowsRead: Int
  /// How many rows became a further session of a group.
  public var mergedAsSession: Int
  /// The rows that cannot be used.
  public var quarantined: [QuarantinedRecord]

  public init(
    source: String, format: String, file: String, groups: [Group], rowsRead: Int, mergedAsSession: Int = 0,
    quarantined: [QuarantinedRecord] = []
  ) {
    self.source = source
    self.format = format
    self.file = file
    self.groups = groups
    self.rowsRead = rowsRead
    self.mergedAsSession = mergedAsSession
    self.quarantined = quarantined
  }
}

/// A row of a file that cannot be used, kept so that somebody can put it right.
public struct QuarantinedRecord: Sendable, Hashable {
  /// The row's number in the file, from 1.
  public let row: Int
  public let groupID: String?
  public let reason: String
  /// The row as JSON, without passwords.
  public let record: String

  public init(row: Int, groupID: String?, reason: String, record: String) {
    self.row = row
    self.groupID = groupID
    self.reason = reason
    self.record = record
  }
}

/// What became of a delivery.
public struct DeliveryOutcome: Sendable, Hashable {
  public internal(set) var imported = 0
  public internal(set) var updated = 0
  public internal(set) var unchanged = 0
  /// Groups that the source listed before and no longer does.
  public internal(set) var withdrawn = 0
  /// Groups whose id another source already uses: not taken in.
  public internal(set) var conflicts: [Conflict] = []

  /// A group of one source under the id of another's.
  public struct Conflict: Sendable, Hashable {
    public let groupID: String
    public let otherSource: String
  }
}
