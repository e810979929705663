/// What a scalar is to the WordPiece tokenizer.
enum ScalarClass: UInt8, Sendable {
  /// Part of a word.
  case word
  /// White space: ends a word.
  case space
  /// A control, format, private or unassigned scalar: as if it were not there.
  case dropped
  /// Punctuation or an ideograph: a word of its own.
  case alone

  /// The class of `scalar`.
  ///
  /// - Complexity: O(1).
  init(_ scalar: Unicode.Scalar) {
    self = scalar.value < 0x80 ? Self.ascii[Int(scalar.value)] : Self.classify(scalar)
  }

  private static let ascii = (0..<128).map { classify(Unicode.Scalar(UInt8($0))) }

  private static func classify(_ scalar: Unicode.Scalar) -> ScalarClass {
    switch scalar {
    case "\t", "\n", "\r": return .space
    case "\0", "\u{FFFD}": return .dropped
    case "!"..."/", ":"..."@", "["..."`", "{"..."~": return .alone
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .unassigned, .privateUse, .surrogate:
      return .dropped
    case .spaceSeparator, .lineSeparator, .paragraphSeparator:
      return .space
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return .alone
    default:
      return isIdeograph(scalar) ? .alone : .word
    }
  }

  /// The blocks of CJK ideographs that BERT's tokenizer sets apart.
  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2A6DF, 0x2A700...0x2B73F,
      0x2B740...0x2B81F, 0x2B820...0x2CEAF, 0x2F800...0x2FA1F:
      return true
    default:
      return false
    }
  }
}
