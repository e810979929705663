import Foundation

/// How the values of features are brought to a common scale, one query at a time.
///
/// A ranking within a query does not change where every document's value moves by the same amount, so each takes the
/// query's mean away.
public struct Normalization: Sendable, Identifiable {
  /// The name in models.
  public let id: String
  public let summary: String
  /// The values of one feature in one query, in place, before the pooled deviation is divided out.
  let transform: @Sendable (inout [Double]) -> Void

  /// Every normalisation, in the order in which they are preferred where validation cannot tell them apart.
  public static let all: [Normalization] = [.pooled, .queryDeviation, .queryRange, .queryRank]

  /// The normalisation of a name.
  public static func named(_ id: String) throws(TuningError) -> Normalization {
    guard let found = all.first(where: { $0.id == id }) else {
      throw .unknownName(kind: "normalisation", id, known: all.map(\.id))
    }
    return found
  }

  /// Values as they are: queries in which a feature varies much count for more.
  static let pooled = Normalization(
    id: "pooled", summary: "divided by one deviation within queries, the same for all queries"
  ) { center(&$0) }

  /// Values in units of the query's own deviation.
  static let queryDeviation = Normalization(id: "query-deviation", summary: "divided by the query's own deviation") {
    values in
    center(&values)
    let deviation = (values.reduce(0) { $0 + $1 * $1 } / Double(max(values.count, 1))).squareRoot()
    if deviation > 0 { for place in values.indices { values[place] /= deviation } }
  }

  /// Values from 0 for the query's least to 1 for its greatest.
  static let queryRange = Normalization(id: "query-range", summary: "from the query's least value to its greatest") {
    values in
    guard let least = values.min(), let greatest = values.max() else { return }
    let range = greatest - least
    if range > 0 { for place in values.indices { values[place] = (values[place] - least) / range } }
    center(&values)
  }

  /// The place among the query's values, equal values sharing their mean place: what outliers cannot move.
  static let queryRank = Normalization(id: "query-rank", summary: "the place among the query's values") { values in
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = values
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      let rank = (Double(start + end - 1) / 2 + 0.5) / Double(order.count)
      for place in order[start..<end] { ranks[place] = rank }
      start = end
    }
    values = ranks
    center(&values)
  }

  private static func center(_ values: inout [Double]) {
    // A feature that a query gives one value to says nothing there, whatever rounding makes of its mean.
    guard let first = values.first, values.contains(where: { $0 != first }) else {
      for place in values.indices { values[place] = 0 }
      return
    }
    let mean = values.reduce(0, +) / Double(values.count)
    for place in values.indices { values[place] -= mean }
  }

  /// A table's values, normalised by query.
  ///
  /// - Complexity: O(cells), times log of a query's rows for ranks.
  func values(of table: FeatureTable) -> [Double] {
    let width = table.featureCount
    var result = table.values
    for query in table.queries {
      for column in 0..<width {
        var values = query.rows.map { table.values[$0 * width + column] }
        transform(&values)
        for (place, row) in query.rows.enumerated() { result[row * width + column] = values[place] }
      }
    }
    return result
  }
}
