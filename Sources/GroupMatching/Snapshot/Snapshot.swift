import Foundation
import TextUnderstanding

/// A directory made ready to be matched against: immutable, one column a fact, in one file that is mapped into memory.
///
/// Rows stand in an order that makes neighbours alike; ties break by the ids, so that no order of rows or groups changes
/// an answer.
public final class Snapshot: Sendable {
  /// The groups, one a row.
  public let groups: GroupRecords
  public let vocabulary: Vocabulary
  public let provenance: SnapshotProvenance
  /// What reads needs; `nil` where texts are left out of the ranking.
  public let textTools: TextTools?

  let sections: SnapshotSections
  let ids: GroupIDs
  /// All that a search looks up of a row.
  let table: RowTable
  /// Memory for searches that come one by one.
  let scratches: ScratchPool

  let status: FactColumn<GroupStatus?>
  let places: PlaceColumn
  let topics: TopicColumn
  let audiences: FactColumn<[Audience]>
  let communities: FactColumn<[CommunityFocus]>
  let ages: FactColumn<AgeRange?>
  let languages: FactColumn<LanguageOffer>
  let sessions: SessionColumn
  let costs: FactColumn<Cost?>
  let welcomes: FactColumn<Welcome>
  let safeguards: FactColumn<Safeguards>
  let facilitators: FactColumn<Facilitation.Kind?>
  let people: FactColumn<Int?>
  let openings: FactColumn<OpeningsOffer>
  let verifications: FactColumn<Day?>
  /// Whether the organisation keeps outcomes at all, of these groups or others.
  let keepsOutcomes: Bool
  let retention: FactColumn<Retention?>
  let accommodations: [AccommodationID: FactColumn<AccommodationOffer>]
  let texts: TextColumn?

  /// A digest of the groups and of what is known of outcomes: equal for equal directories.
  public var id: String { provenance.id }

  /// The row of a group; `nil` where the snapshot does not hold it.
  ///
  /// - Complexity: O(log n).
  public func row(of id: String) -> Int? { ids.row(of: id) }

  /// The group at a place in the order of ids, 0 for the least.
  ///
  /// - Complexity: O(length of the record).
  public func group(inOrderOfID place: Int) -> Group { groups[Int(ids.rows[place])] }

  /// The place in the order of ids of the first group whose id is greater than one.
  ///
  /// - Complexity: O(log n).
  public func firstPlace(after id: String) -> Int { ids.firstPlace(after: id) }

  init(
    _ bytes: ImmutableBytes, path: String, vocabulary: Vocabulary, textTools: TextTools?
  ) throws(SnapshotError) {
    let sections = try SnapshotSections(bytes, path: path)
    let provenance = try Self.provenance(sections)
    guard provenance.vocabulary == vocabulary.digest,
      textTools == nil || provenance.textTable == textTools?.digest
    else { throw .otherVocabulary(path: path) }
    let rows = provenance.groups
    self.sections = sections
    self.provenance = provenance
    self.vocabulary = vocabulary
    self.textTools = textTools
    scratches = ScratchPool(rowCount: rows)
    ids = GroupIDs(
      bytes: try sections.list("ids"), starts: try sections.list("ids.starts", count: rows + 1),
      rows: try sections.list("ids.rows", count: rows), ranks: try sections.list("ids.ranks", count: rows))
    var place = 0
    status = try sections.column("status", rows: rows, place: &place)
    let attendance = try sections.column("attendance", of: Attendance.self, rows: rows, place: &place)
    topics = try sections.topics(rows: rows, place: &place)
    audiences = try sections.column("audiences", rows: rows, place: &place)
    communities = try sections.column("communities", rows: rows, place: &place)
    ages = try sections.column("ages", rows: rows, place: &place)
    languages = try sections.column("languages", rows: rows, place: &place)
    sessions = try sections.sessions(rows: rows, place: &place)
    groups = GroupRecords(
      records: try sections.list("records"), starts: try sections.list("records.starts", count: rows + 1), ids: ids,
      sessions: sessions)
    costs = try sections.column("costs", rows: rows, place: &place)
    welcomes = try sections.column("welcomes", rows: rows, place: &place)
    safeguards = try sections.column("safeguards", rows: rows, place: &place)
    facilitators = try sections.column("facilitators", rows: rows, place: &place)
    people = try sections.column("people", rows: rows, place: &place)
    openings = try sections.column("openings", rows: rows, place: &place)
    verifications = try sections.column("verifications", rows: rows, place: &place)
    keepsOutcomes = provenance.keepsOutcomes
    retention = try sections.column("retention", rows: rows, place: &place)
    var accommodations: [AccommodationID: FactColumn<AccommodationOffer>] = [:]
    for accommodation in vocabulary.accommodations {
      let name = "can.\(accommodation.id.name)"
      accommodations[accommodation.id] = try sections.column(name, rows: rows, place: &place)
    }
    self.accommodations = accommodations
    let stride = RowTable.stride(columns: place)
    table = RowTable(bytes: try sections.list("rows", count: rows * stride), stride: stride)
    places = PlaceColumn(
      attendance: attendance, points: try sections.list("places.points", count: rows),
      caps: try sections.list("places.caps", count: RowBlock.count(for: rows)))
    texts = textTools == nil ? nil : try sections.texts(rows: rows)
  }

  private static func provenance(_ sections: SnapshotSections) throws(SnapshotError) -> SnapshotProvenance {
    let bytes = try sections.list("provenance", of: UInt8.self)
    guard case .object(let fields)? = try? JSONValue(parsing: bytes.bytes),
      let provenance = SnapshotProvenance(fields)
    else { throw sections.damage("provenance") }
    return provenance
  }
}
