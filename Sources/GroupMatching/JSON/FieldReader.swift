import Foundation

/// Reads a JSON object field by field, noting what is wrong instead of stopping at it.
///
/// A field that is absent or `null` is unknown. A value that cannot be read is unknown too, with a problem noted; the
/// caller decides whether problems are warnings (a directory) or errors (a member). Fields that nobody asked for are
/// noted by ``finish()``.
public struct FieldReader {
  private var fields: JSONObject
  private var known: [String] = []
  private let path: String
  /// What was wrong so far, in the order of reading.
  public private(set) var problems: [FieldProblem] = []

  /// - Parameter path: The JSON pointer of the object itself, empty for a whole record.
  public init(_ fields: JSONObject, path: String = "") {
    self.fields = fields
    self.path = path
  }

  /// Takes a field as it is; `nil` where absent or `null`.
  public mutating func value(_ name: String) -> JSONValue? {
    known.append(name)
    guard let value = fields.removeValue(forKey: name), value != .null else { return nil }
    return value
  }

  /// Takes a field through a conversion that answers `nil` for a value it cannot read.
  public mutating func value<Value>(
    _ name: String, expected: @autoclosure () -> String, _ convert: (JSONValue) -> Value?
  ) -> Value? {
    guard let value = value(name) else { return nil }
    if let converted = convert(value) { return converted }
    note(.invalid, name, value, expected())
    return nil
  }

  /// Notes something about a field that only the caller can see.
  public mutating func note(_ kind: FieldProblem.Kind, _ name: String, _ value: JSONValue? = nil, _ expected: String) {
    problems.append(FieldProblem(kind, path: pointer(name), value: value, expected: expected))
  }

  /// Reads an object within, with its own fields accounted for.
  public mutating func object<Value>(_ name: String, _ read: (inout FieldReader) -> Value?) -> Value? {
    guard let value = value(name) else { return nil }
    guard case .object(let fields) = value else {
      note(.invalid, name, value, "an object")
      return nil
    }
    return nested(fields, at: pointer(name), read)
  }

  /// Reads a list, each item through a conversion that is given its place; items that cannot be read are left out.
  public mutating func list<Value>(
    _ name: String, expected: @autoclosure () -> String, _ convert: (JSONValue) -> Value?
  ) -> [Value]? {
    items(name)?.enumerated().compactMap { index, item in
      if let converted = convert(item) { return converted }
      note(.invalid, "\(name)/\(index)", item, expected())
      return nil
    }
  }

  /// Reads a list of objects; those that cannot be read are left out.
  public mutating func objects<Value>(_ name: String, _ read: (inout FieldReader) -> Value?) -> [Value]? {
    items(name)?.enumerated().compactMap { index, item in
      guard case .object(let fields) = item else {
        note(.invalid, "\(name)/\(index)", item, "an object")
        return nil
      }
      return nested(fields, at: pointer("\(name)/\(index)"), read)
    }
  }

  /// Notes the fields that nobody took, each with the nearest field that there is, and gives all problems.
  public mutating func finish() -> [FieldProblem] {
    for (name, _) in fields {
      let hint = known.first { $0.lowercased().isSpelled(like: name.lowercased()) }
      note(.unknownField, name, nil, hint.map { "did you mean \($0)?" } ?? "")
    }
    fields = [:]
    return problems
  }

  private mutating func items(_ name: String) -> [JSONValue]? {
    value(name, expected: "a list") { value in
      guard case .array(let items) = value else { return nil }
      return items
    }
  }

  private mutating func nested<Value>(
    _ fields: JSONObject, at path: String, _ read: (inout FieldReader) -> Value?
  ) -> Value? {
    var reader = FieldReader(fields, path: path)
    let value = read(&reader)
    problems += reader.finish()
    return value
  }

  private func pointer(_ name: String) -> String { "\(path)/\(name)" }
}

extension FieldReader {
  /// A text without NUL characters and outer white space; an empty one is absent.
  public mutating func text(_ name: String, atMost limit: Int = 2000) -> String? {
    value(name, expected: "a text of at most \(limit) characters") { value -> String? in
      guard case .string(let text) = value, text.utf8.count <= limit || text.count <= limit else { return nil }
      return text.withoutNULs.trimmed
    }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A number within a range.
  public mutating func number(_ name: String, in range: ClosedRange<Double>, expected: String) -> Double? {
    value(name, expected: expected) { value in
      guard case .number(let number) = value, range.contains(number) else { return nil }
      return number
    }
  }

  /// A whole number within a range.
  public mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
    value(name, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)") { value in
      guard case .number(let number) = value, let integer = Int(exactly: number), range.contains(integer) else {
        return nil
      }
      return integer
    }
  }

  /// `true` or `false`.
  public mutating func flag(_ name: String) -> Bool? {
    value(name, expected: "true or false") { value in
      guard case .bool(let flag) = value else { return nil }
      return flag
    }
  }

  /// One of a type's cases, by raw value.
  public mutating func choice<Choice: RawRepresentable & CaseIterable>(_ name: String, _: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    value(name, expected: Choice.expectation) { value in
      guard case .string(let text) = value else { return nil }
      return Choice(rawValue: text)
    }
  }

  /// A list of a type's cases, each once.
  public mutating func choices<Choice: RawRepresentable & CaseIterable & Hashable>(_ name: String, _: Choice.Type)
    -> [Choice]?
  where Choice.RawValue == String {
    list(name, expected: Choice.expectation) { value -> Choice? in
      guard case .string(let text) = value else { return nil }
      return Choice(rawValue: text)
    }?.uniqued()
  }

  /// A list of texts through a conversion, each result once.
  public mutating func names<Value: Hashable>(
    _ name: String, expected: @autoclosure () -> String, _ convert: (String) -> Value?
  ) -> [Value]? {
    list(name, expected: expected()) { value -> Value? in
      guard case .string(let text) = value else { return nil }
      return convert(text)
    }?.uniqued()
  }

  /// A text through a conversion.
  public mutating func name<Value>(
    _ name: String, expected: @autoclosure () -> String, _ convert: (String) -> Value?
  ) -> Value? {
    value(name, expected: expected()) { value in
      guard case .string(let text) = value else { return nil }
      return convert(text)
    }
  }
}

extension RawRepresentable where Self: CaseIterable, RawValue == String {
  /// "one of a, b or c", for an error.
  public static var expectation: String { "one of " + allCases.map(\.rawValue).joinedInProse("or") }
}

extension String {
  fileprivate var withoutNULs: String { utf8.contains(0) ? filter { $0 != "\0" } : self }

  /// Without white space at both ends; most texts have none, and are then not copied.
  fileprivate var trimmed: String {
    guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
    return trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
