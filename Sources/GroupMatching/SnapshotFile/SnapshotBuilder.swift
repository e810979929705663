import Foundation
import TextUnderstanding

/// Makes the sections of a snapshot out of groups.
struct SnapshotBuilder {
  private let groups: [Group]
  private let vocabulary: Vocabulary
  private let textTools: TextTools?
  private let retention: [String: Retention]
  private let provenance: SnapshotProvenance

  /// - Parameters:
  ///   - groups: In any order. Of two with one id the first counts.
  ///   - textTools: What reads texts; without it needs in words are not understood.
  ///   - retention: How many stay in a group, by the group's id; empty where no outcomes are kept.
  ///   - origin: Where the groups come from.
  init(
    _ groups: [Group], _ vocabulary: Vocabulary, _ textTools: TextTools?, _ retention: [String: Retention],
    origin: SnapshotOrigin
  ) {
    var seen: Set<String> = []
    let unique = groups.filter { seen.insert($0.id).inserted }
    self.groups = RowOrder.sorted(unique)
    self.vocabulary = vocabulary
    self.textTools = textTools
    self.retention = retention
    let inOrder = unique.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    let digest = Digest.hexadecimal(of: inOrder.lazy.map { JSONValue.object($0.record).text })
    let outcomes = inOrder.lazy.map { retention[$0.id]?.text ?? "" }
    provenance = SnapshotProvenance(
      id: retention.isEmpty ? digest : Digest.hexadecimal(of: [digest] + outcomes), groups: unique.count,
      origin: origin, keepsOutcomes: !retention.isEmpty, vocabulary: vocabulary.digest, textTable: textTools?.digest)
  }

  /// Writes all sections.
  ///
  /// - Complexity: O(n log n) in the groups, and the length of their texts.
  func write(to destination: SectionWriter.Destination) throws(SnapshotError) -> [UInt8] {
    var writer = try SectionWriter(destination)
    try writer.add("provenance", Array(JSONValue.object(provenance.record).text.utf8))
    let ranks = try writeRecords(&writer)
    var table = RowTableBuilder(try writeColumns(&writer), rows: groups.count)
    let points = try writePlaces(&writer)
    let sessions = try writer.add(sessions: groups.map(\.sessions))
    let texts = try textTools.map { tools throws(SnapshotError) in
      try writer.add(texts: groups.map(\.ownWords), encoder: tools.encoder)
    }
    for (row, rank) in ranks.enumerated() {
      let fields = RowTable.Fields(
        point: points[row], session: sessions[row], text: texts?[row] ?? 0, rank: rank,
        sessionCount: UInt32(groups[row].sessions.count))
      table.set(fields, of: row)
    }
    try writer.add("rows", table.bytes)
    return try writer.finish()
  }

  /// - Returns: For each row the place of its id in the order of ids.
  private func writeRecords(_ writer: inout SectionWriter) throws(SnapshotError) -> [UInt32] {
    var records = ByteWriter()
    var starts: [UInt64] = [0]
    for group in groups {
      group.write(to: &records)
      starts.append(UInt64(records.bytes.count))
    }
    try writer.add("records", records.bytes)
    try writer.add("records.starts", starts)
    let order = groups.indices.sorted { groups[$0].id.utf8.lexicographicallyPrecedes(groups[$1].id.utf8) }
    var ranks = [UInt32](repeating: 0, count: groups.count)
    for (rank, row) in order.enumerated() { ranks[row] = UInt32(rank) }
    var ids: [UInt8] = []
    var idStarts: [UInt32] = [0]
    for row in order {
      ids.append(contentsOf: groups[row].id.utf8)
      idStarts.append(UInt32(ids.count))
    }
    try writer.add("ids", ids)
    try writer.add("ids.starts", idStarts)
    try writer.add("ids.rows", order.map(UInt32.init))
    try writer.add("ids.ranks", ranks)
    return ranks
  }

  /// Writes the byte columns, in the order in which ``Snapshot`` reads them.
  private func writeColumns(_ writer: inout SectionWriter) throws(SnapshotError) -> [[UInt8]] {
    var columns: [[UInt8]] = []
    columns.append(try writer.add(column: "status", groups.map(\.status)))
    columns.append(try writer.add(column: "attendance", groups.map(Attendance.init)))
    columns.append(try writer.add(topics: groups.map { $0.offeredTopics(textTools, vocabulary.taxonomy) }))
    columns.append(try writer.add(column: "audiences", groups.map(\.audiences)))
    columns.append(try writer.add(column: "communities", groups.map(\.communities)))
    columns.append(try writer.add(column: "ages", groups.map(\.ages)))
    columns.append(try writer.add(column: "languages", groups.map(LanguageOffer.init)))
    columns += try writer.add(sessionTimes: groups.map(\.sessions))
    columns.append(try writer.add(column: "costs", groups.map(\.cost)))
    columns.append(try writer.add(column: "welcomes", groups.map { Welcome($0.participation) }))
    columns.append(try writer.add(column: "safeguards", groups.map(Safeguards.init)))
    columns.append(try writer.add(column: "facilitators", groups.map(\.facilitation.kind)))
    columns.append(try writer.add(column: "people", groups.map { $0.size.typical ?? $0.size.capacity }))
    columns.append(try writer.add(column: "openings", groups.map(OpeningsOffer.init)))
    columns.append(
      try writer.add(column: "verifications", groups.map(\.verifiedAt)) { one, other in
        (one?.daysSinceEpoch ?? .min) < (other?.daysSinceEpoch ?? .min)
      })
    columns.append(
      try writer.add(column: "retention", groups.map { retention[$0.id] }) { one, other in
        (one?.share ?? -1, one?.count.referred ?? 0) < (other?.share ?? -1, other?.count.referred ?? 0)
      })
    for accommodation in vocabulary.accommodations {
      columns.append(
        try writer.add(
          column: "can.\(accommodation.id.name)", groups.map { AccommodationOffer($0, accommodation.id) }))
    }
    return columns
  }

  /// - Returns: The point of each row.
  private func writePlaces(_ writer: inout SectionWriter) throws(SnapshotError) -> [EarthPoint] {
    let points = groups.map { $0.location?.coordinate.map(EarthPoint.init) }
    let caps = (0..<RowBlock.count(for: groups.count)).map { block in
      PlaceCap(points[block * RowBlock.rows..<min(points.count, (block + 1) * RowBlock.rows)].compactMap { $0 })
    }
    let known = points.map { $0 ?? EarthPoint(x: 0, y: 0, z: 0) }
    try writer.add("places.points", known)
    try writer.add("places.caps", caps)
    return known
  }
}

extension Attendance {
  fileprivate init(_ group: Group) {
    self.init(formats: group.formats, isPlaced: group.location?.coordinate != nil)
  }
}
