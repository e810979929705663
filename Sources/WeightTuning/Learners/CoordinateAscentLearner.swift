import Foundation

extension Learner {
  /// Climbs a measure itself, one weight at a time, from the prior and from random starts.
  ///
  /// - Complexity: O(starts · passes · features · steps · rows · log documents a query).
  /// - SeeAlso: Metzler and Croft, "Linear Feature-Based Models for Information Retrieval", 2007.
  public static let coordinateAscent = Learner(
    id: "coordinate-ascent", summary: "the measure itself, one weight at a time, from several starts"
  ) { data, settings throws(TuningError) in
    let ascent = CoordinateAscent(data: data, settings: settings)
    var random = SplitMix64(seed: settings.seed)
    var best = ascent.climb(from: settings.prior, &random)
    for _ in 1..<CoordinateAscent.starts {
      let start = (0..<data.featureCount).map { _ in
        settings.isNonNegative ? random.fraction() : 2 * random.fraction() - 1
      }
      let other = ascent.climb(from: start, &random)
      if other.value > best.value { best = other }
    }
    return Fit(weights: best.weights, standardErrors: nil)
  }
}

private struct CoordinateAscent {
  let data: TrainingSet
  let settings: LearnerSettings
  private let judged: [[Int]]

  static let starts = 5
  private static let passes = 25
  /// The steps tried on a weight double from the first; in shares of the sum of the weights' sizes.
  private static let firstStep = 0.05
  private static let stepDoublings = 8
  /// A pass that gains less is the last.
  private static let tolerance = 0.001

  init(data: TrainingSet, settings: LearnerSettings) {
    self.data = data
    self.settings = settings
    judged = data.queries.map { query in data.grades[query.rows].filter { $0 >= 0 }.sorted(by: >) }
  }

  func climb(from start: [Double], _ random: inout SplitMix64) -> (weights: [Double], value: Double) {
    var weights = normalized(start)
    var scores = data.scores(weights)
    var value = mean(scores)
    for _ in 0..<Self.passes {
      let before = value
      for column in (0..<data.featureCount).shuffled(using: &random) where data.deviations[column] > 0 {
        if let better = improved(weights[column], column, scores, value) {
          weights[column] = better.weight
          value = better.value
          weights = normalized(weights)
          scores = data.scores(weights)
        }
      }
      if value - before < Self.tolerance { break }
    }
    return (weights, value)
  }

  /// The best of the steps up, down and to 0 from a weight; `nil` where none is better.
  private func improved(
    _ weight: Double, _ column: Int, _ scores: [Double], _ value: Double
  ) -> (weight: Double, value: Double)? {
    var best: (weight: Double, value: Double)?
    var moved = scores
    let steps = (0..<Self.stepDoublings).flatMap { doubling -> [Double] in
      let step = Self.firstStep * Double(1 << doubling) / Double(data.featureCount)
      return [step, -step]
    }
    for step in steps + [-weight] where step != 0 && (!settings.isNonNegative || weight + step >= 0) {
      for row in scores.indices {
        moved[row] = scores[row] + step * data.values[row * data.featureCount + column]
      }
      let candidate = mean(moved)
      if candidate > (best?.value ?? value) { best = (weight + step, candidate) }
    }
    return best
  }

  private func mean(_ scores: [Double]) -> Double {
    let sum = zip(data.queries, judged).reduce(0.0) { sum, pair in
      let (query, judged) = pair
      // Rows stand from the lowest grade up, so that keeping their order at equal scores is the pessimistic one.
      let order = query.rows.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
      return sum
        + settings.measure.value(of: JudgedRanking(grades: order.map { data.grades[$0] }, sortedJudged: judged))
    }
    return sum / Double(max(data.queries.count, 1))
  }

  private func normalized(_ weights: [Double]) -> [Double] {
    let size = weights.reduce(0) { $0 + abs($1) }
    return size > 0 ? weights.map { $0 / size } : weights
  }
}
