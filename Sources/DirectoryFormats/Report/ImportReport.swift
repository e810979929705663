import GroupMatching

/// What became of a file: every row accounted for.
///
/// `read = imported + updated + unchanged + merged as a session + quarantined`, once the store has said what it did with the groups.
public struct ImportReport: Sendable {
  /// The file's name, or where else it came from.
  public let file: String
  /// The format's id.
  public let format: String
  public let source: String
  /// The fellowship's id.
  public let fellowship: String?
  /// The rows. Set anew where the directory had ids from other sources.
  public var reading: DirectoryReading

  /// Groups that the directory did not have.
  public var imported = 0
  /// Groups that it had, with other facts.
  public var updated = 0
  /// Groups that it had as they are.
  public var unchanged = 0
  /// Groups of the source that the directory has and the file no longer: kept, marked, not matched.
  public var withdrawn = 0
  /// Whether the directory was left as it was.
  public var isDryRun = false

  public init(file: String, format: DirectoryFormat, options: ReadingOptions, reading: DirectoryReading) {
    self.file = file
    self.format = format.id
    source = options.source
    fellowship = options.fellowship?.id
    self.reading = reading
  }

  /// Whether every row is accounted for.
  public var isBalanced: Bool {
    reading.rowsRead == imported + updated + unchanged + reading.mergedAsSession + reading.quarantined.count
  }

  /// The warnings, alike ones together, the most frequent first.
  public var warningGroups: [WarningGroup] { WarningGroup.groups(of: reading.warnings) }

  /// The report as JSON, with every quarantined row.
  public var json: JSONObject {
    [
      "file": .string(file), "format": .string(format), "source": .string(source),
      "fellowship": fellowship.map(JSONValue.string) ?? .null, "dryRun": .bool(isDryRun),
      "read": .number(Double(reading.rowsRead)), "imported": .number(Double(imported)),
      "updated": .number(Double(updated)), "unchanged": .number(Double(unchanged)),
      "mergedAsSession": .number(Double(reading.mergedAsSession)),
      "quarantined": .number(Double(reading.quarantined.count)), "withdrawn": .number(Double(withdrawn)),
      "timeZonesFromPlace": .number(Double(reading.zonesFromPlace)),
      "warnings": .array(warningGroups.map { .object($0.json) }),
      "quarantinedRows": .array(reading.quarantined.map { .object($0.json) }),
    ]
  }
}

extension QuarantinedRow {
  /// The row as a report writes it.
  var json: JSONObject {
    [
      "row": .number(Double(row)), "id": id.map(JSONValue.string) ?? .null, "reason": .string(reason.description),
      "record": .string(record),
    ]
  }
}
