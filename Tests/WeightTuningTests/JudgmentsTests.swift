import Foundation
import Testing

@testable import WeightTuning

@Suite("Judgments and runs")
struct JudgmentsTests {
  private func judgments(_ text: String) throws -> Judgments { try Judgments(reading: Data(text.utf8), file: "qrels") }
  private func run(_ text: String) throws -> Run { try Run(reading: Data(text.utf8), file: "run") }

  @Test("documents stand by score, equal ones by id from the greatest; unjudged ones are told apart")
  func ranking() throws {
    let judgments = try judgments("q1 0 a 2\nq1 0 b 0\nq2\t0\tc\t1\n")
    let rankings = try judgments.rankings(of: run("q1 Q0 a 1 0.5 t\nq1 Q0 b 2 0.5 t\nq1 Q0 x 3 0.7 t\nq9 Q0 a 1 1 t\n"))
    #expect(judgments.queries == ["q1", "q2"])
    #expect(rankings.map(\.grades) == [[-1, 0, 2], []])
    #expect(rankings[1].judged == [1])
  }

  @Test("scores are told apart in single precision, as trec_eval does")
  func singlePrecision() throws {
    let judgments = try judgments("1 0 a 1\n1 0 b 0\n")
    let ranking = try judgments.rankings(of: run("1 Q0 a 1 16777217 t\n1 Q0 b 2 16777216 t\n"))[0]
    #expect(ranking.grades == [0, 1])
  }

  @Test(
    "what is wrong is named",
    arguments: [
      ("1 0 a", "qrels:1: grade: missing, expected a whole number"),
      ("1 0 a x", "qrels:1: grade: 'x', expected a whole number"),
      ("1 0 a 1\n1 0 a 0", "qrels:2: document 'a' of query '1' a second time, expected it once"),
      (" \n\n", "qrels: empty, expected lines of query, 0, document, grade"),
    ])
  func badJudgments(text: String, message: String) {
    let error = #expect(throws: TuningError.self) { try judgments(text) }
    #expect(error?.description == message)
  }

  @Test(
    "what is wrong with a run is named",
    arguments: [
      ("1 Q0 a 1 high t", "run:1: score: 'high', expected a finite number"),
      ("1 Q0 a", "run:1: rank: missing, expected a rank"),
      ("1 Q0 a 1 2 t\n1 Q0 a 2 1 t", "run:2: document 'a' of query '1' a second time, expected it once"),
      ("", "run: empty, expected lines of query, Q0, document, rank, score, tag"),
    ])
  func badRuns(text: String, message: String) {
    let error = #expect(throws: TuningError.self) { try run(text) }
    #expect(error?.description == message)
  }
}
