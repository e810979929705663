import Foundation
import GroupMatching

/// A row as an object, its texts cleaned and its passwords gone: readers see nothing else.
struct CleanRow {
  let number: Int
  let fields: JSONObject

  /// A row that is no object that one could read.
  struct Unreadable: Error {
    let number: Int
    let reason: QuarantinedRow.Reason
    let record: String

    func row(id: String?) -> QuarantinedRow { QuarantinedRow(row: number, id: id, reason: reason, record: record) }
  }

  /// Cleans a row.
  ///
  /// - Returns: A failure for a row that is not JSON, no object, or has a text longer than any real one.
  static func clean(_ row: JSONRow) -> Result<CleanRow, Unreadable> {
    switch row.value {
    case .failure(let error):
      let text = Redaction.redacted(PlainText.line(String((row.text ?? "").prefix(ReadingLimit.quarantinedRecord))))
      return .failure(Unreadable(number: row.number, reason: .malformed(error.description), record: text))
    case .success(.object(let fields)):
      let clean = CleanRow(number: row.number, fields: fields)
      if let long = fields.longText(at: "") {
        let shown = CleanRow(number: row.number, fields: fields.shortened).cleaned
        return .failure(
          Unreadable(
            number: row.number, reason: .tooLong(field: long.path, characters: long.characters), record: shown.record))
      }
      return .success(clean.cleaned)
    case .success(let value):
      let shown = Redaction.redacted(value.shortened.cleaned)
      return .failure(Unreadable(number: row.number, reason: .notObject, record: shown.text))
    }
  }

  private var cleaned: CleanRow { CleanRow(number: number, fields: Redaction.redacted(fields.mapValues(\.cleaned))) }

  /// The row as it is kept when it is put aside: JSON, long texts cut short.
  var record: String {
    let text = JSONValue.object(fields.shortened).text
    return text.count <= ReadingLimit.quarantinedRecord ? text : "\(text.prefix(ReadingLimit.quarantinedRecord))…"
  }

  func quarantined(_ reason: QuarantinedRow.Reason, id: String?) -> QuarantinedRow {
    QuarantinedRow(row: number, id: id, reason: reason, record: record)
  }

  /// A field as a line of text; `nil` where it is absent, empty, `null`, the word "null", or no text and no number.
  func text(_ name: String) -> String? {
    let text: String
    switch fields[name] {
    case .string(let value): text = value.split(separator: "\n").joined(separator: " ")
    case .number(let number): text = JSONValue.number(number).text
    default: return nil
    }
    return text.isEmpty || text == "null" ? nil : text
  }

  /// A field as text that may have several lines.
  func lines(_ name: String) -> String? {
    guard case .string(let text) = fields[name], !text.isEmpty, text != "null" else { return nil }
    return text
  }
}

extension JSONValue {
  /// With every text as plain text.
  fileprivate var cleaned: JSONValue {
    switch self {
    case .string(let text): .string(PlainText.clean(text))
    case .array(let items): .array(items.map(\.cleaned))
    case .object(let fields): .object(fields.mapValues(\.cleaned))
    case .null, .bool, .number: self
    }
  }

  /// With every long text cut, and how long it was.
  fileprivate var shortened: JSONValue {
    switch self {
    case .string(let text):
      text.utf8.count > ReadingLimit.quarantinedText && text.count > ReadingLimit.quarantinedText
        ? .string("\(text.prefix(ReadingLimit.quarantinedText))… (\(text.count) characters)") : self
    case .array(let items): .array(items.prefix(50).map(\.shortened))
    case .object(let fields): .object(fields.shortened)
    case .null, .bool, .number: self
    }
  }

  fileprivate func longText(at path: String) -> (path: String, characters: Int)? {
    switch self {
    case .string(let text):
      guard text.utf8.count > ReadingLimit.text, text.count > ReadingLimit.text else { return nil }
      return (path, text.count)
    case .array(let items):
      for (index, item) in items.enumerated() {
        if let long = item.longText(at: "\(path)/\(index)") { return long }
      }
      return nil
    case .object(let fields): return fields.longText(at: path)
    case .null, .bool, .number: return nil
    }
  }
}

extension JSONObject {
  fileprivate var shortened: JSONObject { mapValues(\.shortened) }

  fileprivate func longText(at path: String) -> (path: String, characters: Int)? {
    for (name, value) in self {
      if let long = value.longText(at: "\(path)/\(name)") { return long }
    }
    return nil
  }
}

extension DirectoryContent {
  /// A warning where the file is not in UTF-8 throughout.
  var encodingWarnings: [RowWarning] {
    guard foreignBytes > 0 else { return [] }
    let problem = FieldProblem(
      .invalid, path: "", value: .string(foreignBytes == 1 ? "1 byte" : "\(foreignBytes) bytes"),
      expected: "UTF-8; read as Windows-1252")
    return [RowWarning(row: nil, id: nil, problem: problem)]
  }
}
