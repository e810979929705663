import Foundation

/// How names are compared: without case, accents, hyphens and punctuation.
enum NameKey {
  /// "Child-Abuse (survivors)" → "child abuse survivors".
  static func key(_ text: String) -> String {
    // Slugs, the most frequent names of all, are their own keys but for the hyphens.
    if text.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2D }), !text.hasPrefix("-"), !text.hasSuffix("-"),
      !text.contains("--")
    {
      return text.replacing("-", with: " ")
    }
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
}
