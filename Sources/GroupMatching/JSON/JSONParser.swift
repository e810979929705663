/// Reads JSON by RFC 8259, one pass over the bytes.
///
/// Foundation's decoder can only guess what each value might be, and throws where the guess is wrong; whole directories
/// and member lists come through here.
struct JSONParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var depth = 0

  /// The most levels of lists and objects within each other: more than any record has, less than the stack holds.
  static let greatestDepth = 512

  /// Reads one JSON text.
  ///
  /// - Throws: ``JSONSyntaxError`` with the place of the first fault.
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONSyntaxError) -> JSONValue {
    var parser = JSONParser(bytes: bytes)
    parser.skipSpace()
    guard parser.position < bytes.count else { throw JSONSyntaxError(description: "no JSON text: it is empty") }
    let value = try parser.value()
    parser.skipSpace()
    guard parser.position == bytes.count else { throw parser.fault("expected the end of the text") }
    return value
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  private mutating func value() throws(JSONSyntaxError) -> JSONValue {
    guard let current else { throw fault("the text ends where a value is expected") }
    switch current {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default: throw fault("expected a value")
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
    let end = position + word.utf8CodeUnitCount
    let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard end <= bytes.count, bytes[position..<end].elementsEqual(expected) else { throw fault("expected a value") }
    position = end
    return value
  }

  private mutating func array() throws(JSONSyntaxError) -> JSONValue {
    try open()
    var items: [JSONValue] = []
    if close(UInt8(ascii: "]")) { return .array([]) }
    while true {
      skipSpace()
      items.append(try value())
      skipSpace()
      if close(UInt8(ascii: "]")) { return .array(items) }
      try expect(UInt8(ascii: ","), "',' or ']'")
    }
  }

  private mutating func object() throws(JSONSyntaxError) -> JSONValue {
    try open()
    var fields = JSONObject()
    if close(UInt8(ascii: "}")) { return .object(fields) }
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw fault("expected the name of a field in quotes") }
      let name = try string()
      skipSpace()
      try expect(UInt8(ascii: ":"), "':'")
      skipSpace()
      fields[name] = .some(try value())
      skipSpace()
      if close(UInt8(ascii: "}")) { return .object(fields) }
      try expect(UInt8(ascii: ","), "',' or '}'")
    }
  }

  private mutating func open() throws(JSONSyntaxError) {
    guard depth < Self.greatestDepth else { throw fault("expected at most \(Self.greatestDepth) levels") }
    depth += 1
    position += 1
    skipSpace()
  }

  private mutating func close(_ bracket: UInt8) -> Bool {
    guard current == bracket else { return false }
    position += 1
    depth -= 1
    return true
  }

  private mutating func expect(_ byte: UInt8, _ name: String) throws(JSONSyntaxError) {
    guard current == byte else { throw fault("expected \(name)") }
    position += 1
  }

  /// Where the parser stands, for people.
  private func fault(_ what: String) -> JSONSyntaxError {
    let before = bytes[..<min(position, bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
    let place = line == 1 ? "character \(column)" : "line \(line), character \(column)"
    return JSONSyntaxError(description: "not valid JSON: \(what) at \(place)")
  }
}

// MARK: - Texts

extension JSONParser {
  private mutating func string() throws(JSONSyntaxError) -> String {
    position += 1
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let text = try text(start..<position)
        position += 1
        return text
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      case ..<0x20: throw fault("expected no control character in a text")
      default: position += 1
      }
    }
    throw fault("the text ends within a quoted text")
  }

  /// The rest of a text that has an escape in it.
  private mutating func escapedString(from start: Int) throws(JSONSyntaxError) -> String {
    var text = try text(start..<position)
    var plain = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        text += try self.text(plain..<position)
        position += 1
        return text
      case UInt8(ascii: "\\"):
        text += try self.text(plain..<position)
        text.unicodeScalars.append(try escape())
        plain = position
      case ..<0x20: throw fault("expected no control character in a text")
      default: position += 1
      }
    }
    throw fault("the text ends within a quoted text")
  }

  private func text(_ range: Range<Int>) throws(JSONSyntaxError) -> String {
    guard let text = String(validating: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self) else {
      throw fault("expected UTF-8")
    }
    return text
  }

  private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
    position += 1
    guard let letter = current else { throw fault("the text ends within an escape") }
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw fault("expected an escape that JSON knows")
    }
  }

  /// Four digits, and four more where they are the first half of a surrogate pair.
  private mutating func unicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
    let unit = try hexadecimalUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard (0xD800..<0xDC00).contains(unit), position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { throw fault("expected both halves of a surrogate pair") }
    position += 2
    let low = try hexadecimalUnit()
    let value = 0x10000 + (unit - 0xD800) << 10 + (low &- 0xDC00)
    guard (0xDC00..<0xE000).contains(low), let scalar = Unicode.Scalar(value) else {
      throw fault("expected both halves of a surrogate pair")
    }
    return scalar
  }

  private mutating func hexadecimalUnit() throws(JSONSyntaxError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = current.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
        throw fault("expected four hexadecimal digits")
      }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    return unit
  }
}

// MARK: - Numbers

extension JSONParser {
  private mutating func number() throws(JSONSyntaxError) -> Double {
    let start = position
    let isNegative = current == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let whole = try digits(orZeroAlone: true)
    var digitCount = whole.count
    var value = whole.value
    var exponent = 0
    if current == UInt8(ascii: ".") {
      position += 1
      let fraction = try digits(continuing: value)
      value = fraction.value
      digitCount += fraction.count
      exponent -= fraction.count
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      position += 1
      let isBelow = current == UInt8(ascii: "-")
      if isBelow || current == UInt8(ascii: "+") { position += 1 }
      let power = try digits()
      let steps = power.count > 4 ? 9999 : Int(power.value)
      exponent += isBelow ? -steps : steps
    }
    // Exact where both the digits and the power of ten are (Clinger, "How to Read Floating Point Numbers Accurately").
    if digitCount <= 15, abs(exponent) < Self.exactPowers.count {
      let power = Self.exactPowers[abs(exponent)]
      let magnitude = exponent < 0 ? Double(value) / power : Double(value) * power
      return isNegative ? -magnitude : magnitude
    }
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
    guard let number = Double(text), number.isFinite else {
      position = start
      throw fault("expected a number within range")
    }
    return number
  }

  /// 10⁰ to 10²², which a double holds exactly.
  private static let exactPowers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  private mutating func digits(
    orZeroAlone startsNumber: Bool = false, continuing start: UInt64 = 0
  ) throws(JSONSyntaxError) -> (value: UInt64, count: Int) {
    let first = position
    var value = start
    while let digit = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) {
      value = value &* 10 &+ UInt64(digit - UInt8(ascii: "0"))
      position += 1
    }
    guard position > first else { throw fault("expected a digit") }
    guard !startsNumber || bytes[first] != UInt8(ascii: "0") || position == first + 1 else {
      throw fault("expected no digit after a leading 0")
    }
    return (value, position - first)
  }
}
