import Foundation
import GroupMatching
import Testing

@testable import WeightTuning

@Suite("Models of other tools")
struct ModelFormatTests {
  private func model(_ text: String) throws -> LinearModel {
    try LinearModel(readingAny: Data(text.utf8), file: "model.txt")
  }

  private func weights(_ text: String) throws -> [Int: Double] {
    let model = try model(text)
    return Dictionary(uniqueKeysWithValues: model.entries.map { ($0.feature, $0.weight) })
  }

  @Test("RankLib's coordinate ascent and linear regression, the intercept aside")
  func rankLib() throws {
    let text = "## Coordinate Ascent\n## Restart = 5\n## MaxIteration = 25\n1:0.3 2:-0.1 7:1.5E-2\n"
    #expect(try weights(text) == [1: 0.3, 2: -0.1, 7: 0.015])
    #expect(try model(text).learner == "ranklib")
    #expect(try weights("## Linear Regression\n## Lambda = 1.0E-10\n0:4.5 1:2\n") == [1: 2])
  }

  @Test("SVM-light: support vectors add up, other kernels are refused")
  func svmLight() throws {
    func text(kernel: Int) -> String {
      """
      SVM-light Version V6.20
      \(kernel) # kernel type
      3 # kernel parameter -d
      2 # highest feature index
      2 # number of training documents
      3 # number of support vectors plus 1
      0.25 # threshold b, each following line is a SV (starting with alpha*y)
      0.5 1:2 2:1 #
      -1 2:3 # d7
      """
    }
    #expect(try weights(text(kernel: 0)) == [1: 1, 2: -2.5])
    #expect(throws: TuningError.self) { try model(text(kernel: 2)) }
  }

  @Test("LIBLINEAR: weights speak for the first label, a bias is left out")
  func liblinear() throws {
    func text(labels: String, last: String = "0.7 \n") -> String {
      "solver_type L2R_LR\nnr_class 2\nlabel \(labels)\nnr_feature 2\nbias 1\nw\n0.5 \n-0.25 \n\(last)"
    }
    #expect(try weights(text(labels: "1 0")) == [1: 0.5, 2: -0.25])
    #expect(try weights(text(labels: "0 1")) == [1: -0.5, 2: 0.25])
    #expect(try weights("solver_type L2R_L2LOSS_SVR\nnr_feature 1\nbias -1\nw\n2 \n") == [1: 2])
    #expect(throws: TuningError.self) {
      try model("solver_type MCSVM_CS\nnr_class 3\nlabel 0 1 2\nnr_feature 1\nw\n1 2 3\n")
    }
    #expect(throws: TuningError.self) {
      try model("solver_type L2R_LR\nnr_class 2\nlabel 1 0\nnr_feature 3\nw\n1\n2\n")
    }
  }

  @Test("a JSON object of names or numbers; a name that is none is named in the error")
  func names() throws {
    #expect(try weights("{\"topic\":2,\"3\":0.5}") == [1: 2, 3: 0.5])
    let error = #expect(throws: TuningError.self) { try model("{\"topik\":2}") }
    #expect(error?.description.contains("topik") == true && error?.description.contains("topic, meaning") == true)
  }

  @Test("what is no model says which formats there are")
  func unknown() {
    for text in ["", "tree\nversion=v3\n", "{}", "1:x 2:3", "1:0 2:0"] {
      #expect(throws: TuningError.self, "\(text)") { try model(text) }
    }
    let error = #expect(throws: TuningError.self) { try model("hello") }
    for format in LinearModelFormat.all { #expect(error?.description.contains(format.id) == true) }
  }

  @Test("every other tool's model ranks by the sum of weight and value as they stand, and is written as Kith's own")
  func ranks() throws {
    let table = LearnerTests.table(41)
    let model = try model("1:2 3:-1")
    let scores = model.scores(of: table)
    for query in table.queries {
      let plain = query.rows.map { row in 2 * table.values[row * 4] - table.values[row * 4 + 2] }
      let mean = Estimate.mean(plain)
      for (score, value) in zip(scores[query.rows], plain) { #expect(isClose(score, value - mean)) }
    }
    let written = Data(JSONText.of(model).utf8)
    #expect(try LinearModel(readingAny: written, file: "model.json").entries == model.entries)
  }

  @Test("a profile of a model has its proportions, and nothing below 0")
  func profile() throws {
    let profile = try ProfileOfModel(model("{\"topic\":0.4,\"distance\":0.1,\"cost\":-0.2}"), name: "ours", file: "m")
    #expect(profile.raised == ["cost"])
    let list = profile.weights.list
    #expect(list.reduce(0) { $0 + ($1.weight > 0 ? 1 : 0) } == 2)
    let byID = Dictionary(uniqueKeysWithValues: list.map { ($0.feature.id, $0.weight) })
    let (topic, distance) = (try #require(byID["topic"]), try #require(byID["distance"]))
    #expect(isClose(topic / distance, 4, within: 1e-3))
    #expect(isClose(list.reduce(0) { $0 + $1.weight }, Feature.all.reduce(0) { $0 + $1.defaultWeight }, within: 1e-3))
    #expect(throws: TuningError.self) { try ProfileOfModel(model("99:1"), name: "ours", file: "m") }
    #expect(throws: TuningError.self) { try ProfileOfModel(model("1:-1"), name: "ours", file: "m") }
  }

  @Test("a model that normalises as no profile does is refused")
  func normalised() throws {
    var tuning = FeatureTuning(measure: try Measure(named: "AP"))
    tuning.normalization = try Normalization.named("query-rank")
    tuning.prior = try PriorDirection.named("equal")
    let ranked = try tuning.tune(LearnerTests.table(42), file: "f").model
    #expect(throws: TuningError.self) { try ProfileOfModel(ranked, name: "ours", file: "m") }
    tuning.normalization = try Normalization.named("pooled")
    let pooled = try tuning.tune(LearnerTests.table(42), file: "f").model
    #expect(try ProfileOfModel(pooled, name: "ours", file: "m").weights.list[0].weight > 0)
  }
}
