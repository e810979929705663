import GroupMatching

/// What a directory's file holds: the groups, and what became of every row.
///
/// Each row is the first of a group, or was merged into one as a further session, or is quarantined: the number of rows
/// is the sum of the three by construction.
public struct DirectoryReading: Sendable, Hashable {
  /// The groups, in the order of their first rows.
  public let groups: [ReadGroup]
  /// The rows that gave no group, in order.
  public let quarantined: [QuarantinedRow]
  /// What was wrong in rows that are used nevertheless, in order.
  public let warnings: [RowWarning]
  /// How many groups have sessions whose time zone the file does not state and the place tells.
  public let zonesFromPlace: Int

  /// - Parameters:
  ///   - groups: In any order.
  ///   - quarantined: In any order.
  ///   - warnings: In any order.
  public init(
    groups: [ReadGroup], quarantined: [QuarantinedRow] = [], warnings: [RowWarning] = [], zonesFromPlace: Int = 0
  ) {
    self.groups = groups.sorted { $0.rows[0] < $1.rows[0] }
    self.quarantined = quarantined.sorted { $0.row < $1.row }
    self.warnings = warnings.enumerated().sorted { ($0.element.row ?? 0, $0.offset) < ($1.element.row ?? 0, $1.offset) }
      .map(\.element)
    self.zonesFromPlace = zonesFromPlace
  }

  /// The same with some groups put in quarantine, all their rows, because the directory has their ids from other sources.
  ///
  /// - Parameter sources: The other source's name by group id.
  public func quarantining(takenIDs sources: [String: String]) -> DirectoryReading {
    let taken = groups.flatMap { read in
      read.rows.compactMap { row in
        sources[read.group.id].map { source in
          QuarantinedRow(
            row: row, id: read.group.id, reason: .takenBySource(id: read.group.id, source: source),
            record: JSONValue.object(read.group.record).text)
        }
      }
    }
    return DirectoryReading(
      groups: groups.filter { sources[$0.group.id] == nil }, quarantined: quarantined + taken, warnings: warnings,
      zonesFromPlace: zonesFromPlace)
  }

  /// How many rows became a further session of a group that another row began.
  public var mergedAsSession: Int { groups.reduce(0) { $0 + $1.rows.count - 1 } }

  /// How many rows the file has.
  public var rowsRead: Int { groups.count + mergedAsSession + quarantined.count }
}

/// A group, and the rows it came from.
public struct ReadGroup: Sendable, Hashable {
  public let group: Group
  /// The rows, in order, never none: places in the file's list from 1, or line numbers in JSON Lines.
  public let rows: [Int]

  /// - Parameter otherRows: The rows that became further sessions.
  public init(_ group: Group, row: Int, otherRows: [Int] = []) {
    self.group = group
    rows = ([row] + otherRows).sorted()
  }
}

/// A row that cannot be used.
public struct QuarantinedRow: Sendable, Hashable {
  /// Its place in the file, from 1: see ``ReadGroup/rows``.
  public let row: Int
  /// Its id in the file, where it has one.
  public let id: String?
  public let reason: Reason
  /// The row as it was, without passwords, its long texts cut short. JSON, unless the row is not.
  public let record: String

  public init(row: Int, id: String?, reason: Reason, record: String) {
    self.row = row
    self.id = id
    self.reason = reason
    self.record = record
  }

  /// Why a row cannot be used.
  public enum Reason: Sendable, Hashable, CustomStringConvertible {
    /// A line that is not JSON.
    case malformed(String)
    /// An item that is not an object.
    case notObject
    /// No group without it.
    case unusable(FieldProblem)
    /// A text longer than any real one.
    case tooLong(field: String, characters: Int)
    /// Its source has taken it out of the public list.
    case notPublished
    /// The same as an earlier row.
    case repeats(row: Int)
    /// Another group with an id that an earlier row has.
    case sameID(String, row: Int)
    /// A group with an id that the directory has from another source.
    case takenBySource(id: String, source: String)

    /// What the row has in common with others that are quarantined for the like.
    public var kind: String {
      switch self {
      case .malformed: "not valid JSON"
      case .notObject: "not an object"
      case .unusable(let problem): "\(problem.path): \(problem.kind.rawValue), expected \(problem.expected)"
      case .tooLong(let field, _): "\(field): far too long"
      case .notPublished: "not published by its source"
      case .repeats: "repeats another row"
      case .sameID: "id already taken"
      case .takenBySource(_, let source): "id already taken by source \(source)"
      }
    }

    public var description: String {
      switch self {
      case .malformed(let reason): reason
      case .notObject: "not an object: expected one record a row"
      case .unusable(let problem): problem.description
      case .tooLong(let field, let characters):
        "\(field): a text of \(characters) characters, expected at most \(ReadingLimit.text)"
      case .notPublished: "not published by its source"
      case .repeats(let row): "repeats row \(row)"
      case .sameID(let id, let row): "id \(id) already on row \(row)"
      case .takenBySource(let id, let source): "id \(id) belongs to source \(source)"
      }
    }
  }
}

/// Something wrong in a row that is used nevertheless.
public struct RowWarning: Sendable, Hashable {
  /// The row's place in the file, from 1; absent where it concerns the file as a whole.
  public let row: Int?
  /// The row's id in the file, where it has one.
  public let id: String?
  public let problem: FieldProblem

  public init(row: Int?, id: String?, problem: FieldProblem) {
    self.row = row
    self.id = id
    self.problem = problem
  }
}

/// How long things may be, in characters.
enum ReadingLimit {
  /// The longest text of a row: longer ones are no description but an accident or an attack.
  static let text = 20_000
  /// The longest name of a group that a native record holds.
  static let name = 300
  /// The longest id that a native record holds.
  static let id = 200
  /// The longest single line that a native record holds, such as an address.
  static let line = 1000
  /// The longest text of a quarantined row that is kept.
  static let quarantinedText = 400
  /// The longest record of a quarantined row that is kept.
  static let quarantinedRecord = 8000
}
