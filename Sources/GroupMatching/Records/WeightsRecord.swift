/// Why a weights record cannot be used.
public enum WeightsFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Fields that cannot be read, or that weights do not have.
  case fields([FieldProblem])
  /// Weights that cannot be used.
  case weights(WeightsError)

  public var description: String {
    switch self {
    case .fields(let problems): problems.map(\.description).joined(separator: "; ")
    case .weights(let error): error.description
    }
  }
}

extension Weights {
  /// Reads `{"name":"ours","version":1,"weights":{"topic":5,"distance":1}}`; a feature that is left out keeps its default.
  public init(reading fields: JSONObject) throws(WeightsFileError) {
    var reader = FieldReader(fields)
    let name = reader.text("name", atMost: 100) ?? "custom"
    let version = reader.integer("version", in: 1...1_000_000_000) ?? 1
    let changes = reader.object("weights") { weights in
      Feature.all.reduce(into: [String: Double]()) { values, feature in
        values[feature.id] = weights.number(feature.id, in: 0...1_000_000, expected: "a number of 0 or more")
      }
    }
    var problems = reader.finish()
    if changes == nil {
      problems.append(FieldProblem(.missing, path: "/weights", expected: "an object with a number a feature"))
    }
    guard problems.isEmpty else { throw .fields(problems) }
    do {
      try self.init(name: name, version: version, changes: changes ?? [:])
    } catch {
      throw .weights(error)
    }
  }

  /// The weights as such a record.
  public var record: JSONObject {
    let values = list.reduce(into: JSONObject()) { $0.set($1.feature.id, $1.weight) }
    return ["name": .string(name), "version": .number(Double(version)), "weights": .object(values)]
  }
}
