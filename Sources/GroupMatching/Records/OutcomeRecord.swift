import Foundation

/// A field of an outcome: its name in records and tables, and how a table's text becomes its value.
struct OutcomeField: Sendable {
  let name: String
  /// The value of a cell that is not empty; a text that cannot be read stays a text, and reading the record says why.
  let value: @Sendable (String) -> JSONValue

  /// Every field, in the order of columns.
  static let all = [
    OutcomeField(name: "member", value: JSONValue.string), OutcomeField(name: "group", value: JSONValue.string),
    OutcomeField(name: "date", value: JSONValue.string), OutcomeField(name: "shownRank", value: number),
    OutcomeField(name: "attendedCount", value: number), OutcomeField(name: "rating", value: number),
    OutcomeField(name: "leftEarly", value: flag),
  ]

  private static func number(_ text: String) -> JSONValue {
    // "inf" and "0x10" are numbers to Swift, and slips of the pen in a table.
    let isPlain = text.unicodeScalars.allSatisfy { ("0"..."9").contains($0) || $0 == "." || $0 == "-" }
    guard isPlain, let number = Double(text) else { return .string(text) }
    return .number(number)
  }

  private static func flag(_ text: String) -> JSONValue {
    switch text.lowercased() {
    case "true", "yes", "1": .bool(true)
    case "false", "no", "0": .bool(false)
    default: .string(text)
    }
  }
}

extension Outcome {
  /// The longest id of a member or a group, in characters.
  private static let idLimit = Group.Limit.id
  /// The most sessions, and the last place in a list, that can be meant.
  private static let countLimit = 10_000

  /// Reads `{"member":"m-1","group":"g-1","date":"2026-10-01","shownRank":2,"attendedCount":4,"rating":5,"leftEarly":false}`;
  /// only the first three have to be there. Ids that are whole numbers are read as texts.
  ///
  /// - Returns: `nil` where one of the first three is missing or cannot be read.
  public static func read(_ fields: JSONObject) -> (outcome: Outcome?, problems: [FieldProblem]) {
    var reader = FieldReader(fields)
    let member = reader.id("member")
    let group = reader.id("group")
    let date = reader.name("date", expected: "a date such as 2026-10-01", { Day($0) })
    if date == nil, fields["date"] == nil || fields["date"] == .null {
      reader.note(.missing, "date", nil, "a date such as 2026-10-01")
    }
    let shownRank = reader.integer("shownRank", in: 1...countLimit)
    let attendedCount = reader.integer("attendedCount", in: 0...countLimit)
    let rating = reader.integer("rating", in: 1...5)
    let leftEarly = reader.flag("leftEarly")
    // Who it is about is not repeated: an error may end in a log.
    let problems = reader.finish().map { $0.path == "/member" ? $0.withoutValue : $0 }
    guard let member, let group, let date else { return (nil, problems) }
    var outcome = Outcome(Referral(memberID: member, groupID: group, date: date))
    outcome.shownRank = shownRank
    outcome.attendedCount = attendedCount
    outcome.rating = rating
    outcome.leftEarly = leftEarly
    return (outcome, problems)
  }

  /// The outcome as such a record; what is unknown is left out.
  public var record: JSONObject {
    var fields: JSONObject = [
      "member": .string(referral.memberID), "group": .string(referral.groupID),
      "date": .string(referral.date.description),
    ]
    fields.set("shownRank", shownRank)
    fields.set("attendedCount", attendedCount)
    fields.set("rating", rating)
    fields.set("leftEarly", leftEarly)
    return fields
  }

  /// The names of a table's columns.
  public static var columns: [String] { OutcomeField.all.map(\.name) }

  /// The outcome as a table's row, in the order of ``columns``; what is unknown is an empty cell.
  public var row: [String] {
    let record = record
    return OutcomeField.all.map { field in
      switch record[field.name] {
      case .string(let text)?: text
      case let value?: value.text
      case nil: ""
      }
    }
  }
}

extension String {
  /// Without characters of a set of white space at its ends.
  func trimmed(_ space: CharacterSet) -> String {
    // Nearly no cell of a table has any, and Foundation takes long to say so.
    guard let first = utf8.first, let last = utf8.last else { return self }
    let isPlain = (0x21...0x7E).contains(first) && (0x21...0x7E).contains(last)
    return isPlain ? self : trimmingCharacters(in: space)
  }
}

extension FieldReader {
  /// An id, as a text or a whole number.
  fileprivate mutating func id(_ name: String) -> String? {
    let expected = "an id of at most \(Group.Limit.id) characters"
    guard let value = value(name) else {
      note(.missing, name, nil, expected)
      return nil
    }
    if case .number(let number) = value, let whole = Int(exactly: number) { return String(whole) }
    if case .string(let text) = value {
      let id = text.trimmed(.whitespacesAndNewlines)
      if !id.isEmpty, id.count <= Group.Limit.id, !id.utf8.contains(0) { return id }
    }
    note(.invalid, name, value, expected)
    return nil
  }
}
