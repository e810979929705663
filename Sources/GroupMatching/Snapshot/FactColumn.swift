/// One fact a row, each distinct fact kept once.
///
/// Directories repeat themselves: a hundred thousand groups have a few dozen costs. What a fact means to a member is
/// therefore worked out once a distinct fact, not once a row.
public struct FactColumn<Fact: Hashable & Sendable>: Sendable {
  /// The distinct facts, in the order in which they first appear.
  public let facts: [Fact]
  /// For each row the place of its fact in ``facts``.
  public let codes: [UInt32]

  /// - Complexity: O(rows).
  public init(_ rows: some Sequence<Fact>) {
    var facts: [Fact] = []
    var codeOfFact: [Fact: UInt32] = [:]
    codes = rows.map { fact in
      if let code = codeOfFact[fact] { return code }
      let code = UInt32(facts.count)
      codeOfFact[fact] = code
      facts.append(fact)
      return code
    }
    self.facts = facts
  }

  /// The fact of a row.
  public subscript(row: Int) -> Fact { facts[Int(codes[row])] }
}

/// A value for each row of a snapshot: what rules and features compile into, for one member.
public enum RowFunction<Value: Sendable>: Sendable {
  /// The value depends on one column alone: a look-up by the row's code.
  case table(codes: [UInt32], values: [Value])
  /// The value is computed for the row.
  case rows(@Sendable (Int) -> Value)

  /// A table over a column, filled by one call a distinct fact.
  ///
  /// - Complexity: O(distinct facts).
  static func table<Fact>(_ column: FactColumn<Fact>, _ value: (Fact) -> Value) -> RowFunction {
    .table(codes: column.codes, values: column.facts.map(value))
  }

  /// The value of a row.
  ///
  /// - Complexity: O(1).
  @inline(__always)
  public func callAsFunction(_ row: Int) -> Value {
    switch self {
    case .table(let codes, let values): values[Int(codes[row])]
    case .rows(let value): value(row)
    }
  }

  /// The same function with each value converted; a table stays a table.
  func map<Other>(_ convert: @escaping @Sendable (Value) -> Other) -> RowFunction<Other> {
    switch self {
    case .table(let codes, let values): .table(codes: codes, values: values.map(convert))
    case .rows(let value): .rows { convert(value($0)) }
    }
  }
}
