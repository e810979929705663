/// What is wrong with one field of a record.
public struct FieldProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of wrong it is.
  public enum Kind: String, Sendable, Hashable {
    /// A value that cannot be read.
    case invalid
    /// A field that has to be there and is not.
    case missing
    /// A field that records do not have.
    case unknownField = "unknown-field"
  }

  public let kind: Kind
  /// Where in the record, as a JSON pointer (RFC 6901): `/location/latitude`.
  public let path: String
  /// The offending value as JSON, cut short where it is long; empty where the field is missing.
  public let value: String
  /// What was expected there.
  public let expected: String

  public init(_ kind: Kind, path: String, value: JSONValue? = nil, expected: String) {
    self.kind = kind
    self.path = path
    self.value = value.map(Self.shown) ?? ""
    self.expected = expected
  }

  /// The same without the value, for what must not be repeated.
  public var withoutValue: FieldProblem { FieldProblem(kind, path: path, expected: expected) }

  public var description: String {
    switch kind {
    case .invalid: value.isEmpty ? "\(path): not \(expected)" : "\(path): \(value) is not \(expected)"
    case .missing: "\(path): missing, expected \(expected)"
    case .unknownField: "\(path): unknown field\(expected.isEmpty ? "" : ", \(expected)")"
    }
  }

  private static func shown(_ value: JSONValue) -> String {
    let text = value.text
    return text.count <= 60 ? text : "\(text.prefix(57))… (\(text.count) characters)"
  }
}
