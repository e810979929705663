import Foundation

/// A feature's weight before and after, in the units of the profile.
public struct TunedWeight: Sendable, Hashable {
  /// The feature's id.
  public let feature: String
  public let before: Double
  public let after: Double
  /// Between which the true weight lies with 95 % confidence; `nil` where no outcome tells anything about the feature.
  public let interval: ClosedRange<Double>?
}

extension OutcomeFit {
  /// The fitted weights on the profile's scale, with intervals.
  ///
  /// The scale is that at which the weights go as far along the profile as the profile itself. The variance is that of the
  /// members' own slopes and of the ridge between two inverse curvatures; where the model holds it is the inverse
  /// curvature.
  ///
  /// - SeeAlso: White, "Maximum Likelihood Estimation of Misspecified Models", 1982.
  ///
  /// - Parameter cautious: The fit that intervals are made from, with a strength that does not make them narrow.
  func weights(_ result: Result, _ cautious: Result, profile weights: [Double]) throws(TuningError) -> [TunedWeight] {
    let width = table.features.count
    let length = profile.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let covariance = try covariance(cautious)
    let reach = self.reach(cautious.unbound, cautious) / length
    let boundReach = self.reach(result.coefficients, result) / length
    let unit = result.ridge.direction
    let onScale = cautious.unbound.prefix(width).map { $0 / reach }
    return (0..<width).map { feature in
      let deviation = table.deviations[feature]
      guard deviation > 0 else {
        return TunedWeight(
          feature: table.features[feature], before: weights[feature], after: weights[feature], interval: nil)
      }
      // How the weight on the profile's scale moves with each coefficient.
      let slopes = (0..<width).map { (($0 == feature ? 1 : 0) - onScale[feature] * unit[$0] / length) / reach }
      let product = covariance.product(slopes)
      let error = max(0, zip(slopes, product).reduce(0) { $0 + $1.0 * $1.1 }).squareRoot()
      let after = max(0, result.coefficients[feature] / boundReach / deviation)
      let low = max(0, (onScale[feature] - Distributions.normal95 * error) / deviation)
      let high = max(0, (onScale[feature] + Distributions.normal95 * error) / deviation)
      return TunedWeight(
        feature: table.features[feature], before: weights[feature], after: after,
        interval: min(low, after)...max(high, after))
    }
  }

  /// How far weights go along the profile; where outcomes speak against the profile as a whole, a tenth of what was
  /// expected stands in, and intervals are wide.
  private func reach(_ coefficients: [Double], _ result: Result) -> Double {
    max(result.ridge.along(coefficients), result.ridge.expectation.length / 10)
  }

  /// The covariance of the coefficients, intercept aside.
  private func covariance(_ result: Result) throws(TuningError) -> SymmetricMatrix {
    let width = table.features.count
    var expansion = result.loss.expansion(at: result.unbound)
    result.ridge.add(to: &expansion.curvature)
    let inverse = try expansion.curvature.inverse()
    var spread = SymmetricMatrix(order: width + 1)
    let slopes = memberSlopes(result)
    spread.addProducts(of: slopes, count: slopes.count / (width + 1))
    result.ridge.add(to: &spread)
    return inverse.sandwiching(spread).selecting(Array(0..<width))
  }

  /// The sum of the slopes of each member's rows: members are independent, their rows need not be.
  private func memberSlopes(_ result: Result) -> [Double] {
    let columns = result.loss.columns
    let slopes = result.loss.slopes(at: result.unbound)
    return table.members.flatMap { rows in
      var sum = [Double](repeating: 0, count: columns)
      for row in rows {
        for column in 0..<columns { sum[column] += slopes[row] * result.loss.values[row * columns + column] }
      }
      return sum
    }
  }
}

extension SymmetricMatrix {
  /// *this · inner · this*.
  func sandwiching(_ inner: SymmetricMatrix) -> SymmetricMatrix {
    let columns = (0..<order).map { column in inner.product((0..<order).map { self[$0, column] }) }
    var result = SymmetricMatrix(order: order)
    for column in 0..<order {
      let product = self.product(columns[column])
      for row in column..<order { result[row, column] = product[row] }
    }
    return result
  }
}
