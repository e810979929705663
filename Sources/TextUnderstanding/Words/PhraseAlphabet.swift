/// The words, prefixes, classes and groups that the phrases of a book are made of, each with a number.
///
/// Compiles patterns straight into tries: a pattern is read once, and nothing is kept of it but nodes.
struct PhraseAlphabet: Sendable {
  /// The most words that a gap stands for.
  static let longestGap = 3
  /// The fewest letters before the star of a prefix.
  static let shortestPrefix = 3
  private static let deepestNesting = 8

  /// Every whole word that a phrase names.
  private(set) var words = ByteStringTable(capacity: 4096)
  /// Every prefix that a phrase names.
  private(set) var prefixes = ByteStringTable(capacity: 1024)
  private var classes = ByteStringTable(capacity: 64)
  /// The groups met, as they are written: groups written alike are the same.
  private var groups = ByteStringTable(capacity: 4096)
  /// Whether a group may stand for no word, by number.
  private var optionalGroups: [Bool] = []

  /// An alphabet that knows the names of the classes.
  init(classes names: some Sequence<String>) {
    for name in names.sorted() { classes.insert(name) }
  }

  /// The number of the class `name`, or nil.
  func classIndex(_ name: String) -> Int? {
    var name = name
    return name.withUTF8 { classes.index(of: $0) }
  }

  /// The number of `word`, which is added if it is new.
  mutating func insert(word: String) -> Int { words.insert(word) }

  /// Adds the phrases that `pattern` stands for to `trie`, ending in `payload`.
  ///
  /// - Throws: `PatternFault` with what was expected; part of the pattern may then be in the trie.
  /// - Complexity: O(length of `pattern`).
  mutating func insert(_ pattern: String, into trie: inout PhraseTrie, payload: Int) throws(PatternFault) {
    var pattern = pattern
    let result = pattern.withUTF8 { bytes in
      Result { () throws(PatternFault) in
        var cursor = PatternCursor(bytes)
        return try compile(&cursor, into: &trie)
      }
    }
    trie.addEnding(payload, at: try result.get())
  }

  private mutating func compile(_ cursor: inout PatternCursor, into trie: inout PhraseTrie) throws(PatternFault) -> Int
  {
    let gap = UInt8(ascii: "~")
    guard cursor.bytes.first != gap, cursor.bytes.last != gap else {
      throw PatternFault(expected: "a word on both sides of '~'")
    }
    let end = try sequence(&cursor, from: PhraseTrie.root, into: &trie, depth: 0)
    guard end.terminator == .end else { throw PatternFault(expected: "a '(' before '|' or ')'") }
    guard !end.isOptional else { throw PatternFault(expected: "a word in every reading") }
    return end.node
  }

  /// Where a sequence of items leads.
  private struct SequenceEnd {
    var node: Int
    /// Whether the sequence may stand for no word.
    var isOptional = true
    var terminator = PatternCursor.Token.end
  }

  /// Adds the items up to the end of the alternative or the pattern.
  private mutating func sequence(
    _ cursor: inout PatternCursor, from start: Int, into trie: inout PhraseTrie, depth: Int
  ) throws(PatternFault) -> SequenceEnd {
    var end = SequenceEnd(node: start)
    while true {
      let token = try cursor.next()
      switch token {
      case .end, .alternative, .groupEnd:
        end.terminator = token
        return end
      case .gap:
        end.node = trie.gapChild(addingTo: end.node)
      case .groupStart:
        let group = try group(&cursor, from: end.node, into: &trie, depth: depth + 1)
        end.node = group.node
        end.isOptional = end.isOptional && group.isOptional
      case .text(let range):
        for word in try normalized(cursor.text(range)) {
          end.node = trie.child(.word(insert(word: word)), addingTo: end.node)
        }
        end.isOptional = false
      case .word, .prefix, .phraseClass, .number:
        end.node = trie.child(try symbol(token, cursor), addingTo: end.node)
        end.isOptional = false
      }
    }
  }

  /// Adds the alternatives of a group, or finds it where the trie has it after `node` already.
  private mutating func group(
    _ cursor: inout PatternCursor, from node: Int, into trie: inout PhraseTrie, depth: Int
  ) throws(PatternFault) -> SequenceEnd {
    let start = cursor.position - 1
    guard let end = cursor.endOfGroup(from: start) else {
      throw PatternFault(expected: "a ')' at the end of the group")
    }
    guard depth <= Self.deepestNesting else { throw PatternFault(expected: "groups nested less deeply") }
    let index = groups.insert(UnsafeBufferPointer(rebasing: cursor.bytes[start..<end]))
    if index == optionalGroups.count { optionalGroups.append(false) }
    if let joint = trie.child(.group(index), of: node) {
      cursor.position = end
      return SequenceEnd(node: joint, isOptional: optionalGroups[index])
    }
    let joint = trie.child(.group(index), addingTo: node)
    var isOptional = false
    var alternative = SequenceEnd(node: node)
    repeat {
      alternative = try sequence(&cursor, from: node, into: &trie, depth: depth)
      trie.addPassage(from: alternative.node, to: joint)
      isOptional = isOptional || alternative.isOptional
    } while alternative.terminator == .alternative
    optionalGroups[index] = isOptional
    return SequenceEnd(node: joint, isOptional: isOptional)
  }

  /// The symbol of a token that is one.
  private mutating func symbol(
    _ token: PatternCursor.Token, _ cursor: PatternCursor
  ) throws(PatternFault) -> PhraseSymbol {
    switch token {
    case .word(let range): return .word(words.insert(UnsafeBufferPointer(rebasing: cursor.bytes[range])))
    case .prefix(let range): return .prefix(prefixes.insert(UnsafeBufferPointer(rebasing: cursor.bytes[range])))
    case .phraseClass(let range):
      guard let index = classes.index(of: UnsafeBufferPointer(rebasing: cursor.bytes[range])) else {
        throw PatternFault(expected: "one of the file's classes instead of '<\(cursor.text(range))>'")
      }
      return .phraseClass(index)
    default: return .number
    }
  }

  /// The words of something written with accents, capitals, apostrophes or hyphens.
  private func normalized(_ text: String) throws(PatternFault) -> [String] {
    let normalized = NormalizedText(text)
    guard text.unicodeScalars.allSatisfy(Self.isAllowed), !normalized.tokens.isEmpty else {
      throw PatternFault(expected: "letters, digits, apostrophes and hyphens in '\(text)'")
    }
    return normalized.tokens.indices.map(normalized.word(at:))
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "'", "\u{2019}", "-", "/", "&", ".": return true
    default:
      let properties = scalar.properties
      return properties.isAlphabetic || properties.numericType != nil
        || properties.generalCategory == .nonspacingMark
    }
  }
}
