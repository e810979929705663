import Foundation
import Testing

@testable import WeightTuning

@Suite("Evidence")
struct EvidenceTests {
  private struct Golden: Decodable {
    struct Student: Decodable { let t, freedom, cumulative, twoSided: Double }
    struct Quantile: Decodable { let probability, freedom, value: Double }
    struct Pair: Decodable { let first, second: [Double]; let t, exact, effectSize: Double }
    let student: [Student]
    let quantiles: [Quantile]
    let comparisons: [Pair]
  }

  private func golden() throws -> Golden { try Goldens.json("statistics.json", as: Golden.self) }

  @Test("Student's t is SciPy's")
  func student() throws {
    for case let golden in try golden().student {
      let cumulative = Distributions.studentCumulative(golden.t, degreesOfFreedom: golden.freedom)
      #expect(abs(cumulative - golden.cumulative) < 1e-10, "t \(golden.t), \(golden.freedom)")
      let twoSided = Distributions.studentTwoSided(golden.t, degreesOfFreedom: golden.freedom)
      #expect(abs(twoSided - golden.twoSided) < 1e-10, "t \(golden.t), \(golden.freedom)")
    }
    for golden in try golden().quantiles {
      let value = Distributions.studentQuantile(golden.probability, degreesOfFreedom: golden.freedom)
      #expect(isClose(value, golden.value, within: 1e-8), "\(golden.probability), \(golden.freedom)")
    }
  }

  @Test("the paired t test, all sign changes and the effect size are SciPy's")
  func comparisons() throws {
    for golden in try golden().comparisons {
      let comparison = Comparison(golden.first, golden.second)
      #expect(isClose(comparison.pairedT, golden.t, within: 1e-8))
      #expect(comparison.randomisation == golden.exact)
      #expect(isClose(comparison.effectSize ?? .nan, golden.effectSize))
    }
  }

  @Test("with more queries than all sign changes allow, a sample comes near the exact test")
  func sampledRandomisation() {
    // The differences ±k give a sum whose exact distribution is near the normal one.
    let differences = (1...40).map { Double($0 % 3 == 0 ? -$0 : $0) / 100 }
    let comparison = Comparison(differences: differences)
    let z = differences.reduce(0, +) / differences.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let normal = 2 * (1 - Distributions.normalCumulative(abs(z)))
    #expect(abs(comparison.randomisation - normal) < 0.01)
    #expect(Comparison(differences: differences.reversed()) == comparison)
  }

  @Test("no difference is no evidence")
  func equal() {
    let comparison = Comparison([0.5, 0.25, 1], [0.5, 0.25, 1])
    #expect(comparison.pairedT == 1 && comparison.randomisation == 1 && comparison.effectSize == nil)
    #expect(comparison.difference.interval == 0...0)
    #expect(Comparison([], []).detectableDifference == nil)
    #expect(Comparison([0.5], [0.75]).difference.interval == nil)
  }

  @Test("Holm raises p-values step by step")
  func holm() {
    // By hand: 4·0.01, then 3·0.015 → 0.045, 2·0.03 → 0.06, 1·0.5.
    let adjusted = Comparison.holm([0.03, 0.01, 0.5, 0.015])
    #expect(zip(adjusted, [0.06, 0.04, 0.5, 0.045]).allSatisfy { isClose($0, $1) })
    #expect(Comparison.holm([0.02, 0.01]) == [0.02, 0.02])
    #expect(Comparison.holm([0.9, 0.8]) == [1, 1])
    #expect(Comparison.holm([]) == [])
  }

  @Test("intervals are the same for the same seed, hold the mean, and stay within bounds")
  func intervals() throws {
    let values = [0.0, 1, 1, 0.53, 0.21, 0.97, 0.38, 0.66, 0.714, 0.123]
    let estimate = Estimate(bootstrapping: values, within: 0...1, seed: 4)
    #expect(Estimate(bootstrapping: values.reversed(), within: 0...1, seed: 4) == estimate)
    #expect(Estimate(bootstrapping: values, within: 0...1, seed: 5) != estimate)
    let interval = try #require(estimate.interval)
    #expect(interval.contains(estimate.mean) && interval.lowerBound >= 0 && interval.upperBound <= 1)
    #expect(Estimate(bootstrapping: [0.5, 0.5]).interval == 0.5...0.5)
    #expect(Estimate(bootstrapping: [0.5]).interval == nil)
  }

  @Test("intervals of means hold the true mean about as often as they say", arguments: [8, 30])
  func coverage(queries: Int) {
    var random = SplitMix64(seed: UInt64(queries))
    let runs = 300
    let held = (0..<runs).count { run in
      let values = (0..<queries).map { _ in 0.4 + 0.15 * random.normal() }
      return Estimate(bootstrapping: values, within: nil, seed: UInt64(run), resamples: 1000)
        .interval?.contains(0.4) ?? false
    }
    // Three standard errors of a share of 300 below 95 %.
    #expect(Double(held) / Double(runs) > 0.91, "\(held) of \(runs)")
  }

  @Test("what could have been detected is detected in about four of five cases")
  func power() {
    var random = SplitMix64(seed: 77)
    let queries = 25
    let runs = 200
    // Differences of deviation 0.1: the true detectable difference is (t .975 + t .8) · 0.1 / 5.
    let difference = 0.1 / 5 * (2.0639 + 0.8569)
    var detectable = 0.0
    let found = (0..<runs).count { _ in
      let comparison = Comparison(differences: (0..<queries).map { _ in difference + 0.1 * random.normal() })
      detectable += (comparison.detectableDifference ?? 0) / Double(runs)
      return comparison.pairedT < Comparison.level
    }
    #expect(abs(Double(found) / Double(runs) - 0.8) < 0.09, "\(found) of \(runs)")
    #expect(abs(detectable - difference) < 0.004)
  }
}
