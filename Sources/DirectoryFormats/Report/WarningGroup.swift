import GroupMatching

/// Warnings that say the same of several rows.
public struct WarningGroup: Sendable, Hashable {
  /// What kind of wrong it is.
  public let kind: FieldProblem.Kind
  /// The field, with `*` for places in lists: `/sessions/*/start`.
  public let path: String
  /// What was expected there.
  public let expected: String
  /// How many warnings there are.
  public let count: Int
  /// The different values, the most frequent first.
  public let values: [ValueCount]
  /// The first warnings, as examples.
  public let examples: [RowWarning]

  /// A value and how many rows have it.
  public struct ValueCount: Sendable, Hashable {
    /// The value as JSON.
    public let value: String
    public let count: Int
  }

  /// Puts alike warnings together, the most frequent first.
  static func groups(of warnings: [RowWarning], examples: Int = 3) -> [WarningGroup] {
    struct Key: Hashable {
      let kind: FieldProblem.Kind
      let path: String
      let expected: String
    }
    let byKey = Dictionary(grouping: warnings) { warning in
      Key(kind: warning.problem.kind, path: pattern(warning.problem.path), expected: warning.problem.expected)
    }
    let groups = byKey.map { key, warnings in
      WarningGroup(
        kind: key.kind, path: key.path, expected: key.expected, count: warnings.count, values: values(of: warnings),
        examples: Array(warnings.prefix(examples)))
    }
    return groups.sorted { (-$0.count, $0.path, $0.expected) < (-$1.count, $1.path, $1.expected) }
  }

  private static func values(of warnings: [RowWarning]) -> [ValueCount] {
    let counts = warnings.reduce(into: [String: Int]()) { $0[$1.problem.value, default: 0] += 1 }
    return counts.filter { !$0.key.isEmpty }.map { ValueCount(value: $0.key, count: $0.value) }
      .sorted { (-$0.count, $0.value) < (-$1.count, $1.value) }
  }

  /// A path with its places in lists as `*`.
  private static func pattern(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false)
      .map { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } ? "*" : $0 }.joined(separator: "/")
  }

  /// The group as a report writes it.
  var json: JSONObject {
    [
      "kind": .string(kind.rawValue), "field": .string(path), "expected": .string(expected),
      "count": .number(Double(count)),
      "values": .array(values.prefix(20).map { ["value": .string($0.value), "count": .number(Double($0.count))] }),
      "examples": .array(
        examples.map { warning in
          [
            "row": warning.row.map { .number(Double($0)) } ?? .null, "id": warning.id.map(JSONValue.string) ?? .null,
            "value": .string(warning.problem.value),
          ]
        }),
    ]
  }
}
