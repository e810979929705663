import Foundation
import GroupMatching

/// The members of a list of any length, one after the other, as the text of their records: JSON Lines, or a table with a
/// header.
struct MemberLines: Sequence, IteratorProtocol {
  /// The text of one member.
  struct Line: Sendable {
    /// The line of the file, from 1.
    let number: Int
    let text: Data
    /// The columns where the list is a table; `nil` where the text is JSON.
    let columns: [String]?

    /// The member's record.
    ///
    /// - Throws: What is wrong with the text.
    func record() throws -> JSONObject {
      if let columns {
        var table = CSVReader([UInt8](text), separator: nil)
        let cells = try table.next()?.fields ?? []
        guard cells.count == columns.count else {
          throw BatchError(reason: "\(counted(cells.count, "field")), expected \(columns.count)")
        }
        return MemberTable.record(cells, columns: columns)
      }
      guard case .object(let fields) = try JSONValue(parsing: text) else {
        throw BatchError(reason: "expected a member as one JSON object")
      }
      return fields
    }

    /// What the member is called: its id, or its line where it has none or cannot be read.
    func name(of record: JSONObject?) -> String {
      guard case .string(let id)? = record?["id"], !id.isEmpty else { return "line \(number)" }
      return id
    }
  }

  private var reader: LineReader
  private var columns: [String]?
  /// A line read to see what the list is.
  private var first: Line?

  /// - Throws: ``Failure`` for a table without a header that can be read.
  init(_ file: FileHandle, name: String) throws(Failure) {
    reader = LineReader(file)
    guard let line = next() else { return }
    let start = line.text.first { $0 > 0x20 && !Self.byteOrderMark.contains($0) }
    guard start != UInt8(ascii: "{") else {
      first = line
      return
    }
    var header = line.text
    Self.close(&header, from: &reader)
    columns = try orFail({ Failure(.badData, "\(name): \($0)") }) { () throws(CSVSyntaxError) in
      var table = CSVReader([UInt8](header), separator: nil)
      return try table.next()?.fields ?? []
    }
    guard columns?.allSatisfy(MemberTable.knows) == true else {
      let strange = columns?.first { !MemberTable.knows($0) } ?? ""
      throw Failure(
        .badData,
        "\(name): line 1: '\(strange)': expected JSON Lines, or a table with columns such as "
          + MemberTable.examples)
    }
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The next member; blank lines are passed over.
  mutating func next() -> Line? {
    if let line = first {
      first = nil
      return line
    }
    while let (number, line) = reader.next() {
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      var text = line
      if columns != nil { Self.close(&text, from: &reader) }
      return Line(number: number, text: text, columns: columns)
    }
    return nil
  }

  /// Adds lines to a table's record as long as a field in quotes goes on.
  private static func close(_ record: inout Data, from reader: inout LineReader) {
    while record.count(where: { $0 == UInt8(ascii: "\"") }) % 2 == 1, let more = reader.next() {
      record.append(UInt8(ascii: "\n"))
      record.append(more.line)
    }
  }
}

/// How a row of a table is a member's record: each column is a field, with dots where it lies deeper, lists parted by
/// semicolons.
enum MemberTable {
  /// Columns as an error shows them.
  static let examples = "id, need, topics, location.latitude, distance.maximumKilometers and accommodations.required"

  private static let texts = [
    "id", "need", "role", "near", "timeZone", "facilitation", "formats.preferred", "cost.currency", "comfort.size",
  ]
  private static let lists = [
    "topics", "communities", "languages", "exclude", "formats.accepted", "accommodations.required",
    "accommodations.helpful",
  ]
  private static let numbers = [
    "age", "location.latitude", "location.longitude", "distance.comfortableKilometers", "distance.maximumKilometers",
    "cost.maximum",
  ]
  private static let flags = ["comfort.listenOnly", "comfort.observeFirst"]
  /// Columns whose cells are JSON, as these fields do not fit a cell otherwise.
  private static let structures = ["availability", "importance"]

  /// Whether a column is one of a member's.
  static func knows(_ column: String) -> Bool {
    [texts, lists, numbers, flags, structures].contains { $0.contains(column) }
  }

  /// The record of a row. Empty cells are absent fields.
  static func record(_ cells: [String], columns: [String]) -> JSONObject {
    var record = JSONObject()
    for (column, cell) in zip(columns, cells) {
      let cell = cell.trimmingCharacters(in: .whitespaces)
      guard !cell.isEmpty else { continue }
      let path = column.split(separator: ".").map(String.init)
      if path.count == 1 {
        record[column] = value(cell, of: column)
      } else {
        var fields: JSONObject = if case .object(let known)? = record[path[0]] { known } else { [:] }
        fields[path[1]] = value(cell, of: column)
        record[path[0]] = .object(fields)
      }
    }
    return record
  }

  /// A cell that is not what its column asks for stays a text, which the record's reader then names as wrong.
  private static func value(_ cell: String, of column: String) -> JSONValue {
    if lists.contains(column) {
      return .array(cell.split(separator: ";").map { .string($0.trimmingCharacters(in: .whitespaces)) })
    }
    if numbers.contains(column) { return Double(cell).map(JSONValue.number) ?? .string(cell) }
    if flags.contains(column) { return ["true": true, "false": false][cell.lowercased()] ?? .string(cell) }
    if structures.contains(column) { return (try? JSONValue(parsing: Data(cell.utf8))) ?? .string(cell) }
    return .string(cell)
  }
}
