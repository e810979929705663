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
struct PhrasePattern: Sendable, Equatable {
  /// The most words that a gap stands for.
  static let longestGap = 3
  /// The fewest letters before the star of a prefix.
  static let shortestPrefix = 3
  /// The most sequences that the groups of one pattern may multiply to.
  static let maximumSequences = 4096

  /// One item of a sequence.
  enum Item: Sendable, Hashable {
    case word(String)
    case prefix(String)
    case phraseClass(String)
    case gap
    case number
  }

  /// The sequences of items that the pattern stands for, its groups multiplied out.
  let sequences: [[Item]]

  /// Reads `text`.
  ///
  /// - Throws: `PatternFault` with what was expected.
  init(_ text: String) throws(PatternFault) {
    var parser = PatternParser(text)
    sequences = try parser.parse()
  }
}

/// What a pattern that breaks the grammar should have had instead.
struct PatternFault: Error, Equatable {
  /// Completes "expected …".
  let expected: String
}

/// A recursive-descent parser for one pattern.
private struct PatternParser {
  typealias Item = PhrasePattern.Item

  private var rest: Substring.UnicodeScalarView
  private var sequences: [[Item]] = [[]]

  init(_ text: String) {
    rest = Substring(text).unicodeScalars
  }

  mutating func parse() throws(PatternFault) -> [[Item]] {
    while let next = rest.first {
      switch next {
      case " ": rest.removeFirst()
      case "(": try append(group())
      case ")", "|": throw PatternFault(expected: "a '(' before '\(next)'")
      default: try append([item()])
      }
    }
    guard sequences.allSatisfy({ sequence in sequence.contains { $0 != .gap } }) else {
      throw PatternFault(expected: "at least one word in every reading")
    }
    return try sequences.map { sequence throws(PatternFault) in try Self.checked(sequence) }
  }

  /// A gap is only meant between words.
  private static func checked(_ sequence: [Item]) throws(PatternFault) -> [Item] {
    guard sequence.first != .gap, sequence.last != .gap else {
      throw PatternFault(expected: "a word before and after '~'")
    }
    return sequence
  }

  private mutating func append(_ alternatives: [[Item]]) throws(PatternFault) {
    guard sequences.count * alternatives.count <= PhrasePattern.maximumSequences else {
      throw PatternFault(expected: "groups that multiply to \(PhrasePattern.maximumSequences) sequences or fewer")
    }
    sequences = sequences.flatMap { sequence in alternatives.map { sequence + $0 } }
  }

  /// The alternatives of a group, its parentheses included.
  private mutating func group() throws(PatternFault) -> [[Item]] {
    rest.removeFirst()
    var alternatives: [[Item]] = [[]]
    while let next = rest.first {
      switch next {
      case " ": rest.removeFirst()
      case "(": throw PatternFault(expected: "no group inside a group")
      case "|":
        rest.removeFirst()
        alternatives.append([])
      case ")":
        rest.removeFirst()
        return alternatives
      default: alternatives[alternatives.count - 1] += try item()
      }
    }
    throw PatternFault(expected: "a ')' at the end of the group")
  }

  /// One word, prefix, class, gap or number; two words where a hyphen parts them.
  private mutating func item() throws(PatternFault) -> [Item] {
    switch rest.first {
    case "~":
      rest.removeFirst()
      return [.gap]
    case "#":
      rest.removeFirst()
      return [.number]
    case "<": return [try phraseClass()]
    default: return try words()
    }
  }

  private mutating func phraseClass() throws(PatternFault) -> Item {
    rest.removeFirst()
    let name = String(rest.prefix { $0 != ">" && $0 != " " })
    rest.removeFirst(name.unicodeScalars.count)
    guard rest.first == ">", !name.isEmpty else { throw PatternFault(expected: "a class's name and '>' after '<'") }
    rest.removeFirst()
    return .phraseClass(name)
  }

  private mutating func words() throws(PatternFault) -> [Item] {
    let written = String(rest.prefix { !" ()|<>~#".unicodeScalars.contains($0) })
    rest.removeFirst(written.unicodeScalars.count)
    guard !written.isEmpty else { throw PatternFault(expected: "a word instead of '\(rest.first.map(String.init) ?? "")'") }
    let isPrefix = written.hasSuffix("*")
    let body = isPrefix ? String(written.dropLast()) : written
    guard body.unicodeScalars.allSatisfy(Self.isAllowed) else {
      throw PatternFault(expected: "letters, digits, apostrophes and hyphens in '\(written)'")
    }
    let text = NormalizedText(body)
    var items = text.tokens.indices.map { Item.word(text.word(at: $0)) }
    guard case .word(let last)? = items.last else { throw PatternFault(expected: "a word in '\(written)'") }
    if isPrefix {
      guard last.count >= PhrasePattern.shortestPrefix else {
        throw PatternFault(expected: "\(PhrasePattern.shortestPrefix) letters or more before the star of '\(written)'")
      }
      items[items.count - 1] = .prefix(last)
    }
    return items
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "'", "\u{2019}", "-", "/", "&", ".": return true
    default:
      let properties = scalar.properties
      return properties.isAlphabetic || properties.numericType != nil || properties.generalCategory == .nonspacingMark
    }
  }
}
