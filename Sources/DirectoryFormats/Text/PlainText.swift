import Foundation

/// Turns what feeds write into text: no markup, no entities, no control characters, no broken encodings.
///
/// Cleaning a text that is clean leaves it as it is.
public enum PlainText {
  /// Text of several lines, such as a description. Runs of white space fold into one space, runs of empty lines into one.
  ///
  /// - Complexity: O(n) for all but text that is escaped several times over.
  public static func clean(_ text: String) -> String {
    guard !isPlain(text) else { return text }
    var text = text
    // Some feeds escape twice, some mark up what they escaped: each round takes one layer off.
    for _ in 0..<mostLayers {
      let peeled = Markup.stripped(Mojibake.repaired(Entities.decoded(withoutControls(text))))
      if peeled == text { break }
      text = peeled
    }
    return folded(text)
  }

  /// Text of one line, such as a name.
  public static func line(_ text: String) -> String {
    isPlain(text) ? text : clean(text).split(separator: "\n").joined(separator: " ")
  }

  private static let mostLayers = 8

  /// Whether there is nothing to clean: printable ASCII on one line, without `<`, `&` and space to fold.
  private static func isPlain(_ text: String) -> Bool {
    var last: UInt8 = 0x20
    for byte in text.utf8 {
      guard (0x20...0x7E).contains(byte), byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&") else { return false }
      if byte == 0x20, last == 0x20 { return false }
      last = byte
    }
    return last != 0x20 || text.isEmpty
  }

  /// Without NUL and other controls, zero-width fillers and the controls that turn the direction of writing by force.
  ///
  /// Joiners stay, for emoji and for the scripts that need them; so do the marks that only say what direction a space has.
  private static func withoutControls(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: kept.append(scalar)
      // The controls from 0x80 stay until broken encodings are repaired: they are bytes of letters there.
      case 0..<0x20, 0x7F, 0xAD, 0x200B, 0xFEFF, 0xFFFD, 0x202A...0x202E, 0x2060, 0x2066...0x2069: continue
      default: kept.append(scalar)
      }
    }
    return String(kept)
  }

  private static func folded(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    var newlines = 0
    var isGap = false
    for scalar in text.unicodeScalars where !(0x80...0x9F).contains(scalar.value) || scalar.value == 0x85 {
      switch scalar {
      case "\n", "\u{85}", "\u{2028}", "\u{2029}": newlines += 1
      case _ where scalar.properties.isWhitespace: isGap = true
      default:
        if !folded.isEmpty, newlines > 0 || isGap {
          folded.append(
            contentsOf: newlines > 0
              ? String(repeating: "\n", count: min(newlines, 2)).unicodeScalars : " ".unicodeScalars)
        }
        (newlines, isGap) = (0, false)
        folded.append(scalar)
      }
    }
    return String(folded)
  }
}

/// Finds HTML in text and takes it out.
enum Markup {
  /// Without tags and comments, and without what scripts and styles hold; tags that begin a line leave a new line.
  ///
  /// Only the names of HTML's elements count: `<3`, `<name@example.org>` and `a < b` stay.
  static func stripped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "<")) else { return text }
    var output = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      output += rest[..<open]
      rest = rest[open...]
      if rest.hasPrefix("<!--") {
        rest = rest.range(of: "-->").map { rest[$0.upperBound...] } ?? ""
      } else if let tag = Tag(rest) {
        rest = rest[tag.end...]
        if !tag.isClosing, hidden.contains(tag.name) { rest = after(closing: tag.name, in: rest) }
        if lineBreaking.contains(tag.name) { output += "\n" }
      } else {
        output += "<"
        rest = rest.dropFirst()
      }
    }
    return output + rest
  }

  private static func after(closing name: String, in text: Substring) -> Substring {
    guard let end = text.range(of: "</\(name)", options: .caseInsensitive) else { return "" }
    let rest = text[end.upperBound...]
    return rest.firstIndex(of: ">").map { rest[rest.index(after: $0)...] } ?? ""
  }

  /// Elements whose content is not for reading.
  private static let hidden: Set<String> = [
    "script", "style", "template", "noscript", "iframe", "object", "svg", "head",
  ]
  private static let lineBreaking: Set<String> = [
    "br", "p", "div", "li", "ul", "ol", "tr", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article",
    "header", "footer", "blockquote", "dd", "dt", "dl", "pre", "figure",
  ]
  private static let inline: Set<String> = [
    "a", "abbr", "acronym", "address", "audio", "b", "big", "body", "button", "caption", "center", "cite", "code",
    "col",
    "del", "doctype", "em", "embed", "figcaption", "font", "form", "html", "i", "img", "input", "ins", "kbd", "label",
    "link",
    "main", "mark", "meta", "nav", "option", "param", "path", "picture", "q", "s", "select", "small", "source", "span",
    "strike",
    "strong", "sub", "sup", "tbody", "td", "textarea", "tfoot", "th", "thead", "time", "title", "tt", "u", "video",
    "wbr",
  ]

  /// A tag at the start of a text.
  private struct Tag {
    let name: String
    let isClosing: Bool
    /// Where the text after the tag begins; the end of the text where the tag is cut short.
    let end: Substring.Index

    init?(_ text: Substring) {
      var body = text.dropFirst()
      isClosing = body.first == "/"
      if isClosing || body.first == "!" { body = body.dropFirst() }
      name = body.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ":") }.lowercased()
      // Word's own elements have names such as `o:p`.
      let isElement =
        hidden.contains(name) || lineBreaking.contains(name) || inline.contains(name) || name.hasPrefix("o:")
      let following = body.dropFirst(name.count).first
      guard isElement, following.map({ $0.isWhitespace || $0 == ">" || $0 == "/" }) ?? true else { return nil }
      end = body.firstIndex(of: ">").map { text.index(after: $0) } ?? text.endIndex
    }
  }
}
