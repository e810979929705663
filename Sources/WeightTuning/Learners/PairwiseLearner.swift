import Foundation

extension Learner {
  /// Logistic regression on the differences of pairs of documents judged differently: RankNet's loss for linear scores.
  ///
  /// - Complexity: O(steps · pairs · features²).
  /// - SeeAlso: Burges et al., "Learning to Rank using Gradient Descent", ICML 2005.
  public static let pairwise = Learner(
    id: "pairwise", summary: "the likelihood that of two documents the better one scores higher"
  ) { data, settings throws(TuningError) in
    let loss = PairwiseLoss(data: data)
    let ridge = PriorRidge(along: settings.prior, strength: settings.ridge / Double(max(data.queries.count, 1)))
    func expand(_ weights: [Double]) -> Expansion {
      var expansion = loss.expansion(at: weights)
      ridge.add(to: &expansion, at: weights)
      return expansion
    }
    let bounds = [Bool](repeating: settings.isNonNegative, count: data.featureCount)
    let weights = try ProjectedNewton(isNonNegative: bounds).minimize(
      from: [Double](repeating: 0, count: data.featureCount), expand: expand,
      value: { loss.value($0) + ridge.value($0) })
    return Fit(weights: weights, standardErrors: nil)
  }
}

/// *log(1 + exp(−(s − t)))* over the pairs of a query of which the first is judged better, averaged over a query's pairs,
/// then over queries.
private struct PairwiseLoss {
  let data: TrainingSet
  /// Differences are made a block at a time: all of them would fill the memory.
  private static let block = 2048

  init(data: TrainingSet) { self.data = data }

  func value(_ weights: [Double]) -> Double {
    let scores = data.scores(weights)
    var sum = 0.0
    forEachPair { better, worse, share in sum += share * LogisticLoss.softplus(scores[worse] - scores[better]) }
    return sum
  }

  func expansion(at weights: [Double]) -> Expansion {
    let scores = data.scores(weights)
    let width = data.featureCount
    var slopes = [Double](repeating: 0, count: scores.count)
    var curvature = SymmetricMatrix(order: width)
    var loss = 0.0
    var differences: [Double] = []
    differences.reserveCapacity(Self.block * width)
    forEachPair { better, worse, share in
      let error = LogisticLoss.logistic(scores[worse] - scores[better])
      loss += share * LogisticLoss.softplus(scores[worse] - scores[better])
      slopes[better] -= share * error
      slopes[worse] += share * error
      let root = (share * error * (1 - error)).squareRoot()
      for column in 0..<width {
        differences.append(root * (data.values[better * width + column] - data.values[worse * width + column]))
      }
      if differences.count == Self.block * width {
        curvature.addProducts(of: differences, count: Self.block)
        differences.removeAll(keepingCapacity: true)
      }
    }
    curvature.addProducts(of: differences, count: differences.count / max(width, 1))
    return Expansion(
      value: loss, gradient: BLAS.columnSums(data.values, columns: width, weights: slopes), curvature: curvature)
  }

  /// Calls with each pair's rows and what the pair counts.
  private func forEachPair(_ body: (_ better: Int, _ worse: Int, _ share: Double) -> Void) {
    for query in data.queries {
      let pairs = query.levels.reduce(0) { $0 + $1.count * $1.lowerBound }
      let share = 1 / (Double(max(pairs, 1)) * Double(data.queries.count))
      let first = query.rows.lowerBound
      for level in query.levels {
        for better in level {
          for worse in 0..<level.lowerBound { body(first + better, first + worse, share) }
        }
      }
    }
  }
}
