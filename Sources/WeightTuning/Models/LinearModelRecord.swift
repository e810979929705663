import Foundation
import GroupMatching

extension LinearModel {
  private static let kind = "kith-linear-model"

  /// The model as JSON.
  public var record: JSONObject {
    let entries = entries.map { entry -> JSONValue in
      [
        "id": .number(Double(entry.feature)), "weight": .number(entry.weight), "deviation": .number(entry.deviation),
        "standardError": entry.standardError.map(JSONValue.number) ?? .null,
      ]
    }
    return [
      "kind": .string(Self.kind), "version": 1, "learner": .string(learner),
      "normalization": .string(normalization.id), "prior": .string(prior), "signs": .string(signs),
      "trainedOn": origin.map { .object($0.record) } ?? .null, "features": .array(entries),
    ]
  }

  /// Reads a model as ``record`` writes it.
  public init(reading data: Data, file: String) throws(TuningError) {
    let value: JSONValue
    do { value = try JSONValue(parsing: data) } catch { throw .model(file: file, reason: error.description) }
    guard case .object(let fields) = value else { throw .model(file: file, reason: "expected one JSON object") }
    var reader = FieldReader(fields)
    let kind = reader.text("kind")
    let version = reader.integer("version", in: 1...1)
    learner = reader.text("learner") ?? ""
    let normalizationID = reader.text("normalization") ?? ""
    prior = reader.text("prior") ?? ""
    signs = reader.text("signs") ?? ""
    let origin = reader.object("trainedOn", Self.readOrigin)
    let entries = reader.objects("features", Self.readEntry)
    let problems = reader.finish()
    guard kind == Self.kind, version != nil else {
      throw .model(file: file, reason: "expected \"kind\":\"\(Self.kind)\",\"version\":1")
    }
    guard problems.isEmpty, let entries else {
      let reason =
        problems.isEmpty ? "/features: missing" : problems.map(\.description).joined(separator: "; ")
      throw .model(file: file, reason: reason)
    }
    guard Set(entries.map(\.feature)).count == entries.count else {
      throw .model(file: file, reason: "/features: an id comes twice")
    }
    normalization = try Normalization.named(normalizationID)
    self.origin = origin
    self.entries = entries
  }

  private static func readOrigin(_ reader: inout FieldReader) -> Origin? {
    let queries = reader.integer("queries", in: 0...Int(Int32.max))
    let rows = reader.integer("rows", in: 0...Int(Int32.max))
    let measure = reader.text("measure")
    let validation = reader.number("validation", in: 0...1, expected: "a number from 0 to 1")
    guard let queries, let rows, let measure else { return nil }
    return Origin(queries: queries, rows: rows, measure: measure, validation: validation)
  }

  private static func readEntry(_ reader: inout FieldReader) -> Entry? {
    let sizes = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    let feature = reader.integer("id", in: 0...FeatureTable.featureIDLimit)
    let weight = reader.number("weight", in: sizes, expected: "a number")
    let deviation = reader.number(
      "deviation", in: 0...Double.greatestFiniteMagnitude, expected: "a number of 0 or more")
    let error = reader.number(
      "standardError", in: 0...Double.greatestFiniteMagnitude, expected: "a number of 0 or more")
    guard let feature, let weight, let deviation else {
      if reader.problems.isEmpty { reader.note(.missing, "id", nil, "id, weight and deviation") }
      return nil
    }
    return Entry(feature: feature, weight: weight, deviation: deviation, standardError: error)
  }
}

extension LinearModel.Origin {
  fileprivate var record: JSONObject {
    [
      "queries": .number(Double(queries)), "rows": .number(Double(rows)), "measure": .string(measure),
      "validation": validation.map(JSONValue.number) ?? .null,
    ]
  }
}
