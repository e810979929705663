import Foundation

/// Ridge-to-profile logistic regression of staying on the features.
///
/// With weights in units of the features' deviations, the ridge pulls across the profile's direction, so that few outcomes
/// move little and many move what they show. How far weights go along it, which changes no ranking, has only a weak
/// expectation: that one deviation of the profile's score makes one unit of log odds.
struct OutcomeFit {
  let table: OutcomeTable
  /// The profile's weights in units of deviations.
  let profile: [Double]
  let propensities: Propensities

  /// Evidence against leaving the profile: a weight's deviation, in log odds, is expected to differ from the profile's by
  /// the root of one over this.
  static let standardStrength = 30.0
  static let strengths = [3.0, 10, standardStrength, 100, 300, 1000]
  /// The expectation along the profile counts as much as an interval of half its size on either side.
  private static let expectedSpread = 0.5

  /// Keeps the intercept finite where nobody stayed, or everybody.
  private static let interceptStrength = 0.1

  /// What a fit found; the last coefficient is the intercept.
  struct Result {
    var coefficients: [Double]
    /// The same without holding weights at 0 or above.
    var unbound: [Double]
    var ridge: PriorRidge
    var loss: LogisticLoss
  }

  init(_ table: OutcomeTable, weights: [Double], propensities: Propensities) {
    self.table = table
    profile = zip(weights, table.deviations).map { $0 * $1 }
    self.propensities = propensities
  }

  func loss(_ rows: [Int]) -> LogisticLoss {
    let width = table.features.count
    var values: [Double] = []
    values.reserveCapacity(rows.count * (width + 1))
    for row in rows {
      values += table.standardized[row * width..<(row + 1) * width]
      values.append(1)
    }
    let targets = rows.map { row in
      table.rows[row].stayed ? propensities.weight(at: table.rows[row].shownRank) : 0
    }
    return LogisticLoss(
      columns: width + 1, values: values, targets: targets, weights: [Double](repeating: 1, count: rows.count))
  }

  func ridge(_ loss: LogisticLoss, strength: Double) -> PriorRidge {
    let free = PriorRidge(along: profile, strength: strength)
    let width = table.features.count
    let scores = BLAS.rowSums(loss.values, columns: width + 1, weights: free.direction + [0])
    let deviation = Estimate.variance(scores).squareRoot()
    let length = deviation > 0 ? 1 / deviation : 1
    let spread = length * Self.expectedSpread
    return PriorRidge(
      along: profile, strength: strength, expecting: (length, 1 / (spread * spread)),
      freeStrength: Self.interceptStrength)
  }

  /// - Parameter start: Where a fit of nearly the same rows ended, to save steps.
  func fit(_ loss: LogisticLoss, strength: Double, from start: [Double]? = nil) throws(TuningError) -> Result {
    let width = table.features.count
    let ridge = ridge(loss, strength: strength)
    func expand(_ point: [Double]) -> Expansion {
      var expansion = loss.expansion(at: point)
      ridge.add(to: &expansion, at: point)
      return expansion
    }
    func value(_ point: [Double]) -> Double { loss.value(point) + ridge.value(point) }
    var newton = ProjectedNewton(isNonNegative: [Bool](repeating: false, count: width + 1))
    newton.tolerance = 1e-9
    let expected: [Double] = ridge.direction.map { $0 * ridge.expectation.length } + [0]
    let origin = start ?? expected
    let unbound = try newton.minimize(from: origin, expand: expand, value: value)
    if unbound.dropLast().allSatisfy({ $0 >= 0 }) {
      return Result(coefficients: unbound, unbound: unbound, ridge: ridge, loss: loss)
    }
    var bounded = ProjectedNewton(isNonNegative: [Bool](repeating: true, count: width) + [false])
    bounded.tolerance = newton.tolerance
    let coefficients = try bounded.minimize(from: unbound, expand: expand, value: value)
    return Result(coefficients: coefficients, unbound: unbound, ridge: ridge, loss: loss)
  }

  /// The profile itself with the length and the intercept that suit the rows: what a fit is compared with.
  func profileFit(_ loss: LogisticLoss) throws(TuningError) -> [Double] {
    let ridge = ridge(loss, strength: 0)
    let scores = BLAS.rowSums(loss.values, columns: loss.columns, weights: ridge.direction + [0])
    let reduced = LogisticLoss(
      columns: 2, values: scores.flatMap { [$0, 1] }, targets: loss.targets, weights: loss.weights)
    let along = PriorRidge(
      along: [1], strength: 0, expecting: ridge.expectation, freeStrength: Self.interceptStrength)
    func expand(_ point: [Double]) -> Expansion {
      var expansion = reduced.expansion(at: point)
      along.add(to: &expansion, at: point)
      return expansion
    }
    let point = try ProjectedNewton(isNonNegative: [true, false]).minimize(
      from: [ridge.expectation.length, 0], expand: expand, value: { reduced.value($0) + along.value($0) })
    return ridge.direction.map { $0 * point[0] } + [point[1]]
  }
}
