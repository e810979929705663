import Foundation

/// How names are compared: without case, accents, hyphens and punctuation.
enum NameKey {
  /// "Child-Abuse (survivors)" → "child abuse survivors".
  static func key(_ text: String) -> String {
    if let key = plainKey(text) { return key }
    var words = ""
    var isGap = false
    for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .nonspacingMark: continue
      case _ where scalar == "'" || scalar == "’": continue
      case _ where scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "+":
        if isGap, !words.isEmpty { words += " " }
        isGap = false
        words.unicodeScalars.append(scalar)
      default: isGap = true
      }
    }
    return words
  }

  /// The key of a text in ASCII, as nearly all are: the same rules without Unicode's tables.
  private static func plainKey(_ text: String) -> String? {
    var key: [UInt8] = []
    var isGap = false
    for byte in text.utf8 {
      switch byte {
      case 0x80...: return nil
      case UInt8(ascii: "'"): continue
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"):
        if isGap, !key.isEmpty { key.append(UInt8(ascii: " ")) }
        isGap = false
        key.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      default: isGap = true
      }
    }
    return String(decoding: key, as: UTF8.self)
  }
}
