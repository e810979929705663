import Foundation

/// Reads a text of lines and fields byte by byte: lines end in LF or CRLF, fields are parted by spaces and tabs.
///
/// Files of judgments and features reach a hundred megabytes; a string a field would take most of the time.
struct LineReader {
  /// The file's name, for errors.
  let file: String
  /// The number of the current line, from 1.
  private(set) var line = 0
  let bytes: [UInt8]
  /// What is left of the current line.
  private(set) var rest: Range<Int>
  private var next: Int

  init(_ data: Data, file: String) {
    self.file = file
    bytes = [UInt8](data)
    next = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    rest = next..<next
  }

  /// Moves to the next line that holds anything but white space.
  mutating func nextLine() -> Bool {
    while next < bytes.count {
      let start = next
      var end = start
      while end < bytes.count, bytes[end] != Byte.lineFeed { end += 1 }
      next = end + 1
      line += 1
      rest = start..<end
      skipSpace()
      if !rest.isEmpty { return true }
    }
    return false
  }

  /// Takes the next field of the line; `nil` at its end.
  mutating func nextField() -> Range<Int>? {
    skipSpace()
    guard !rest.isEmpty else { return nil }
    var end = rest.lowerBound
    while end < rest.upperBound, !Byte.isSpace(bytes[end]) { end += 1 }
    let field = rest.lowerBound..<end
    rest = end..<rest.upperBound
    return field
  }

  /// Drops the line from a byte on.
  mutating func cut(at end: Int) { rest = rest.lowerBound..<max(rest.lowerBound, end) }

  private mutating func skipSpace() {
    var start = rest.lowerBound
    while start < rest.upperBound, Byte.isSpace(bytes[start]) { start += 1 }
    rest = start..<rest.upperBound
  }

  /// Takes the next field as a text.
  mutating func text(_ name: String, expected: String) throws(TuningError) -> String {
    guard let field = nextField() else { throw malformed(name, nil, expected) }
    return text(of: field)
  }

  /// Takes the next field as a whole number.
  mutating func integer(_ name: String, expected: String) throws(TuningError) -> Int {
    let field = nextField()
    guard let field, let value = DecimalText.integer(bytes, field) else { throw malformed(name, field, expected) }
    return value
  }

  /// Takes the next field as a finite number.
  mutating func number(_ name: String, expected: String) throws(TuningError) -> Double {
    let field = nextField()
    guard let field, let value = DecimalText.number(bytes, field) else { throw malformed(name, field, expected) }
    return value
  }

  func text(of field: Range<Int>) -> String { String(decoding: bytes[field], as: UTF8.self) }

  /// The error for a field of this line, cut short where it is long.
  func malformed(_ name: String, _ field: Range<Int>?, _ expected: String) -> TuningError {
    let found = field.map { text(of: $0.lowerBound..<min($0.upperBound, $0.lowerBound + 40)) } ?? ""
    return .malformed(file: file, line: line, field: name, found: found, expected: expected)
  }
}

/// The bytes that text formats turn on.
enum Byte {
  static let lineFeed = UInt8(ascii: "\n")
  static let colon = UInt8(ascii: ":")
  static let hash = UInt8(ascii: "#")

  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
