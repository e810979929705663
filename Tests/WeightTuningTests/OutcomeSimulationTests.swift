import Foundation
import Testing

@testable import WeightTuning

@Suite("Tuning on simulated outcomes")
struct OutcomeSimulationTests {
  /// How many runs: few in every test run, since each tunes with cross-validation within cross-validation; 500 for the
  /// figures in Benchmarks.
  private static func runs(_ outcomes: Int) -> Int {
    Int(ProcessInfo.processInfo.environment["KITH_SIMULATION_RUNS"] ?? "") ?? (outcomes > 1000 ? 3 : 8)
  }

  private static var features: Int {
    Int(ProcessInfo.processInfo.environment["KITH_SIMULATION_FEATURES"] ?? "") ?? 8
  }

  @Test("intervals hold the true weights about as often as they say", arguments: [30, 300, 3000])
  func coverage(outcomes: Int) throws {
    let runs = Self.runs(outcomes)
    var (held, all) = (0, 0)
    for run in 0..<runs {
      var simulation = OutcomeSimulation(features: Self.features, spread: 0.18, seed: UInt64(1000 + run))
      let answer = try OutcomeTuning().tune(simulation.table(outcomes: outcomes), from: simulation.profile)
      for (weight, truth) in zip(answer.weights, simulation.truth) {
        all += 1
        if let interval = weight.interval, interval.contains(truth) { held += 1 }
      }
    }
    let share = Double(held) / Double(all)
    print("coverage with \(outcomes) outcomes: \(share) over \(runs) runs")
    #expect(share > (runs < 100 ? 0.8 : 0.92))
  }

  @Test("where the profile is right, hardly any run finds an improvement", arguments: [30, 300, 3000])
  func falseImprovements(outcomes: Int) throws {
    let runs = Self.runs(outcomes)
    var found = 0
    for run in 0..<runs {
      var simulation = OutcomeSimulation(features: Self.features, spread: 0, seed: UInt64(1000 + run))
      let answer = try OutcomeTuning().tune(simulation.table(outcomes: outcomes), from: simulation.profile)
      if answer.verdict == .better { found += 1 }
    }
    print("false improvements with \(outcomes) outcomes: \(found) of \(runs) runs")
    #expect(found <= max(1, runs * 6 / 100))
  }
}
