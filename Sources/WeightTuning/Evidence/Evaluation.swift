import GroupMatching

/// How good systems are on the same queries, and whether one is better than the first.
public struct Evaluation: Sendable {
  /// A system's values: one list a measure, one value a query.
  public struct System: Sendable {
    public let name: String
    public let values: [[Double]]
    public let estimates: [Estimate]
  }

  /// A system against the first by one measure.
  public struct Contest: Sendable {
    public let system: String
    public let baseline: String
    public let measure: Measure
    public let comparison: Comparison
    /// The p-value of the randomisation test, raised for all comparisons of the evaluation together.
    public let adjustedP: Double
  }

  public let measures: [Measure]
  public let queries: [String]
  public let systems: [System]
  /// Every system but the first, by every measure.
  public let contests: [Contest]
  /// How many queries have no relevant document: they count as 0 for every system.
  public let queriesWithoutRelevant: Int

  /// - Parameters:
  ///   - rankings: For each system a name and one ranking a query.
  ///   - seed: Of resampling.
  /// - Complexity: O(systems · measures · (queries · resamples + documents)).
  public init(
    queries: [String], measures: [Measure], rankings: [(name: String, rankings: [JudgedRanking])], seed: UInt64 = 1
  ) {
    self.queries = queries
    self.measures = measures
    let systems = rankings.map { system in
      let values = measures.map { measure in system.rankings.map(measure.value) }
      return System(
        name: system.name, values: values,
        estimates: values.map { Estimate(bootstrapping: $0, within: 0...1, seed: seed) })
    }
    self.systems = systems
    contests = Self.contests(systems, measures, seed: seed)
    queriesWithoutRelevant = rankings.first?.rankings.count { ($0.judged.first ?? 0) <= 0 } ?? 0
  }

  private static func contests(_ systems: [System], _ measures: [Measure], seed: UInt64) -> [Contest] {
    guard let baseline = systems.first else { return [] }
    let pairs = systems.dropFirst().flatMap { system in
      measures.indices.map { (system, $0, Comparison(baseline.values[$0], system.values[$0], seed: seed)) }
    }
    let adjusted = Comparison.holm(pairs.map(\.2.randomisation))
    return zip(pairs, adjusted).map { pair, adjustedP in
      Contest(
        system: pair.0.name, baseline: baseline.name, measure: measures[pair.1], comparison: pair.2,
        adjustedP: adjustedP)
    }
  }
}

extension Evaluation {
  /// The evaluation as JSON: `metrics` of the first system, and where there are several, `systems` and `comparisons`.
  public var record: JSONObject {
    var fields: JSONObject = [
      "metrics": .object(systems.first.map(metrics) ?? [:]), "queries": .number(Double(queries.count)),
      "queriesWithoutRelevant": .number(Double(queriesWithoutRelevant)),
      "definitions": .object(measures.reduce(into: [:]) { $0[$1.description] = .string($1.metric.definition) }),
    ]
    guard systems.count > 1 else { return fields }
    fields["systems"] = .array(systems.map { ["name": .string($0.name), "metrics": .object(metrics($0))] })
    fields["comparisons"] = .array(contests.map { .object($0.record) })
    return fields
  }

  private func metrics(_ system: System) -> JSONObject {
    zip(measures, system.estimates).reduce(into: [:]) { fields, pair in
      fields[pair.0.description] = .object(pair.1.record(counting: "queries"))
    }
  }
}

extension Estimate {
  /// `{"mean":…,"interval":[…,…],"queries":N}`.
  public func record(counting noun: String) -> JSONObject {
    [
      "mean": .number(mean),
      "interval": interval.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null,
      noun: .number(Double(count)),
    ]
  }
}

extension Evaluation.Contest {
  fileprivate var record: JSONObject {
    var fields: JSONObject = [
      "system": .string(system), "baseline": .string(baseline), "metric": .string(measure.description),
    ]
    fields.merge(comparison.record(counting: "queries")) { _, new in new }
    fields["holmP"] = .number(adjustedP)
    return fields
  }
}

extension Comparison {
  /// The difference with its interval, tests, effect size and what could have been detected.
  public func record(counting noun: String) -> JSONObject {
    [
      "difference": .object(difference.record(counting: noun)), "pairedTP": .number(pairedT),
      "randomisationP": .number(randomisation), "effectSize": effectSize.map(JSONValue.number) ?? .null,
      "detectableDifference": detectableDifference.map(JSONValue.number) ?? .null,
    ]
  }
}
