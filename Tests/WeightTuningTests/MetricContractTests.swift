import Testing

@testable import WeightTuning

@Suite("What holds for every metric")
struct MetricContractTests {
  private static func measures(_ metric: Metric) -> [Measure] {
    let names =
      switch metric.cutoff {
      case .none: [metric.id]
      case .optional: [metric.id, "\(metric.id)@3"]
      case .required: ["\(metric.id)@3"]
      }
    return names.compactMap { try? Measure(named: $0) }
  }

  private static func randomRanking(_ random: inout SplitMix64) -> JudgedRanking {
    let grades = (0..<Int.random(in: 0...12, using: &random)).map { _ in Int.random(in: -1...3, using: &random) }
    let others = (0..<Int.random(in: 0...4, using: &random)).map { _ in Int.random(in: 0...3, using: &random) }
    return JudgedRanking(grades: grades, judged: grades + others)
  }

  @Test("ids differ, and every metric reads back from its own name", arguments: Metric.all.map(\.id))
  func names(id: String) throws {
    #expect(Metric.all.count { $0.id.lowercased() == id.lowercased() } == 1)
    let metric = try #require(Metric.all.first { $0.id == id })
    let measures = Self.measures(metric)
    #expect(!measures.isEmpty)
    for measure in measures { #expect(try Measure(named: measure.description).description == measure.description) }
    #expect(!metric.summary.isEmpty && !metric.definition.isEmpty)
  }

  @Test("values are from 0 to 1, and 0 where nothing is relevant", arguments: Metric.all.map(\.id))
  func range(id: String) throws {
    let metric = try #require(Metric.all.first { $0.id == id })
    var random = SplitMix64(seed: 3)
    for _ in 0..<300 {
      let ranking = Self.randomRanking(&random)
      for measure in Self.measures(metric) {
        let value = measure.value(of: ranking)
        #expect(value >= 0 && value <= 1 + 1e-12, "\(measure) of \(ranking)")
        if id != "Judged", (ranking.judged.first ?? 0) <= 0 { #expect(value == 0, "\(measure) of \(ranking)") }
      }
    }
  }

  @Test("bringing a better document up never lowers a value", arguments: Metric.all.map(\.id))
  func monotone(id: String) throws {
    let metric = try #require(Metric.all.first { $0.id == id })
    var random = SplitMix64(seed: 5)
    for _ in 0..<300 {
      let ranking = Self.randomRanking(&random)
      guard
        let place = ranking.grades.indices.dropFirst().first(where: { place in
          ranking.grades[place] > max(0, ranking.grades[place - 1]) && ranking.grades[place - 1] >= 0
        })
      else { continue }
      var grades = ranking.grades
      grades.swapAt(place, place - 1)
      let better = JudgedRanking(grades: grades, judged: ranking.judged)
      for measure in Self.measures(metric) {
        #expect(measure.value(of: better) >= measure.value(of: ranking) - 1e-12, "\(measure) of \(ranking)")
      }
    }
  }

  @Test(
    "names that are none are refused",
    arguments: ["", "AP@", "AP@0", "AP@x", "P", "bpref@3", "nDCG(rel=2)@3", "AP(rel=0)", "AP(rel=2", "NDGC@10", "@3"])
  func refused(name: String) { #expect(throws: TuningError.self) { try Measure(named: name) } }

  @Test("the three gains differ as they should")
  func gains() throws {
    let ranking = JudgedRanking(grades: [0, 2, 1], judged: [2, 1, 0])
    let ideal = (linear: 2 + 1 / 1.584962500721156, letor: 3 + 1.0)
    let linear = try Measure(named: "nDCG@10").value(of: ranking)
    #expect(isClose(linear, (2 / 1.584962500721156 + 1 / 2) / ideal.linear))
    let letor = try Measure(named: "nDCG-letor@10").value(of: ranking)
    #expect(isClose(letor, (3 + 1 / 1.584962500721156) / ideal.letor))
  }
}
