import Foundation
import Testing

@testable import WeightTuning

@Suite("Metrics against ir_measures and trec_eval")
struct MetricGoldenTests {
  private struct Golden: Decodable {
    let grades: [String: Int]
    let run: [String: Double]
    let expected: [String: Double]
  }

  @Test("1,000 runs, random and degenerate, have the reference's values to 1e-6")
  func values() throws {
    let goldens = try Goldens.data("metrics.jsonl").split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Golden.self, from: Data($0))
    }
    #expect(goldens.count == 1000)
    for (number, golden) in goldens.enumerated() {
      let query = "q"
      let qrels = golden.grades.map { "\(query) 0 \($0.key) \($0.value)\n" }.joined()
      let lines = golden.run.map { "\(query) Q0 \($0.key) 1 \($0.value) tag\n" }.joined()
      let judgments = try Judgments(reading: Data(qrels.utf8), file: "qrels")
      let ranking = try judgments.rankings(of: Run(reading: Data(lines.utf8), file: "run"))[0]
      for (name, expected) in golden.expected {
        let value = try Measure(named: name).value(of: ranking)
        #expect(abs(value - expected) <= 1e-6, "run \(number + 1), \(name): \(value), expected \(expected)")
      }
    }
  }

  @Test("every metric is in the goldens")
  func coverage() throws {
    let line = try #require(try Goldens.data("metrics.jsonl").split(separator: UInt8(ascii: "\n")).first)
    let names = try JSONDecoder().decode(Golden.self, from: Data(line)).expected.keys
    let known = Set(try names.map { try Measure(named: $0).metric.id })
    #expect(known == Set(Metric.all.map(\.id)))
  }
}
