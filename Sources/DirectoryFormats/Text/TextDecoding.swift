import Foundation

/// Turns the bytes of a file into text, whatever mixture of encodings they are in.
struct TextDecoding {
  let text: String
  /// How many bytes were not UTF-8 and were read as Windows-1252, the usual mistake in exports from spreadsheets.
  let foreignBytes: Int

  /// Reads UTF-8 with or without a byte order mark, UTF-16 with one, and Windows-1252 wherever the bytes are not UTF-8.
  ///
  /// - Returns: `nil` for bytes in UTF-16 that are not text.
  init?(_ data: Data) {
    switch [UInt8](data.prefix(3)) {
    case [0xEF, 0xBB, 0xBF]:
      self.init(utf8: data.dropFirst(3))
    case let start where start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]):
      guard let text = String(data: data, encoding: .utf16) else { return nil }
      self.init(text: text)
    default:
      self.init(utf8: data)
    }
  }

  private init(text: String, foreignBytes: Int = 0) {
    self.text = text
    self.foreignBytes = foreignBytes
  }

  private init(utf8 data: Data) {
    if let text = String(validating: data, as: UTF8.self) {
      self.init(text: text)
      return
    }
    var text = ""
    var foreignBytes = 0
    var bytes = ArraySlice([UInt8](data))
    while let byte = bytes.first {
      let length = Self.sequenceLength(at: bytes)
      if length == 0 {
        text.unicodeScalars.append(Windows1252.scalar(byte))
        foreignBytes += 1
        bytes = bytes.dropFirst()
      } else {
        text += String(decoding: bytes.prefix(length), as: UTF8.self)
        bytes = bytes.dropFirst(length)
      }
    }
    self.init(text: text, foreignBytes: foreignBytes)
  }

  /// How many bytes the valid UTF-8 at the start takes: whole runs of ASCII, else one character; 0 where it is not UTF-8.
  private static func sequenceLength(at bytes: ArraySlice<UInt8>) -> Int {
    let ascii = bytes.prefix { $0 < 0x80 }.count
    guard ascii == 0 else { return ascii }
    let length =
      switch bytes[bytes.startIndex] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard length > 0, bytes.count >= length, String(validating: bytes.prefix(length), as: UTF8.self) != nil else {
      return 0
    }
    return length
  }
}

/// The code page of Western Windows, in which spreadsheets write.
///
/// - SeeAlso: WHATWG Encoding Standard, index windows-1252.
enum Windows1252 {
  /// The characters of 0x80…0x9F; the five codes that stand for none stay controls.
  private static let upper: [Unicode.Scalar] = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

  private static let byteByScalar = Dictionary(uniqueKeysWithValues: zip(upper, UInt8(0x80)...))

  static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    (0x80...0x9F).contains(byte) ? upper[Int(byte - 0x80)] : Unicode.Scalar(byte)
  }

  /// The byte of a character; `nil` where the code page has none. The controls U+0080…U+009F count as their own bytes.
  static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    byteByScalar[scalar] ?? (scalar.value < 0x100 ? UInt8(scalar.value) : nil)
  }
}
