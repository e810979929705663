/// A phrase as a lexicon writes it: a sequence of items that each stand for a word or more.
///
/// | written | stands for |
/// |---|---|
/// | `word` | this word |
/// | `word*` | any word that starts so; three letters or more before the star |
/// | `(a\|b c\|)` | one of the sequences; an empty one makes the group optional |
/// | `<class>` | any phrase of the class |
/// | `~` | zero to three words of the same clause |
/// | `#` | a number, in digits or words |
///
/// Words are normalised like text: accents, case and apostrophes do not matter, and a hyphen parts two words.
struct PhrasePattern: Sendable, Hashable {
  /// The most words that a gap stands for.
  static let longestGap = 3
  /// The fewest letters before the star of a prefix.
  static let shortestPrefix = 3

  /// One item of a sequence.
  indirect enum Item: Sendable, Hashable {
    case word(String)
    case prefix(String)
    case phraseClass(String)
    case gap
    case number
    case group([[Item]])

    /// Whether the item may stand for no word at all.
    var isOptional: Bool {
      switch self {
      case .gap: true
      case .group(let alternatives): alternatives.contains { $0.allSatisfy(\.isOptional) }
      case .word, .prefix, .phraseClass, .number: false
      }
    }
  }

  let items: [Item]

  /// Reads `text`.
  ///
  /// - Throws: `PatternFault` with what was expected.
  init(_ text: String) throws(PatternFault) {
    var parser = PatternParser(text)
    items = try parser.parse()
    guard !items.allSatisfy(\.isOptional) else { throw PatternFault(expected: "a word in every reading") }
    guard items.first != .gap, items.last != .gap else { throw PatternFault(expected: "a word on both sides of '~'") }
  }
}

/// What a pattern that breaks the grammar should have had instead.
struct PatternFault: Error, Equatable {
  /// Completes "expected …".
  let expected: String
}
