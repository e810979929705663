import Foundation

/// Whether one of two systems is better, from their values on the same queries.
public struct Comparison: Sendable, Hashable {
  /// The mean difference, second less first, with its interval.
  public let difference: Estimate
  /// The two-sided p-value of the paired t test.
  public let pairedT: Double
  /// The two-sided p-value of Fisher's randomisation test, which the verdicts go by: it assumes no distribution.
  public let randomisation: Double
  /// The mean difference in units of the deviation of the differences (Cohen's d for pairs); `nil` where none differs.
  public let effectSize: Double?
  /// The least true difference that so many queries, differing so much, would show in four of five cases at a level of
  /// 5 %; `nil` for fewer than two queries.
  public let detectableDifference: Double?

  /// The level of every test.
  public static let level = 0.05
  /// How often a true difference of ``detectableDifference`` would be seen.
  public static let power = 0.8

  /// - Parameters:
  ///   - first: One value a query.
  ///   - second: The values of the same queries, in the same order.
  /// - Complexity: O(resamples · queries).
  public init(_ first: [Double], _ second: [Double], seed: UInt64 = 1) {
    self.init(differences: zip(first, second).map { $1 - $0 }, seed: seed)
  }

  /// - Parameter differences: One a query, second less first.
  public init(differences: [Double], seed: UInt64 = 1) {
    let sorted = differences.sorted()
    difference = Estimate(bootstrapping: sorted, seed: seed)
    let deviation = Estimate.variance(sorted).squareRoot()
    let n = Double(sorted.count)
    let error = deviation / n.squareRoot()
    if deviation > 0 {
      pairedT = Distributions.studentTwoSided(difference.mean / error, degreesOfFreedom: n - 1)
      effectSize = difference.mean / deviation
    } else {
      pairedT = sorted.count > 1 && difference.mean != 0 ? 0 : 1
      effectSize = nil
    }
    randomisation = Self.randomisation(sorted, seed: seed)
    detectableDifference = sorted.count > 1 ? Self.detectable(error: error, degreesOfFreedom: n - 1) : nil
  }

  /// - SeeAlso: Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988, with t for the normal deviate.
  private static func detectable(error: Double, degreesOfFreedom: Double) -> Double {
    let level = Distributions.studentQuantile(1 - Self.level / 2, degreesOfFreedom: degreesOfFreedom)
    let power = Distributions.studentQuantile(Self.power, degreesOfFreedom: degreesOfFreedom)
    return (level + power) * error
  }

  /// The share of sign changes of the differences that give a mean as far from 0: all of them for up to 16 queries that
  /// differ, else a seeded sample to which the observed one is added.
  ///
  /// - SeeAlso: Smucker, Allan, Carterette, "A Comparison of Statistical Significance Tests for Information Retrieval
  ///   Evaluation", CIKM 2007.
  private static func randomisation(_ differences: [Double], seed: UInt64) -> Double {
    let moving = differences.filter { $0 != 0 }.map(abs).sorted()
    guard !moving.isEmpty else { return 1 }
    // Sums in another order differ in the last bits; what is equal must not count as less.
    let observed = abs(differences.reduce(0, +)) * (1 - 1e-12)
    func isAsFar(_ signs: UInt64, _ place: Range<Int>, _ start: Double) -> Double {
      var sum = start
      var bits = signs
      for index in place {
        sum += bits & 1 == 0 ? moving[index] : -moving[index]
        bits >>= 1
      }
      return sum
    }
    if moving.count <= 16 {
      let all = 1 << moving.count
      let asFar = (0..<all).count { abs(isAsFar(UInt64($0), moving.indices, 0)) >= observed }
      return Double(asFar) / Double(all)
    }
    var random = SplitMix64(seed: seed)
    let resamples = Estimate.resamples(of: moving.count)
    let asFar = (0..<resamples).count { _ in
      let sum = stride(from: 0, to: moving.count, by: 64).reduce(0.0) { sum, start in
        isAsFar(random.next(), start..<min(start + 64, moving.count), sum)
      }
      return abs(sum) >= observed
    }
    return Double(asFar + 1) / Double(resamples + 1)
  }

  /// The p-values of several comparisons made at once, raised so that the chance of a single false one stays at the level.
  ///
  /// - SeeAlso: Holm, "A Simple Sequentially Rejective Multiple Test Procedure", 1979.
  public static func holm(_ values: [Double]) -> [Double] {
    var adjusted = values
    var floor = 0.0
    for (place, index) in values.indices.sorted(by: { (values[$0], $0) < (values[$1], $1) }).enumerated() {
      floor = max(floor, min(1, values[index] * Double(values.count - place)))
      adjusted[index] = floor
    }
    return adjusted
  }
}
