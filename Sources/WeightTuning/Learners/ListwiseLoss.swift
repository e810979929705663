import Foundation

/// The negative log likelihood of the judged order under the model of Plackett and Luce, with ties.
///
/// For each relevant document *−s + log Σ exp s* over the documents judged no better, averaged over the relevant documents
/// of a query, then over queries. Documents of one grade share one sum, as in Breslow's treatment of ties.
///
/// - SeeAlso: Plackett, "The Analysis of Permutations", 1975; Xia et al., "Listwise Approach to Learning to Rank", ICML
///   2008; Breslow, "Covariance Analysis of Censored Survival Data", 1974.
struct ListwiseLoss {
  let data: TrainingSet

  /// What the loss of each document's row turns on.
  private struct RowTerms {
    /// The loss, summed over queries.
    var loss = 0.0
    /// The slope of the loss by each row's score.
    var slopes: [Double]
    /// The probability of each row at each level, summed with the levels' shares.
    var masses: [Double]
    /// The exponentials of scores, shifted by the query's greatest.
    var exponentials: [Double]
  }

  /// - Complexity: O(cells).
  func value(_ weights: [Double]) -> Double {
    let scores = data.scores(weights)
    return data.queries.reduce(0) { $0 + loss(of: $1, scores) } / Double(max(data.queries.count, 1))
  }

  private func loss(of query: TrainingSet.Query, _ scores: [Double]) -> Double {
    let first = query.rows.lowerBound
    let greatest = scores[query.rows].max() ?? 0
    let relevant = Double(query.relevantCount)
    var (sum, loss, next) = (0.0, 0.0, 0)
    for level in query.levels {
      while next < level.upperBound {
        sum += exp(scores[first + next] - greatest)
        next += 1
      }
      loss += Double(level.count) / relevant * (log(sum) + greatest)
      for place in level { loss -= scores[first + place] / relevant }
    }
    return loss
  }

  /// - Complexity: O(rows · features²).
  func expansion(at weights: [Double]) -> Expansion {
    let terms = terms(data.scores(weights))
    let width = data.featureCount
    let share = 1 / Double(max(data.queries.count, 1))
    var curvature = SymmetricMatrix(order: width)
    var scaled = data.values
    for (row, mass) in terms.masses.enumerated() {
      let root = mass.squareRoot()
      for place in row * width..<(row + 1) * width { scaled[place] *= root }
    }
    curvature.addProducts(of: scaled, count: terms.masses.count, factor: share)
    let means = levelMeans(terms)
    curvature.addProducts(of: means, count: means.count / max(width, 1), factor: -share)
    let gradient = BLAS.columnSums(data.values, columns: width, weights: terms.slopes).map { $0 * share }
    return Expansion(value: terms.loss * share, gradient: gradient, curvature: curvature)
  }

  /// The slope of each query's own loss, query after query.
  func slopesByQuery(at weights: [Double]) -> [Double] {
    let terms = terms(data.scores(weights))
    let width = data.featureCount
    return data.queries.flatMap { query in
      BLAS.columnSums(
        Array(data.values[query.rows.lowerBound * width..<query.rows.upperBound * width]), columns: width,
        weights: Array(terms.slopes[query.rows]))
    }
  }

  private func terms(_ scores: [Double]) -> RowTerms {
    let zeros = [Double](repeating: 0, count: scores.count)
    var terms = RowTerms(slopes: zeros, masses: zeros, exponentials: zeros)
    for query in data.queries {
      let first = query.rows.lowerBound
      let greatest = scores[query.rows].max() ?? 0
      for row in query.rows { terms.exponentials[row] = exp(scores[row] - greatest) }
      terms.loss += loss(of: query, scores)
      let sums = levelSums(query, terms.exponentials)
      let relevant = Double(query.relevantCount)
      // A row is in the sums of its own level and of all better ones: from the best level down its share grows.
      var share = 0.0
      for (level, sum) in zip(query.levels, sums).reversed() {
        share += Double(level.count) / relevant / sum
        for place in level {
          give(first + place, share, &terms)
          terms.slopes[first + place] -= 1 / relevant
        }
      }
      for place in 0..<(query.levels.first?.lowerBound ?? 0) { give(first + place, share, &terms) }
    }
    return terms
  }

  private func give(_ row: Int, _ share: Double, _ terms: inout RowTerms) {
    terms.masses[row] = terms.exponentials[row] * share
    terms.slopes[row] += terms.masses[row]
  }

  /// For each level the sum over the documents judged no better.
  private func levelSums(_ query: TrainingSet.Query, _ exponentials: [Double]) -> [Double] {
    var (sum, next) = (0.0, 0)
    return query.levels.map { level in
      while next < level.upperBound {
        sum += exponentials[query.rows.lowerBound + next]
        next += 1
      }
      return sum
    }
  }

  /// For each level of each query the mean of the features under its probabilities, times the root of the level's share.
  private func levelMeans(_ terms: RowTerms) -> [Double] {
    let width = data.featureCount
    var means: [Double] = []
    for query in data.queries {
      var total = [Double](repeating: 0, count: width)
      var next = 0
      for (level, sum) in zip(query.levels, levelSums(query, terms.exponentials)) {
        while next < level.upperBound {
          let row = query.rows.lowerBound + next
          let exponential = terms.exponentials[row]
          for column in 0..<width { total[column] += exponential * data.values[row * width + column] }
          next += 1
        }
        let root = (Double(level.count) / Double(query.relevantCount)).squareRoot()
        means += total.map { $0 / sum * root }
      }
    }
    return means
  }
}
