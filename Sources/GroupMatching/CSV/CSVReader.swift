/// Why a text is not CSV.
public struct CSVSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The line of the file, from 1.
  public let line: Int
  /// What is wrong there, and what was expected.
  public let reason: String

  public var description: String { "line \(line): \(reason)" }
}

/// One record of a CSV text.
public struct CSVRecord: Sendable, Hashable {
  /// The line on which it begins, from 1. A field in quotes may hold line ends, so that records and lines differ.
  public let line: Int
  public let fields: [String]
}

/// Reads CSV record by record, holding one record at a time.
///
/// Fields stand as they are written, white space included; those in quotes may hold separators, line ends and doubled
/// quotes. Lines end in CR LF, LF or CR. A byte order mark at the start and blank lines are passed over. How many fields a
/// record has to have, and whether the first one is a header, is the caller's to say.
///
/// It stands beside the JSON reader, because records of several kinds come in either form.
///
/// - SeeAlso: Shafranovich, RFC 4180.
public struct CSVReader: Sendable {
  private let bytes: [UInt8]
  private let separator: UInt8
  private var position = 0
  private var line = 1

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// - Parameters:
  ///   - bytes: The text in UTF-8.
  ///   - separator: What parts two fields; `nil` takes the most frequent of comma, semicolon and tab in the first record,
  ///     as spreadsheets of some countries write semicolons.
  public init(_ bytes: [UInt8], separator: UInt8? = UInt8(ascii: ",")) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    self.separator = separator ?? Self.likelySeparator(bytes)
  }

  /// The next record; `nil` at the end of the text.
  ///
  /// - Throws: ``CSVSyntaxError`` for a quote that is not closed or stands where none may, and for bytes that are not
  ///   UTF-8. What follows an error is not read.
  /// - Complexity: O(bytes of the record).
  public mutating func next() throws(CSVSyntaxError) -> CSVRecord? {
    while takeLineEnd() {}
    guard position < bytes.count else { return nil }
    let start = line
    var fields = [try field()]
    while position < bytes.count, bytes[position] == separator {
      position += 1
      fields.append(try field())
    }
    _ = takeLineEnd()
    return CSVRecord(line: start, fields: fields)
  }

  private mutating func field() throws(CSVSyntaxError) -> String {
    guard position < bytes.count, bytes[position] == Self.quote else { return try plainField() }
    return try quotedField()
  }

  private mutating func plainField() throws(CSVSyntaxError) -> String {
    let start = position
    while position < bytes.count, !endsField(bytes[position]) {
      guard bytes[position] != Self.quote else {
        throw error("a quote inside a field, expected the whole field in quotes and each quote in it doubled")
      }
      position += 1
    }
    return try text(bytes[start..<position])
  }

  private mutating func quotedField() throws(CSVSyntaxError) -> String {
    let opened = line
    var content: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == Self.quote {
        position += 1
        guard position < bytes.count, bytes[position] == Self.quote else {
          guard position == bytes.count || endsField(bytes[position]) else {
            throw error("text after a closing quote, expected the end of the field")
          }
          return try text(content[...])
        }
      } else if byte == Self.lineFeed || (byte == Self.carriageReturn && !isLineFeed(at: position + 1)) {
        line += 1
      }
      content.append(byte)
      position += 1
    }
    throw CSVSyntaxError(line: opened, reason: "a quote is opened and never closed")
  }

  private func endsField(_ byte: UInt8) -> Bool {
    byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn
  }

  private func isLineFeed(at place: Int) -> Bool { place < bytes.count && bytes[place] == Self.lineFeed }

  /// Passes over one line end, where there is one.
  private mutating func takeLineEnd() -> Bool {
    guard position < bytes.count else { return false }
    switch bytes[position] {
    case Self.lineFeed: position += 1
    case Self.carriageReturn: position += isLineFeed(at: position + 1) ? 2 : 1
    default: return false
    }
    line += 1
    return true
  }

  private func text(_ content: ArraySlice<UInt8>) throws(CSVSyntaxError) -> String {
    guard let text = String(validating: content, as: UTF8.self) else {
      throw error("a field that is not UTF-8 text")
    }
    return text
  }

  private func error(_ reason: String) -> CSVSyntaxError { CSVSyntaxError(line: line, reason: reason) }

  private static func likelySeparator(_ bytes: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes.drop(while: { $0 == lineFeed || $0 == carriageReturn }) {
      if byte == quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == lineFeed || byte == carriageReturn { break }
      if separators.contains(byte) { counts[byte, default: 0] += 1 }
    }
    let most = counts.values.max() ?? 0
    return separators.first { counts[$0, default: 0] == most } ?? UInt8(ascii: ",")
  }

  /// What may part fields, the most usual first.
  private static let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
}

/// Writes CSV that every reader of RFC 4180 takes, with plain line feeds as Unix tools like them.
public enum CSVText {
  /// One record with its line end. A field is put in quotes where it has to be, or where white space at its ends could get
  /// lost.
  public static func line(_ fields: [String]) -> String {
    // A record of one empty field would be a blank line, which readers pass over.
    guard fields != [""] else { return "\"\"\n" }
    return fields.map(field).joined(separator: ",") + "\n"
  }

  private static func field(_ text: String) -> String {
    let isPlain = !text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    guard !isPlain || text.first?.isWhitespace == true || text.last?.isWhitespace == true else { return text }
    // By scalars: a quote with a combining mark after it is another character than a quote.
    var quoted = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { quoted.append(contentsOf: scalar == "\"" ? [scalar, scalar] : [scalar]) }
    return "\"" + String(quoted) + "\""
  }
}
