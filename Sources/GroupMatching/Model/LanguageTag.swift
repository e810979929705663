/// A language as BCP 47 writes it, in canonical case: `en`, `pt-BR`, `zh-Hans`, `ase`.
///
/// - SeeAlso: RFC 5646, §2.1 (syntax) and §2.1.1 (case).
public struct LanguageTag: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The whole tag.
  public let description: String

  /// The language without script, region and variants: `pt` of `pt-BR`.
  public var primary: String { String(description.prefix { $0 != "-" }) }

  /// - Returns: `nil` unless the text is two or three letters, then subtags of one to eight letters or digits.
  public init?(_ text: String) {
    // Real tags are shorter than 40 characters; RFC 5646, section 4.4.1.
    guard text.utf8.count <= 100 else { return nil }
    let subtags = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = subtags.first, (2...3).contains(first.count), first.allSatisfy(\.isASCIILetter) else {
      return nil
    }
    var canonical = first.lowercased()
    for subtag in subtags.dropFirst() {
      guard (1...8).contains(subtag.count), subtag.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit }) else {
        return nil
      }
      canonical += "-" + Self.canonicalCase(of: subtag)
    }
    description = canonical
  }

  /// Whether someone who speaks one understands the other: the same language, and no two different scripts stated.
  public func isUnderstood(by other: LanguageTag) -> Bool {
    guard primary == other.primary else { return false }
    guard let mine = description.script, let theirs = other.description.script else { return true }
    return mine == theirs
  }

  public static func < (left: Self, right: Self) -> Bool { left.description < right.description }

  private static func canonicalCase(of subtag: Substring) -> String {
    switch subtag.count {
    case 2: subtag.uppercased()
    case 4 where subtag.allSatisfy(\.isASCIILetter): subtag.prefix(1).uppercased() + subtag.dropFirst().lowercased()
    default: subtag.lowercased()
    }
  }
}

extension String {
  /// The script that a language tag names, which has four letters.
  fileprivate var script: Substring? {
    split(separator: "-").dropFirst().first { $0.count == 4 && $0.allSatisfy(\.isASCIILetter) }
  }
}

extension Character {
  var isASCIILetter: Bool { isASCII && isLetter }
  var isASCIIDigit: Bool { isASCII && isNumber }
}
