import Foundation
import GroupMatching

/// Takes meeting passwords, passcodes and PINs out of text before it is stored, shown or logged.
///
/// Who wants to come asks the group: that is what keeps strangers out. Numbers to dial and ids of meetings stay. A word too many is taken
/// rather than a password left.
public enum Redaction {
  /// What stands in a password's place.
  public static let placeholder = "[ask the group]"

  /// A text without passwords.
  ///
  /// - Complexity: O(n).
  public static func redacted(_ text: String) -> String {
    guard mayHoldPassword(text) else { return text }
    var scalars = Array(text.precomposedStringWithCanonicalMapping.unicodeScalars)
    scalars = withoutLinkParameters(scalars)
    scalars = withoutTones(scalars)
    let found = PasswordScanner(scalars).passwords
    guard !found.isEmpty else { return string(scalars) }
    var output = String.UnicodeScalarView()
    var position = 0
    for range in found {
      output.append(contentsOf: scalars[position..<range.lowerBound])
      if let last = output.last, last.isLetter || last.isDigit { output.append(" ") }
      output.append(contentsOf: placeholder.unicodeScalars)
      position = range.upperBound
      if position < scalars.count, scalars[position].isLetter { output.append(" ") }
    }
    output.append(contentsOf: scalars[position...])
    return String(output)
  }

  /// A JSON value without passwords in its texts, and without the values of fields that hold a password.
  public static func redacted(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): .string(redacted(text))
    case .array(let items): .array(items.map(redacted))
    case .object(let fields): .object(redacted(fields))
    case .null, .bool, .number: value
    }
  }

  /// An object without passwords.
  public static func redacted(_ fields: JSONObject) -> JSONObject {
    var fields = fields
    for (name, value) in fields.elements {
      switch value {
      case .string, .number:
        if PasswordWords.isPasswordField(name), value != "" {
          fields[name] = .string(placeholder)
        } else if case .string(let text) = value, mayHoldPassword(text) {
          fields[name] = .string(redacted(text))
        }
      case .array, .object: fields[name] = redacted(value)
      case .null, .bool: continue
      }
    }
    return fields
  }

  /// Whether a text has a letter pair that words for passwords have, or the mark of a dialled code: most have not.
  private static func mayHoldPassword(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      let letter = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      if byte >= 0xC3 || pairs.contains(UInt16(previous) << 8 | UInt16(letter)) { return true }
      previous = letter
    }
    return false
  }

  /// The first two letters of every word, and `*` before a digit.
  private static let pairs: Set<UInt16> = {
    let words =
      PasswordWords.plain + PasswordWords.ambiguous + PasswordWords.parameters.map { Array($0.unicodeScalars) }
    let starts = words.filter { $0.count >= 2 && $0[0].isASCII && $0[1].isASCII }
    return Set(
      starts.map { UInt16($0[0].value) << 8 | UInt16($0[1].value) } + (0...9).map { UInt16(0x2A) << 8 | (0x30 + $0) })
  }()

  /// Links without the parameters that hold a password: the link still works and asks for it.
  private static func withoutLinkParameters(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var output: [Unicode.Scalar] = []
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      guard scalar == "?" || scalar == "&", let end = parameterEnd(scalars, after: position) else {
        output.append(scalar)
        position += 1
        continue
      }
      // What follows takes the place: `?pwd=x&uname=y` becomes `?uname=y`.
      position = end
      if scalar == "?", position < scalars.count, scalars[position] == "&" {
        output.append("?")
        position += 1
      }
    }
    return output
  }

  private static func parameterEnd(_ scalars: [Unicode.Scalar], after start: Int) -> Int? {
    let name = scalars[(start + 1)...].prefix(12).prefix { $0.isLetter || $0 == "_" }
    guard PasswordWords.parameters.contains(string(name.map(\.folded))), name.endIndex < scalars.count else {
      return nil
    }
    guard scalars[name.endIndex] == "=" || string(scalars[name.endIndex...].prefix(3)) == "%3D" else { return nil }
    let isEnd: (Unicode.Scalar) -> Bool = {
      $0 == "&" || $0 == "#" || $0 == "\"" || $0 == "<" || $0 == ")" || $0.properties.isWhitespace
    }
    return scalars[name.endIndex...].firstIndex(where: isEnd) ?? scalars.count
  }

  /// Numbers to dial without the code behind a star: `,,830…#,,,,*096387#`.
  private static func withoutTones(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var output: [Unicode.Scalar] = []
    var position = 0
    while position < scalars.count {
      output.append(scalars[position])
      position += 1
      guard output.last == "*" else { continue }
      let digits = scalars[position...].prefix(while: \.isDigit)
      if (3...12).contains(digits.count), digits.endIndex < scalars.count, scalars[digits.endIndex] == "#" {
        output += Array(placeholder.unicodeScalars)
        position = digits.endIndex
      }
    }
    return output
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
