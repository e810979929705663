import Foundation

/// The distributions that tests and intervals turn to.
enum Distributions {
  /// The probability that Student's t with some degrees of freedom is at most a value.
  static func studentCumulative(_ value: Double, degreesOfFreedom: Double) -> Double {
    guard value.isFinite else { return value > 0 ? 1 : 0 }
    let tail =
      incompleteBeta(degreesOfFreedom / (degreesOfFreedom + value * value), degreesOfFreedom / 2, 0.5) / 2
    return value > 0 ? 1 - tail : tail
  }

  /// The two-sided p-value of Student's t.
  static func studentTwoSided(_ value: Double, degreesOfFreedom: Double) -> Double {
    guard value.isFinite else { return 0 }
    return incompleteBeta(degreesOfFreedom / (degreesOfFreedom + value * value), degreesOfFreedom / 2, 0.5)
  }

  /// The value that Student's t stays below with a probability of 0…1, by bisection.
  static func studentQuantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
    guard probability > 0, probability < 1 else { return probability <= 0 ? -.infinity : .infinity }
    if probability < 0.5 { return -studentQuantile(1 - probability, degreesOfFreedom: degreesOfFreedom) }
    var low = 0.0
    var high = 1.0
    while studentCumulative(high, degreesOfFreedom: degreesOfFreedom) < probability, high < 1e300 { high *= 2 }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if studentCumulative(middle, degreesOfFreedom: degreesOfFreedom) < probability {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }

  /// The probability that a normal variable of mean 0 and deviation 1 is at most a value.
  static func normalCumulative(_ value: Double) -> Double { erfc(-value / 2.squareRoot()) / 2 }

  /// The value within which 95 % of a normal variable lies: what multiplies a standard error.
  static let normal95 = 1.959963984540054

  /// The regularised incomplete beta function, by its continued fraction.
  ///
  /// - SeeAlso: Lentz's method in Press et al., "Numerical Recipes", 6.4; DLMF 8.17.22.
  static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    // The fraction converges fast on one side of the mean; the other side is its mirror.
    if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
    let front = exp(a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b)) / a
    return front * continuedFraction(x, a, b)
  }

  private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func notZero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / notZero(1 - (a + b) * x / (a + 1))
    var fraction = d
    for step in 1...10_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / notZero(1 + even * d)
      c = notZero(1 + even / c)
      fraction *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / notZero(1 + odd * d)
      c = notZero(1 + odd / c)
      fraction *= d * c
      if abs(d * c - 1) < 1e-15 { break }
    }
    return fraction
  }
}
