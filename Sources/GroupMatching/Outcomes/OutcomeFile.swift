import Foundation

/// How a file of outcomes is written.
public enum OutcomeFormat: String, Sendable, CaseIterable {
  /// A table with a header.
  case csv
  /// JSON Lines: a record a line.
  case jsonl
}

/// Why a file of outcomes cannot be used. It is used whole or not at all: half a file would bend what is learnt from it.
public enum OutcomeFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file holds nothing, or only white space.
  case empty
  /// The table breaks off.
  case syntax(CSVSyntaxError)
  /// Everything that is wrong with the file's lines.
  case lines([LineProblem])

  /// What is wrong with a line.
  public struct LineProblem: Sendable, Hashable, CustomStringConvertible {
    /// The line of the file, from 1.
    public let line: Int
    /// The field, as a JSON pointer (RFC 6901); empty where it is none.
    public let path: String
    /// The field where it is one, what is wrong, and what was expected.
    public let reason: String

    public var description: String { "line \(line): \(reason)" }
  }

  /// What to tell people, a line of text each.
  public var reasons: [String] {
    switch self {
    case .empty: ["the file is empty: expected outcomes in CSV or JSON Lines"]
    case .syntax(let error): [error.description]
    case .lines(let problems): problems.map(\.description)
    }
  }

  public var description: String { reasons.joined(separator: "\n") }
}

/// The outcomes of one file, each referral once.
public struct OutcomeFile: Sendable {
  /// In the order of the file.
  public let outcomes: [Outcome]
  /// How many lines said again what an earlier one had said.
  public let repeatedCount: Int

  /// Reads outcomes that are records of one array; in errors and messages, its first is line 1.
  ///
  /// - Throws: ``OutcomeFileError/lines(_:)`` with everything that is wrong, by record and field.
  /// - Complexity: O(records).
  public init(records: [JSONValue]) throws(OutcomeFileError) {
    var reading = OutcomeReading()
    reading.unit = "record"
    reading.read(records)
    try self.init(reading)
  }

  /// Reads a file of outcomes.
  ///
  /// A table's header names its columns, in any order; capitals, spaces, hyphens and underscores in names are passed over.
  ///
  /// - Parameters:
  ///   - data: The file in UTF-8.
  ///   - format: `nil` takes a file that begins with a brace for JSON Lines, and any other for a table.
  /// - Throws: ``OutcomeFileError`` with everything that is wrong, by line and field.
  /// - Complexity: O(bytes).
  public init(_ data: Data, format: OutcomeFormat? = nil) throws(OutcomeFileError) {
    let bytes = [UInt8](data)
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = bytes[start...].first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { throw .empty }
    var reading = OutcomeReading()
    switch format ?? (first == UInt8(ascii: "{") ? .jsonl : .csv) {
    case .csv: try reading.readTable(bytes)
    case .jsonl: reading.readLines(data)
    }
    try self.init(reading)
  }

  private init(_ reading: OutcomeReading) throws(OutcomeFileError) {
    guard reading.problems.isEmpty else { throw .lines(reading.problems) }
    outcomes = reading.outcomes
    repeatedCount = reading.repeatedCount
  }
}

/// A file on its way to outcomes.
private struct OutcomeReading {
  var outcomes: [Outcome] = []
  var repeatedCount = 0
  var problems: [OutcomeFileError.LineProblem] = []
  /// What a place in the file is called.
  var unit = "line"
  private var places: [Outcome.Referral: (line: Int, index: Int)] = [:]

  mutating func readLines(_ data: Data) {
    for line in JSONLines(data) {
      switch line.record {
      case .success(let fields): take(fields, line: line.number)
      case .failure(let error): note(line.number, error.description)
      }
    }
  }

  mutating func read(_ records: [JSONValue]) {
    for (index, record) in records.enumerated() {
      if case .object(let fields) = record {
        take(fields, line: index + 1)
      } else {
        note(index + 1, "expected a record, an object")
      }
    }
  }

  mutating func readTable(_ bytes: [UInt8]) throws(OutcomeFileError) {
    var reader = CSVReader(bytes, separator: nil)
    guard let header = try Self.next(&reader), let columns = columns(of: header) else { return }
    while let record = try Self.next(&reader) {
      if record.fields.count == columns.count {
        take(Self.object(columns, record.fields), line: record.line)
      } else {
        note(record.line, "\(counted(record.fields.count, "field")), expected \(columns.count) as in the header")
      }
    }
  }

  private static func next(_ reader: inout CSVReader) throws(OutcomeFileError) -> CSVRecord? {
    do {
      return try reader.next()
    } catch {
      throw .syntax(error)
    }
  }

  /// The field of each column; `nil`, with the problem noted, for a header that is none.
  private mutating func columns(of header: CSVRecord) -> [OutcomeField]? {
    let known = Outcome.columns.joined(separator: ", ")
    var columns: [OutcomeField] = []
    for name in header.fields {
      guard let field = OutcomeField.all.first(where: { Self.key($0.name) == Self.key(name) }) else {
        note(header.line, "no column '\(name)' is known: expected a header with some of \(known)")
        return nil
      }
      guard !columns.contains(where: { $0.name == field.name }) else {
        note(header.line, "column '\(name)' stands there twice")
        return nil
      }
      columns.append(field)
    }
    let missing = ["member", "group", "date"].filter { name in !columns.contains { $0.name == name } }
    guard missing.isEmpty else {
      note(header.line, "missing \(missing.joinedInProse("and")): expected a header with some of \(known)")
      return nil
    }
    return columns
  }

  /// A column's name as it is compared: "Shown rank" is "shownRank".
  private static func key(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }

  private static func object(_ columns: [OutcomeField], _ cells: [String]) -> JSONObject {
    zip(columns, cells).reduce(into: [:]) { fields, pair in
      let text = pair.1.trimmed(.whitespaces)
      if !text.isEmpty { fields[pair.0.name] = pair.0.value(text) }
    }
  }

  private mutating func take(_ fields: JSONObject, line: Int) {
    let (outcome, problems) = Outcome.read(fields)
    for problem in problems { note(line, problem.description, path: problem.path) }
    guard let outcome, problems.isEmpty else { return }
    if let place = places[outcome.referral] {
      if outcomes[place.index] == outcome {
        repeatedCount += 1
      } else {
        note(line, "the same member, group and date as \(unit) \(place.line), with other values: expected each once")
      }
      return
    }
    places[outcome.referral] = (line, outcomes.count)
    outcomes.append(outcome)
  }

  private mutating func note(_ line: Int, _ reason: String, path: String = "") {
    problems.append(.init(line: line, path: path, reason: reason))
  }
}
