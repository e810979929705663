import Foundation
import Testing

@testable import TextUnderstanding

/// The rules against sentences whose writer had not seen them, in English and Spanish.
///
/// 515 sentences, 281 that speak of danger and 234 that only sound like it, were written apart from the rules and parted by
/// a digest: `Crisis/development.jsonl` was then used to better the rules, `Crisis/held-out.jsonl` never.
@Suite("Crisis signals")
struct CrisisSentenceTests {
  private struct Sentence: Decodable {
    let text: String
    let signal: Bool
    let kind: String?
    let language: String
  }

  /// What a set must reach. Many of the sentences are oblique on purpose: on the held-out ones 0.81 was measured when the
  /// rules were last changed, short of the 0.97 that is aimed at.
  struct Bar: Sendable {
    let set: String
    let recall: Double
    let precision: Double
  }

  @Test(
    "are seen wherever danger is spoken of, and seldom elsewhere",
    arguments: [
      Bar(set: "development", recall: 0.97, precision: 0.85), Bar(set: "held-out", recall: 0.8, precision: 0.85),
    ])
  func recallAndPrecision(_ bar: Bar) throws {
    let file = TestData.url("Crisis/\(bar.set).jsonl")
    let sentences = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .map { try JSONDecoder().decode(Sentence.self, from: Data($0.utf8)) }
    #expect(sentences.count > 240)
    let rules = try TestData.model.crisisRules()
    let pairs = sentences.map { ($0, isFound: !rules.signals(in: $0.text).isEmpty) }
    let hits = pairs.count { $0.signal && $1 }
    let misses = pairs.count { $0.signal && !$1 }
    let alarms = pairs.filter { !$0.signal && $1 }.map { "\($0.0.language): \($0.0.text)" }
    let recall = Double(hits) / Double(hits + misses)
    let precision = Double(hits) / Double(hits + alarms.count)
    #expect(recall >= bar.recall, "recall \(recall)")
    #expect(precision >= bar.precision, "precision \(precision); false alarms:\n\(alarms.joined(separator: "\n"))")
  }
}
