/// A recursive-descent parser for one phrase pattern, over its UTF-8.
struct PatternParser {
  typealias Item = PhrasePattern.Item

  private static let deepestNesting = 8

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The items of the whole pattern.
  mutating func parse() throws(PatternFault) -> [Item] {
    let items = try sequence()
    guard let next else { return items }
    throw PatternFault(expected: "a '(' before '\(Character(Unicode.Scalar(next)))'")
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Items up to the end, a `|` or a `)`.
  private mutating func sequence() throws(PatternFault) -> [Item] {
    var items: [Item] = []
    while let next, next != UInt8(ascii: "|"), next != UInt8(ascii: ")") {
      switch next {
      case UInt8(ascii: " "): position += 1
      case UInt8(ascii: "("): items.append(try group())
      case UInt8(ascii: "<"): items.append(try phraseClass())
      case UInt8(ascii: "~"): items.append(symbol(.gap))
      case UInt8(ascii: "#"): items.append(symbol(.number))
      default: items += try words()
      }
      try checkSeparation()
    }
    return items
  }

  /// An item ends where a space, a `|`, a `)` or the end follows.
  private func checkSeparation() throws(PatternFault) {
    guard let next, position > 0, bytes[position - 1] != UInt8(ascii: " ") else { return }
    guard " |)".utf8.contains(next) else {
      throw PatternFault(expected: "a space before '\(Character(Unicode.Scalar(next)))'")
    }
  }

  private mutating func symbol(_ item: Item) -> Item {
    position += 1
    return item
  }

  private mutating func group() throws(PatternFault) -> Item {
    position += 1
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepestNesting else { throw PatternFault(expected: "groups nested less deeply") }
    var alternatives = [try sequence()]
    while next == UInt8(ascii: "|") {
      position += 1
      alternatives.append(try sequence())
    }
    guard next == UInt8(ascii: ")") else { throw PatternFault(expected: "a ')' at the end of the group") }
    position += 1
    return .group(alternatives)
  }

  private mutating func phraseClass() throws(PatternFault) -> Item {
    let name = bytes[(position + 1)...].prefix { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: " ") }
    guard !name.isEmpty, name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: ">") else {
      throw PatternFault(expected: "a class's name and '>' after '<'")
    }
    position = name.endIndex + 1
    return .phraseClass(String(decoding: name, as: UTF8.self))
  }

  /// A word or a prefix; several where a hyphen or the like parts them.
  private mutating func words() throws(PatternFault) -> [Item] {
    let written = bytes[position...].prefix { !" ()|<>~#".utf8.contains($0) }
    guard !written.isEmpty else { throw PatternFault(expected: "a word instead of '>'") }
    position = written.endIndex
    let isPrefix = written.last == UInt8(ascii: "*")
    var words = try Self.normalized(isPrefix ? written.dropLast() : written)
    guard let last = words.popLast() else {
      throw PatternFault(expected: "a word in '\(String(decoding: written, as: UTF8.self))'")
    }
    guard isPrefix else { return words.map(Item.word) + [.word(last)] }
    guard last.unicodeScalars.count >= PhrasePattern.shortestPrefix else {
      throw PatternFault(expected: "\(PhrasePattern.shortestPrefix) letters or more before the star of '\(last)*'")
    }
    return words.map(Item.word) + [.prefix(last)]
  }

  /// The normalised words of `written`; most are normalised already.
  private static func normalized(_ written: ArraySlice<UInt8>) throws(PatternFault) -> [String] {
    let text = String(decoding: written, as: UTF8.self)
    if !written.isEmpty, written.allSatisfy(isPlain) { return [text] }
    guard text.unicodeScalars.allSatisfy(isAllowed) else {
      throw PatternFault(expected: "letters, digits, apostrophes and hyphens in '\(text)'")
    }
    let normalized = NormalizedText(text)
    return normalized.tokens.indices.map(normalized.word(at:))
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
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
