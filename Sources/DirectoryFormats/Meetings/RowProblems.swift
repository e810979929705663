import GroupMatching

/// What was wrong in one row, as it is read.
struct RowProblems {
  private(set) var all: [FieldProblem] = []

  /// Notes a value that cannot be read.
  mutating func invalid(_ field: String, _ value: JSONValue?, _ expected: String) {
    all.append(FieldProblem(.invalid, path: "/\(field)", value: value, expected: expected))
  }

  /// Notes a field that is missing though others call for it.
  mutating func missing(_ field: String, _ expected: String) {
    all.append(FieldProblem(.missing, path: "/\(field)", expected: expected))
  }
}
