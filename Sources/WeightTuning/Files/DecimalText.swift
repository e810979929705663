import Foundation

/// Numbers written in decimal, read from bytes.
enum DecimalText {
  /// A whole number with an optional sign, also written as `2.0`; `nil` where it is none.
  static func integer(_ bytes: [UInt8], _ field: Range<Int>) -> Int? {
    number(bytes, field).flatMap(Int.init(exactly:))
  }

  /// A finite number such as `-0.5`, `12` or `1.3e-06`; `nil` where it is none.
  ///
  /// Fifteen digits and powers of ten up to 22 are exact in binary, so that one multiplication or division gives the
  /// nearest number; anything longer goes to the C library.
  ///
  /// - SeeAlso: Clinger, "How to Read Floating Point Numbers Accurately", 1990.
  static func number(_ bytes: [UInt8], _ field: Range<Int>) -> Double? {
    var scan = Scan(bytes: bytes, field: field)
    guard scan.run() else { return nil }
    if scan.digits <= 15, abs(scan.exponent) <= 22 {
      let whole = Double(scan.mantissa)
      let power = powersOfTen[abs(scan.exponent)]
      let value = scan.exponent < 0 ? whole / power : whole * power
      return scan.isNegative ? -value : value
    }
    let value = strtod(String(decoding: bytes[field], as: UTF8.self), nil)
    return value.isFinite ? value : nil
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]
}

/// One pass over a number's bytes.
private struct Scan {
  let bytes: [UInt8]
  let field: Range<Int>
  var mantissa: UInt64 = 0
  /// Significant digits so far.
  var digits = 0
  var exponent = 0
  var isNegative = false

  init(bytes: [UInt8], field: Range<Int>) {
    self.bytes = bytes
    self.field = field
  }

  /// - Returns: Whether the whole field is a number.
  mutating func run() -> Bool {
    var at = field.lowerBound
    if at < field.upperBound, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
      isNegative = bytes[at] == UInt8(ascii: "-")
      at += 1
    }
    let start = at
    takeDigits(&at, isFraction: false)
    var count = at - start
    if at < field.upperBound, bytes[at] == UInt8(ascii: ".") {
      at += 1
      let point = at
      takeDigits(&at, isFraction: true)
      count += at - point
    }
    guard count > 0 else { return false }
    if at < field.upperBound, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      guard takeExponent(&at) else { return false }
    }
    return at == field.upperBound
  }

  private mutating func takeDigits(_ at: inout Int, isFraction: Bool) {
    while at < field.upperBound, case let digit = bytes[at] &- UInt8(ascii: "0"), digit < 10 {
      if digits < 18 {
        mantissa = mantissa * 10 + UInt64(digit)
        if mantissa > 0 { digits += 1 }
        if isFraction { exponent -= 1 }
      } else {
        digits += 1
        if !isFraction { exponent += 1 }
      }
      at += 1
    }
  }

  private mutating func takeExponent(_ at: inout Int) -> Bool {
    var sign = 1
    if at < field.upperBound, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
      sign = bytes[at] == UInt8(ascii: "-") ? -1 : 1
      at += 1
    }
    let start = at
    var power = 0
    while at < field.upperBound, case let digit = bytes[at] &- UInt8(ascii: "0"), digit < 10 {
      power = min(power * 10 + Int(digit), 100_000)
      at += 1
    }
    exponent += sign * power
    return at > start
  }
}
