import GroupMatching

/// Weights of the features of a file, with all that scoring another file takes.
public struct LinearModel: Sendable {
  /// A feature's part.
  public struct Entry: Sendable, Hashable {
    /// The feature's number in files.
    public let feature: Int
    /// The weight in units of the deviation.
    public let weight: Double
    /// The pooled deviation within the training queries after normalisation; 0 where it never varied there.
    public let deviation: Double
    /// Of the weight; `nil` where the learner gives none.
    public let standardError: Double?

    /// Between which the weight lies with 95 % confidence; `nil` where the learner does not say.
    public var interval: ClosedRange<Double>? {
      standardError.map { weight - Distributions.normal95 * $0...weight + Distributions.normal95 * $0 }
    }
  }

  /// What it was learned from, and how well it did there.
  public struct Origin: Sendable, Hashable {
    public var queries: Int
    public var rows: Int
    /// The measure that settled the choices, and its mean on the queries that settled them.
    public var measure: String
    public var validation: Double?
  }

  public let learner: String
  public let normalization: Normalization
  public let prior: String
  public let signs: String
  public let entries: [Entry]
  /// `nil` for a model of another tool.
  public let origin: Origin?

  /// The score of each row of a table.
  ///
  /// - Complexity: O(cells).
  public func scores(of table: FeatureTable) -> [Double] {
    let table = table.withFeatures(entries.map(\.feature))
    return scores(ofNormalized: normalization.values(of: table))
  }

  /// The score of each row of normalised values, one column an entry.
  func scores(ofNormalized values: [Double]) -> [Double] {
    let weights = entries.map { $0.deviation > 0 ? $0.weight / $0.deviation : 0 }
    return BLAS.rowSums(values, columns: entries.count, weights: weights)
  }

  /// A table ranked by the model, one ranking a query.
  public func rankings(of table: FeatureTable) -> [JudgedRanking] { table.rankings(by: scores(of: table)) }
}

extension FeatureTable {
  /// The table ranked by scores as a TREC run; documents without a name are called by their row.
  public func run(by scores: [Double], tag: String) -> String {
    var text = ""
    for query in queries {
      let order = query.rows.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
      for (place, row) in order.enumerated() {
        let document = documents[row].isEmpty ? "row-\(row)" : documents[row]
        text += "\(query.id) Q0 \(document) \(place + 1) \(scores[row]) \(tag)\n"
      }
    }
    return text
  }

  /// The table ranked by scores, one ranking a query, in the order of ``queries``.
  ///
  /// Equal scores: by document, the greater id first as in trec_eval; where documents have no names, the lower grade
  /// first, so that a ranking never looks better for not telling documents apart.
  public func rankings(by scores: [Double]) -> [JudgedRanking] {
    queries.map { query in
      let order = query.rows.sorted { left, right in
        if scores[left] != scores[right] { return scores[left] > scores[right] }
        if documents[left] != documents[right] { return documents[left] > documents[right] }
        return left < right
      }
      return JudgedRanking(grades: order.map { grades[$0] }, judged: Array(grades[query.rows]))
    }
  }
}
