/// Why the service cannot be set up as asked.
public enum SettingsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A value that a setting cannot take; the value is left out where it is a secret.
  case invalid(source: String, value: String?, expected: String)
  /// A field that the configuration file does not have.
  case unknownField(path: String, name: String, expected: [String])
  /// A file that cannot be read.
  case unreadable(path: String, reason: String)

  public var description: String {
    switch self {
    case .invalid(let source, let value, let expected):
      source + (value.map { " '\($0)'" } ?? "") + ": expected \(expected)"
    case .unknownField(let path, let name, let expected):
      "\(path): unknown field \(name), expected one of \(expected.joined(separator: ", "))"
    case .unreadable(let path, let reason): "\(path): \(reason)"
    }
  }
}
