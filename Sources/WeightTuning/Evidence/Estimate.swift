import Foundation

/// A mean over queries or members with how sure it is: never a bare number.
public struct Estimate: Sendable, Hashable {
  public let mean: Double
  /// The bounds between which the true mean lies with 95 % confidence; `nil` for fewer than two values.
  public let interval: ClosedRange<Double>?
  /// How many values it is a mean of.
  public let count: Int

  /// How many resamples an interval is made of: 10,000, and fewer of many values, whose percentiles vary less with the
  /// resamples than with the values.
  static func resamples(of count: Int) -> Int { min(10_000, max(2000, 20_000_000 / max(count, 1))) }

  /// The mean of values with a bootstrap interval: the percentiles of the means of resamples, drawn apart by as much as
  /// the percentiles of few values are too narrow.
  ///
  /// - Parameters:
  ///   - values: One a query; their order does not matter.
  ///   - bounds: What a mean can be; the interval does not leave it.
  ///   - seed: Of the resamples: equal seeds give equal intervals.
  /// - Complexity: O(resamples · values).
  /// - SeeAlso: Hesterberg, "What Teachers Should Know about the Bootstrap", The American Statistician 2015, on expanded
  ///   percentiles.
  public init(bootstrapping values: [Double], within bounds: ClosedRange<Double>? = nil, seed: UInt64 = 1) {
    self.init(
      bootstrapping: values, within: bounds, seed: seed, resamples: Self.resamples(of: values.count))
  }

  init(bootstrapping values: [Double], within bounds: ClosedRange<Double>?, seed: UInt64, resamples: Int) {
    let sorted = values.sorted()
    let mean = Self.mean(sorted)
    self.mean = mean
    count = values.count
    guard sorted.count > 1, let first = sorted.first, let last = sorted.last else {
      interval = nil
      return
    }
    guard first < last else {
      interval = mean...mean
      return
    }
    let means = Self.resampledMeans(sorted, seed: seed, count: resamples)
    let share = Self.expandedShare(count: sorted.count)
    let low = Self.percentile(means, share)
    let high = Self.percentile(means, 1 - share)
    let limits = bounds ?? -.infinity ... .infinity
    interval = min(max(low, limits.lowerBound), mean)...max(min(high, limits.upperBound), mean)
  }

  init(mean: Double, interval: ClosedRange<Double>?, count: Int) {
    self.mean = mean
    self.interval = interval
    self.count = count
  }

  static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  /// The mean of the squares of what values differ from their mean by, over one less than their number.
  static func variance(_ values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    let mean = mean(values)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }

  private static func resampledMeans(_ values: [Double], seed: UInt64, count: Int) -> [Double] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      var sum = 0.0
      for _ in values.indices { sum += values[random.place(below: values.count)] }
      return sum / Double(values.count)
    }.sorted()
  }

  /// The share below the lower bound: 2.5 % for many values, less for few.
  private static func expandedShare(count: Int) -> Double {
    let n = Double(count)
    let t = Distributions.studentQuantile(0.975, degreesOfFreedom: n - 1)
    return Distributions.normalCumulative(-(n / (n - 1)).squareRoot() * t)
  }

  static func percentile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let low = Int(place.rounded(.down))
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
  }
}
