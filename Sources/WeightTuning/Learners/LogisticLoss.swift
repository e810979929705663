import Foundation

/// The negative log likelihood of yes and no under a logistic model.
///
/// *Σ weight · (log(1 + exp(w·x)) − target · w·x)* over rows, with a target of 1 for yes and 0 for no. A target above 1
/// stands for a yes that had a chance below 1 to be seen, and the sum stays convex.
struct LogisticLoss {
  let columns: Int
  /// Row after row.
  let values: [Double]
  let targets: [Double]
  /// What each row counts.
  let weights: [Double]

  /// - Complexity: O(cells).
  func value(_ coefficients: [Double]) -> Double {
    let scores = BLAS.rowSums(values, columns: columns, weights: coefficients)
    return scores.indices.reduce(0) { $0 + weights[$1] * (Self.softplus(scores[$1]) - targets[$1] * scores[$1]) }
  }

  /// - Complexity: O(rows · columns²).
  func expansion(at coefficients: [Double]) -> Expansion {
    let scores = BLAS.rowSums(values, columns: columns, weights: coefficients)
    var loss = 0.0
    var slopes = scores
    var scaled = values
    for (row, score) in scores.enumerated() {
      let probability = Self.logistic(score)
      loss += weights[row] * (Self.softplus(score) - targets[row] * score)
      slopes[row] = weights[row] * (probability - targets[row])
      let root = (weights[row] * probability * (1 - probability)).squareRoot()
      for place in row * columns..<(row + 1) * columns { scaled[place] *= root }
    }
    var curvature = SymmetricMatrix(order: columns)
    curvature.addProducts(of: scaled, count: scores.count)
    return Expansion(
      value: loss, gradient: BLAS.columnSums(values, columns: columns, weights: slopes), curvature: curvature)
  }

  /// The slope of the loss by each row's score.
  func slopes(at coefficients: [Double]) -> [Double] {
    let scores = BLAS.rowSums(values, columns: columns, weights: coefficients)
    return scores.indices.map { weights[$0] * (Self.logistic(scores[$0]) - targets[$0]) }
  }

  static func logistic(_ score: Double) -> Double { 1 / (1 + exp(-score)) }

  /// log(1 + exp(score)), without overflow.
  static func softplus(_ score: Double) -> Double { max(score, 0) + log1p(exp(-abs(score))) }
}
