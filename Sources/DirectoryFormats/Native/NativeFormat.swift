import Foundation
import GroupMatching

extension DirectoryFormat {
  /// Native group records: one JSON object a line, or a list of them.
  public static let native = DirectoryFormat(
    id: "native", summary: "Kith's own group records, JSON Lines or a JSON list",
    recognizes: { content in
      content.share { record in
        guard record["id"] != nil, record["name"] != nil else { return false }
        let known = record.keys.filter(recordFields.contains).count
        return known * 2 > record.count
      }
    },
    read: readNative)

  private static let recordFields: Set<String> = [
    "id", "name", "organization", "description", "topics", "audiences", "communities", "ages", "formats", "location",
    "languages",
    "sessions", "cost", "accommodations", "participation", "facilitation", "size", "status", "verifiedAt", "contact",
    "source",
  ]
}

private func readNative(
  _ content: DirectoryContent, _ options: ReadingOptions
) throws(FormatError) -> DirectoryReading {
  guard let rows = content.rows() else {
    throw .unexpected(format: "native", found: content.summary, expected: "one group record a line, or a list of them")
  }
  var reader = NativeReader(options: options)
  for row in rows { reader.read(row) }
  return reader.reading(warnings: content.encodingWarnings)
}

/// Collects groups from native records, row by row.
private struct NativeReader {
  let options: ReadingOptions
  private var zones: ZoneFinder
  private var groups: [ReadGroup] = []
  private var rowByID: [String: Int] = [:]
  private var quarantined: [QuarantinedRow] = []
  private var warnings: [RowWarning] = []
  private var zonesFromPlace = 0

  init(options: ReadingOptions) {
    self.options = options
    zones = ZoneFinder(options.places)
  }

  mutating func read(_ row: JSONRow) {
    switch CleanRow.clean(row) {
    case .failure(let bad): quarantined.append(bad.row(id: nil))
    case .success(let clean): read(clean)
    }
  }

  private mutating func read(_ row: CleanRow) {
    let (group, problems) = Group.read(row.fields, vocabulary: options.vocabulary)
    guard var group else {
      let problem = problems.last ?? FieldProblem(.missing, path: "/id", expected: "a text")
      quarantined.append(row.quarantined(.unusable(problem), id: row.text("id")))
      return
    }
    if let first = rowByID[group.id] {
      quarantined.append(row.quarantined(.sameID(group.id, row: first), id: group.id))
      return
    }
    rowByID[group.id] = row.number
    group.addCommonFacts(options)
    if group.formats.contains(.inPerson), group.setMissingZones(from: &zones) { zonesFromPlace += 1 }
    warnings += problems.map { RowWarning(row: row.number, id: group.id, problem: $0) }
    groups.append(ReadGroup(group, row: row.number))
  }

  func reading(warnings fileWarnings: [RowWarning]) -> DirectoryReading {
    DirectoryReading(
      groups: groups, quarantined: quarantined, warnings: fileWarnings + warnings, zonesFromPlace: zonesFromPlace)
  }
}
