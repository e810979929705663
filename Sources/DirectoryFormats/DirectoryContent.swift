import Foundation
import GroupMatching

/// The content of a directory's file, taken apart once for recognising and for reading.
public struct DirectoryContent: Sendable {
  /// How the file is built.
  public enum Shape: Sendable {
    /// One JSON text.
    case document(JSONValue)
    /// A JSON text a line.
    case lines([Line])
    /// Text of another kind, such as a table.
    case text(String)
  }

  /// One line of JSON Lines.
  public struct Line: Sendable {
    /// Its number in the file, from 1.
    public let number: Int
    public let text: String
    public let value: Result<JSONValue, JSONSyntaxError>
  }

  public let shape: Shape
  /// How many bytes were not UTF-8 and were read as Windows-1252.
  public let foreignBytes: Int

  /// Takes the bytes of a file apart.
  ///
  /// - Throws: ``FormatError`` for an empty file, a web page, binary data, and JSON that is cut short, broken or empty.
  /// - Complexity: O(bytes).
  public init(_ data: Data) throws(FormatError) {
    guard !data.isEmpty else { throw .empty }
    guard let decoding = TextDecoding(data) else { throw .binary(offset: 0) }
    if let offset = decoding.text.utf8.enumerated().first(where: { $0.element == 0 })?.offset {
      throw .binary(offset: offset)
    }
    let start = decoding.text.unicodeScalars.prefix { $0.properties.isWhitespace }.count
    let text = decoding.text.unicodeScalars.dropFirst(start)
    guard let first = text.first else { throw .empty }
    foreignBytes = decoding.foreignBytes
    switch first {
    case "<": throw Self.markupError(String(text))
    case "[": shape = .document(try Self.document(String(text)))
    case "{": shape = try Self.objectOrLines(decoding.text)
    default:
      // `null`, a number, a text in quotes: JSON, but no directory.
      if let value = try? JSONValue(parsing: Data(String(text).utf8)) { throw .nothingInside(value.summary) }
      shape = .text(decoding.text)
    }
  }

  /// The rows of a list, or of JSON Lines, or the one record that is the whole file; `nil` for other content.
  ///
  /// - Parameter list: The name of the field that holds the list, where the format wraps it in an object.
  func rows(in list: String? = nil) -> [JSONRow]? {
    switch shape {
    case .document(.array(let items)):
      return items.enumerated().map { JSONRow(number: $0.offset + 1, value: .success($0.element)) }
    case .document(.object(let fields)):
      if let list, case .array(let items) = fields[list] {
        return items.enumerated().map { JSONRow(number: $0.offset + 1, value: .success($0.element)) }
      }
      return list == nil ? [JSONRow(number: 1, value: .success(.object(fields)))] : nil
    case .lines(let lines):
      return list == nil ? lines.map { JSONRow(number: $0.number, value: $0.value, text: $0.text) } : nil
    case .document, .text:
      return nil
    }
  }

  /// The share of the first rows that are objects for which a condition holds; 0 where there are no rows.
  func share(in list: String? = nil, of condition: (JSONObject) -> Bool) -> Double {
    let sample = rows(in: list)?.prefix(50).compactMap { try? $0.value.get() } ?? []
    guard !sample.isEmpty else { return 0 }
    let hits = sample.filter { if case .object(let fields) = $0 { condition(fields) } else { false } }
    return Double(hits.count) / Double(sample.count)
  }

  /// What it is, in a few words, for an error.
  var summary: String {
    switch shape {
    case .document(let value): value.summary
    case .lines(let lines):
      "JSON Lines, the first \(lines.lazy.compactMap { try? $0.value.get() }.first?.summary ?? "broken")"
    case .text(let text): "text that begins \"\(text.trimmingCharacters(in: .whitespacesAndNewlines).prefix(40))\""
    }
  }
}

/// One row of a directory in JSON.
struct JSONRow {
  let number: Int
  let value: Result<JSONValue, JSONSyntaxError>
  /// The line as it stands in the file; absent where the row is an item of a list.
  var text: String?
}

extension DirectoryContent {
  private static func document(_ text: String) throws(FormatError) -> JSONValue {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: Data(text.utf8))
    } catch {
      throw text.isCutShort ? .truncated(reason: error.description) : .malformed(reason: error.description)
    }
    if case .array([]) = value { throw .nothingInside("an empty list") }
    return value
  }

  /// An object over several lines, or one record a line.
  private static func objectOrLines(_ text: String) throws(FormatError) -> Shape {
    let lines = lines(of: text)
    let isOneALine = lines.count > 1 && lines.prefix(20).contains { (try? $0.value.get()) != nil }
    guard isOneALine else { return .document(try document(text)) }
    // Half a record at the end of the file is no bad row but a sign that rows are missing.
    if let last = lines.last, case .failure(let error) = last.value, last.text.isCutShort, !text.hasSuffix("\n") {
      throw .truncated(reason: "line \(last.number): \(error)")
    }
    return .lines(lines)
  }

  private static func lines(of text: String) -> [Line] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().compactMap { index, line in
      guard line.contains(where: { !$0.isWhitespace }) else { return nil }
      let line = String(line)
      return Line(
        number: index + 1, text: line,
        value: Result { () throws(JSONSyntaxError) in try JSONValue(parsing: Data(line.utf8)) })
    }
  }

  private static func markupError(_ text: String) -> FormatError {
    let start = text.prefix(5000).lowercased()
    guard
      start.contains("<html") || start.contains("<!doctype html") || start.contains("<head") || start.contains("<body")
    else {
      return .unrecognized(
        found: "markup that begins \"\(text.prefix(40))\"",
        expected: DirectoryFormat.all.map { "\($0.id): \($0.summary)" })
    }
    let title = text.prefix(5000).firstMatch(of: /<title[^>]*>\s*([^<]{1,200}?)\s*<\/title>/.ignoresCase())
    return .webPage(title: title.map { PlainText.line(String($0.output.1)) })
  }
}

extension String {
  /// Whether a JSON text has more brackets opened than closed, or ends within a string.
  var isCutShort: Bool {
    var depth = 0
    var isInString = false
    var isEscaped = false
    for byte in utf8 {
      switch byte {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\") where isInString: isEscaped = true
      case UInt8(ascii: "\""): isInString.toggle()
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += isInString ? 0 : 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= isInString ? 0 : 1
      default: break
      }
    }
    return depth > 0 || isInString
  }
}

extension JSONValue {
  /// What it is, in a few words: "an object with the fields a, b and 3 more".
  var summary: String {
    switch self {
    case .null: return "null"
    case .bool(let flag): return "\(flag)"
    case .number: return "a number"
    case .string: return "a text"
    case .array(let items):
      return items.isEmpty ? "an empty list" : "a list of \(items.count), the first \(items[0].summary)"
    case .object(let fields):
      guard !fields.isEmpty else { return "an object without fields" }
      let shown = fields.keys.prefix(4).map { String($0.prefix(30)) }.joined(separator: ", ")
      return "an object with the fields \(shown)" + (fields.count > 4 ? " and \(fields.count - 4) more" : "")
    }
  }
}
