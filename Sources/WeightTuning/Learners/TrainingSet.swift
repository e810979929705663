import Foundation

/// Graded documents by query with features on one scale: what the learners of judgments take.
struct TrainingSet {
  /// A query that has something to teach, with the rows of its documents from the lowest grade to the highest.
  struct Query {
    let rows: Range<Int>
    /// For each grade above 0, from the lowest: where its documents begin and end within the query.
    let levels: [Range<Int>]

    /// How many documents have a grade above 0.
    var relevantCount: Int { levels.reduce(0) { $0 + $1.count } }
  }

  let featureCount: Int
  let queries: [Query]
  let grades: [Int]
  /// Row after row, centred by query and in units of ``deviations``.
  let values: [Double]
  /// The pooled deviation within queries of each feature, after normalisation; 0 where it never varies.
  let deviations: [Double]

  /// - Complexity: O(cells).
  init(_ table: FeatureTable, normalization: Normalization) {
    self.init(table, values: normalization.values(of: table))
  }

  /// - Parameter values: Those of the table, normalised.
  init(_ table: FeatureTable, values normalized: [Double]) {
    let width = table.featureCount
    featureCount = width
    grades = table.grades
    var squares = [Double](repeating: 0, count: width)
    for row in table.grades.indices {
      for column in 0..<width { squares[column] += normalized[row * width + column] * normalized[row * width + column] }
    }
    let freedom = Double(max(table.rowCount - table.queries.count, 1))
    let deviations = squares.map { ($0 / freedom).squareRoot() }
    self.deviations = deviations
    var values = normalized
    for row in table.grades.indices {
      for column in 0..<width where deviations[column] > 0 { values[row * width + column] /= deviations[column] }
    }
    self.values = values
    queries = table.queries.compactMap { Self.query($0.rows, table.grades) }
  }

  /// The table's rows stand by grade within a query, so that each grade is one range.
  private static func query(_ rows: Range<Int>, _ grades: [Int]) -> Query? {
    var levels: [Range<Int>] = []
    for row in rows where grades[row] > 0 {
      let place = row - rows.lowerBound
      if let last = levels.last, grades[row - 1] == grades[row] {
        levels[levels.count - 1] = last.lowerBound..<place + 1
      } else {
        levels.append(place..<place + 1)
      }
    }
    // Without a relevant document, or with nothing but documents of one grade, no order is better than another.
    guard let first = levels.first, first != 0..<rows.count else { return nil }
    return Query(rows: rows, levels: levels)
  }

  /// The score of each row under weights.
  func scores(_ weights: [Double]) -> [Double] { BLAS.rowSums(values, columns: featureCount, weights: weights) }
}
