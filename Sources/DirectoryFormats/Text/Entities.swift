/// The character references of HTML.
enum Entities {
  /// With every reference that is known replaced by its character; the others stay as they are.
  static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var output = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      output += rest[..<start]
      let body = rest[rest.index(after: start)...]
      let name = body.prefix(longestName).prefix { $0 != ";" && $0 != "&" && !$0.isWhitespace }
      if body.dropFirst(name.count).first == ";", let character = character(named: name) {
        output += character
        rest = body.dropFirst(name.count + 1)
      } else {
        output += "&"
        rest = body
      }
    }
    return output + rest
  }

  private static let longestName = 10

  private static func character(named name: Substring) -> String? {
    guard name.first == "#" else { return named[String(name)] }
    let digits = name.dropFirst()
    let number = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let number else { return nil }
    // Browsers read the references to the controls from 0x80 as Windows-1252, and so do those who write them.
    if (0x80...0x9F).contains(number) { return String(Windows1252.scalar(UInt8(number))) }
    guard let scalar = Unicode.Scalar(number) else { return nil }
    return number < 0x20 && scalar != "\n" && scalar != "\t" || number == 0x7F ? "" : String(scalar)
  }

  /// The named references of Latin-1 and the punctuation that text editors write.
  private static let named: [String: String] = {
    var named: [String: String] = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "AMP": "&", "LT": "<", "GT": ">", "QUOT": "\"",
      "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„",
      "hellip": "…", "bull": "•", "dagger": "†", "euro": "€", "trade": "™", "lsaquo": "‹", "rsaquo": "›", "oelig": "œ",
      "OElig": "Œ", "scaron": "š", "Scaron": "Š", "Yuml": "Ÿ", "zwj": "\u{200D}", "zwnj": "\u{200C}", "ensp": " ",
      "emsp": " ", "thinsp": " ", "larr": "←", "rarr": "→", "hearts": "♥", "check": "✓",
    ]
    let latin1 =
      """
      nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para \
      middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute \
      Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml \
      Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml \
      eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
      """
    for (name, code) in zip(latin1.split(separator: " "), UInt32(0xA0)...) {
      named[String(name)] = Unicode.Scalar(code).map { String($0) }
    }
    return named
  }()
}
