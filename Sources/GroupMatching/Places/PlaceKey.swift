import Foundation

/// How the names of places are spelled in the look-up columns of the place data.
///
/// The rules are those of `normalized` in `scripts/places/build.py`; a test holds the two together.
enum PlaceKey {
  /// The key of a name: no accents, lower case, words parted by single spaces, initials joined ("D.C." is "dc").
  static func key(of name: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in withoutMarks(withoutMarks(name).lowercased()).unicodeScalars {
      if let spelled = spelling[scalar] {
        plain.append(contentsOf: spelled.unicodeScalars)
      } else if !apostrophes.contains(scalar) {
        plain.append(isWordScalar(scalar) ? scalar : " ")
      }
    }
    return joiningInitials(String(plain).split(separator: " ")).joined(separator: " ")
  }

  /// The key and the ways of writing its first words short or long: "st paul", "saint paul".
  static func spellings(of key: String) -> [String] {
    let words = key.split(separator: " ").map(String.init)
    let long = words.map { longForms[$0] ?? $0 }.joined(separator: " ")
    let short = words.map { shortForms[$0] ?? $0 }.joined(separator: " ")
    return [key] + [long, short].filter { $0 != key }
  }

  /// Letters without a canonical decomposition, as people without them on the keyboard type them.
  private static let spelling: [Unicode.Scalar: String] = [
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
    "ə": "e", "ŋ": "n",
  ]
  /// Left out rather than turned into a space: O'Fallon is one word.
  private static let apostrophes: Set<Unicode.Scalar> = ["'", "’", "‘", "ʻ", "ʼ", "ʿ", "ʾ", "`", "´", "′"]

  private static let longForms = ["st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"]
  private static let shortForms = ["saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"]

  private static func withoutMarks(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    plain.append(
      contentsOf: text.decomposedStringWithCanonicalMapping.unicodeScalars.filter {
        $0.properties.generalCategory != .nonspacingMark
      })
    return String(plain)
  }

  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: scalar.properties.numericType != nil
    }
  }

  private static func joiningInitials(_ words: [Substring]) -> [String] {
    var joined: [String] = []
    var lastIsInitials = false
    for word in words {
      let isInitial =
        word.utf8.count == 1 && word.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
      if isInitial && lastIsInitials {
        joined[joined.count - 1] += word
      } else {
        joined.append(String(word))
      }
      lastIsInitials = isInitial
    }
    return joined
  }
}
