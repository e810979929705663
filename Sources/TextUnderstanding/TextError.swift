/// Everything that can go wrong while the data behind text understanding is read.
///
/// Understanding a text never fails: only opening tables, lexicons and crisis rules can.
public enum TextError: Error, Equatable, Sendable {
  /// A file that cannot be opened, measured or mapped.
  case unreadable(path: String, reason: String)
  /// An embedding table whose bytes are not the layout expected.
  case invalidTable(path: String, reason: String)
  /// A JSON file that does not hold what its format asks for; `field` says where.
  case invalidFile(path: String, field: String, reason: String)
  /// A phrase outside the pattern grammar, in the list named `field` of the file at `path`.
  case invalidPattern(path: String, field: String, pattern: String, expected: String)
}

extension TextError: CustomStringConvertible {
  /// The fault in one line: where, what, and what was expected.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path): cannot be read: \(reason)"
    case .invalidTable(let path, let reason):
      "\(path): not an embedding table: \(reason)"
    case .invalidFile(let path, let field, let reason):
      "\(path): \(field.isEmpty ? "" : field + ": ")\(reason)"
    case .invalidPattern(let path, let field, let pattern, let expected):
      "\(path): \(field): pattern '\(pattern)': expected \(expected)"
    }
  }
}
