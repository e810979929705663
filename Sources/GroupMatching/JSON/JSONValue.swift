import Foundation
import OrderedCollections

/// A JSON text as a value. Objects keep the order in which their fields were set.
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

/// The fields of a JSON object, in order.
public typealias JSONObject = OrderedDictionary<String, JSONValue>

/// Why a text is not JSON.
public struct JSONSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong and where.
  public let description: String
}

extension JSONValue {
  /// Reads one JSON text in UTF-8, with or without a byte order mark.
  ///
  /// Fields keep their order; of two with one name the last counts.
  ///
  /// - Throws: ``JSONSyntaxError`` with the place of the first fault.
  /// - Complexity: O(length).
  public init(parsing data: Data) throws(JSONSyntaxError) {
    let result = data.withUnsafeBytes { bytes in
      Result { () throws(JSONSyntaxError) in try JSONValue(parsing: bytes) }
    }
    self = try result.get()
  }

  /// Reads one JSON text out of memory; see ``init(parsing:)-(Data)``.
  public init(parsing bytes: UnsafeRawBufferPointer) throws(JSONSyntaxError) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? UnsafeRawBufferPointer(rebasing: bytes.dropFirst(mark.count)) : bytes
    self = try JSONParser.parse(text.bindMemory(to: UInt8.self))
  }
}

extension JSONValue {
  /// The value as compact JSON, in one line.
  ///
  /// Whole numbers are written without a fraction, others with the fewest digits that read back as the same number.
  public var text: String { String(decoding: utf8, as: UTF8.self) }

  /// The bytes of ``text``.
  public var utf8: [UInt8] {
    var output: [UInt8] = []
    write(to: &output)
    return output
  }

  /// The value as JSON for people: a field a line, short lists and objects on one.
  public var indented: String { indented(by: 0) }

  private func indented(by depth: Int) -> String {
    let flat = text
    guard flat.count > 80 - depth else { return flat }
    let margin = String(repeating: " ", count: depth + 2)
    let end = "\n" + String(repeating: " ", count: depth)
    switch self {
    case .array(let items):
      return "[\n" + items.map { margin + $0.indented(by: depth + 2) }.joined(separator: ",\n") + end + "]"
    case .object(let fields):
      let lines = fields.map { margin + JSONValue.string($0.key).text + ": " + $0.value.indented(by: depth + 2) }
      return "{\n" + lines.joined(separator: ",\n") + end + "}"
    case .null, .bool, .number, .string: return flat
    }
  }

  private func write(to output: inout [UInt8]) {
    switch self {
    case .null: output += "null".utf8
    case .bool(let flag): output += (flag ? "true" : "false").utf8
    case .number(let number): Self.write(number, to: &output)
    case .string(let text): Self.write(text, to: &output)
    case .array(let items):
      Self.write(items, between: "[", and: "]", to: &output) { item, output in item.write(to: &output) }
    case .object(let fields):
      Self.write(fields.elements, between: "{", and: "}", to: &output) { field, output in
        Self.write(field.key, to: &output)
        output.append(UInt8(ascii: ":"))
        field.value.write(to: &output)
      }
    }
  }

  private static func write<Items: Collection>(
    _ items: Items, between open: Unicode.Scalar, and close: Unicode.Scalar, to output: inout [UInt8],
    each write: (Items.Element, inout [UInt8]) -> Void
  ) {
    output.append(UInt8(ascii: open))
    var isFirst = true
    for item in items {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      write(item, &output)
    }
    output.append(UInt8(ascii: close))
  }

  private static func write(_ text: String, to output: inout [UInt8]) {
    var text = text
    output.append(UInt8(ascii: "\""))
    text.withUTF8 { write($0, to: &output) }
    output.append(UInt8(ascii: "\""))
  }

  /// Writes the inside of a text. Bytes are never looked at alone but for those that stand for themselves in UTF-8.
  private static func write(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    var start = 0
    for (place, byte) in text.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0xE2 {
      // U+2028 and U+2029, which scripts take for line ends, are E2 80 A8 and E2 80 A9; much else begins with E2.
      let isLineEnd = byte == 0xE2 && text[place + 1] == 0x80 && text[place + 2] | 1 == 0xA9
      guard byte != 0xE2 || isLineEnd else { continue }
      output += UnsafeBufferPointer(rebasing: text[start..<place])
      start = place + (isLineEnd ? 3 : 1)
      switch byte {
      case UInt8(ascii: "\n"): output += "\\n".utf8
      case UInt8(ascii: "\r"): output += "\\r".utf8
      case UInt8(ascii: "\t"): output += "\\t".utf8
      case 0xE2: output += (text[place + 2] == 0xA8 ? "\\u2028" : "\\u2029").utf8
      case ..<0x20: output += ("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)).utf8
      default: output += [UInt8(ascii: "\\"), byte]
      }
    }
    output += UnsafeBufferPointer(rebasing: text[start...])
  }

  private static func write(_ number: Double, to output: inout [UInt8]) {
    guard number.isFinite else { return output += "null".utf8 }
    var text = number == number.rounded() && abs(number) < 0x1p53 ? String(Int(number)) : "\(number)"
    text.withUTF8 { output += $0 }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(uniqueKeysWithValues: elements))
  }
}

extension JSONObject {
  /// Sets a text unless there is none, and then leaves the field out: absent is how records write unknown.
  mutating func set(_ name: String, _ text: String?) { self[name] = text.map(JSONValue.string) }

  /// Sets a number unless there is none.
  mutating func set(_ name: String, _ number: Double?) { self[name] = number.map(JSONValue.number) }

  /// Sets a whole number unless there is none.
  mutating func set(_ name: String, _ number: Int?) { self[name] = number.map { .number(Double($0)) } }

  /// Sets a truth value unless there is none.
  mutating func set(_ name: String, _ flag: Bool?) { self[name] = flag.map(JSONValue.bool) }

  /// Sets a list of texts unless it is empty.
  mutating func set(_ name: String, _ texts: [String]) {
    self[name] = texts.isEmpty ? nil : .array(texts.map(JSONValue.string))
  }

  /// Sets an object unless it has no fields.
  mutating func set(_ name: String, _ fields: JSONObject) { self[name] = fields.isEmpty ? nil : .object(fields) }
}
