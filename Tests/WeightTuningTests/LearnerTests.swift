import Foundation
import Testing

@testable import WeightTuning

@Suite("Learners")
struct LearnerTests {
  private struct Golden: Decodable {
    struct Row: Decodable { let query: String; let grade: Int; let values: [Double] }
    struct Listwise: Decodable {
      let signed: Bool; let rows: [Row]; let deviations, weights: [Double]; let loss: Double
    }
    struct Logistic: Decodable {
      let x: [[Double]]
      let y: [Int]
      let weights, coefficients: [Double]
      let intercept: Double
    }
    let listwise: [Listwise]
    let logistic: [Logistic]
  }

  private func golden() throws -> Golden { try Goldens.json("statistics.json", as: Golden.self) }

  static func table(_ seed: UInt64, queries: Int = 20, features: Int = 4) -> FeatureTable {
    var random = SplitMix64(seed: seed)
    var (ids, grades, values): ([String], [Int], [Double]) = ([], [], [])
    for query in 0..<queries {
      for _ in 0..<(4 + random.place(below: 8)) {
        let row = (0..<features).map { _ in random.normal() }
        let score = row.enumerated().reduce(0) { $0 + $1.element / Double($1.offset + 1) } + random.normal()
        ids.append("q\(query)")
        grades.append(score > 1.5 ? 2 : score > 0.4 ? 1 : 0)
        values += row
      }
    }
    return FeatureTable(
      featureIDs: Array(1...features), queryIDs: ids, grades: grades,
      documents: grades.indices.map { "d\($0)" }, values: values)
  }

  private func settings(_ features: Int, signed: Bool = true) throws -> LearnerSettings {
    LearnerSettings(
      prior: [Double](repeating: 1, count: features), isNonNegative: !signed, measure: try Measure(named: "AP"))
  }

  @Test("the listwise fit is the one that SciPy finds")
  func listwise() throws {
    for golden in try golden().listwise {
      let width = golden.deviations.count
      let table = FeatureTable(
        featureIDs: Array(1...width), queryIDs: golden.rows.map(\.query), grades: golden.rows.map(\.grade),
        documents: golden.rows.map { _ in "" }, values: golden.rows.flatMap(\.values))
      let data = TrainingSet(table, normalization: .pooled)
      #expect(zip(data.deviations, golden.deviations).allSatisfy { isClose($0, $1) })
      let fit = try Learner.listwise.fit(data, settings(width, signed: golden.signed))
      let loss = ListwiseLoss(data: data).value(fit.weights)
      let ridge = PriorRidge(along: [Double](repeating: 1, count: width), strength: 10 / Double(data.queries.count))
      #expect(isClose(loss + ridge.value(fit.weights), golden.loss, within: 1e-6))
      for (weight, expected) in zip(fit.weights, golden.weights) {
        #expect(abs(weight - expected) < 2e-4, "\(fit.weights), expected \(golden.weights)")
      }
      if !golden.signed { #expect(fit.weights.allSatisfy { $0 >= 0 }) }
    }
  }

  @Test("the logistic fit is scikit-learn's")
  func logistic() throws {
    for golden in try golden().logistic {
      let width = golden.coefficients.count + 1
      let loss = LogisticLoss(
        columns: width, values: golden.x.flatMap { $0 + [1] }, targets: golden.y.map(Double.init),
        weights: golden.weights)
      let fit = try ProjectedNewton(isNonNegative: [Bool](repeating: false, count: width)).minimize(
        from: [Double](repeating: 0, count: width), expand: loss.expansion, value: loss.value)
      for (weight, expected) in zip(fit, golden.coefficients + [golden.intercept]) {
        #expect(isClose(weight, expected, within: 1e-4))
      }
    }
  }

  @Test("slope and curvature of the listwise loss are those of its value")
  func derivatives() {
    let data = TrainingSet(Self.table(1), normalization: .pooled)
    let loss = ListwiseLoss(data: data)
    let point = [0.3, -0.2, 0.8, 0.1]
    let expansion = loss.expansion(at: point)
    #expect(isClose(expansion.value, loss.value(point)))
    let step = 1e-5
    for column in 0..<4 {
      var (up, down) = (point, point)
      up[column] += step
      down[column] -= step
      let slope = (loss.value(up) - loss.value(down)) / (2 * step)
      #expect(abs(slope - expansion.gradient[column]) < 1e-7)
      let (above, below) = (loss.expansion(at: up).gradient, loss.expansion(at: down).gradient)
      for row in 0..<4 {
        #expect(abs((above[row] - below[row]) / (2 * step) - expansion.curvature[row, column]) < 1e-6)
      }
    }
    let sum = loss.slopesByQuery(at: point).enumerated().reduce(into: [0.0, 0, 0, 0]) {
      $0[$1.offset % 4] += $1.element
    }
    let count = Double(data.queries.count)
    #expect(zip(sum, expansion.gradient).allSatisfy { isClose($0 / count, $1) })
  }

  @Test("every learner finds the order that made the grades", arguments: Learner.all.map(\.id))
  func finds(id: String) throws {
    let learner = try Learner.named(id)
    let train = TrainingSet(Self.table(2, queries: 60), normalization: .pooled)
    let weights = try learner.fit(train, settings(4)).weights
    #expect(weights[0] > weights[2] && weights[0] > weights[3] && weights[0] > 0, "\(weights)")
  }

  @Test("no learner changes its weights with the order of the rows", arguments: Learner.all.map(\.id))
  func order(id: String) throws {
    let learner = try Learner.named(id)
    let table = Self.table(3)
    let queryIDs = table.queries.flatMap { query in query.rows.map { _ in query.id } }
    var random = SplitMix64(seed: 8)
    let shuffle = table.grades.indices.shuffled(using: &random)
    let shuffled = FeatureTable(
      featureIDs: table.featureIDs, queryIDs: shuffle.map { queryIDs[$0] }, grades: shuffle.map { table.grades[$0] },
      documents: shuffle.map { table.documents[$0] }, values: shuffle.flatMap { table.row($0) })
    let one = try learner.fit(TrainingSet(table, normalization: .pooled), settings(4))
    let two = try learner.fit(TrainingSet(shuffled, normalization: .pooled), settings(4))
    #expect(one.weights == two.weights)
  }

  @Test("non-negative weights are so, with every learner", arguments: Learner.all.map(\.id))
  func nonNegative(id: String) throws {
    let table = Self.table(4)
    // The first feature upside down: the best weight is negative.
    let values = table.values.enumerated().map { $0.offset % 4 == 0 ? -$0.element : $0.element }
    let queryIDs = table.queries.flatMap { query in query.rows.map { _ in query.id } }
    let turned = FeatureTable(
      featureIDs: table.featureIDs, queryIDs: queryIDs, grades: table.grades, documents: table.documents,
      values: values)
    let data = TrainingSet(turned, normalization: .pooled)
    let learner = try Learner.named(id)
    #expect(try learner.fit(data, settings(4)).weights[0] < 0)
    let weights = try learner.fit(data, settings(4, signed: false)).weights
    #expect(weights.allSatisfy { $0 >= 0 } && weights[0] == 0)
  }

  @Test("a ridge across the prior leaves its direction free")
  func ridge() {
    let ridge = PriorRidge(along: [3, 4], strength: 7)
    #expect(ridge.value([6, 8]) < 1e-4)
    #expect(isClose(ridge.value([-4, 3]), 7 * 25 / 2, within: 1e-6))
  }

  @Test("few queries leave the weights nearer the prior than many")
  func shrinks() throws {
    func nearness(_ queries: Int) throws -> Double {
      try (0..<10).reduce(0) { sum, seed in
        let data = TrainingSet(Self.table(UInt64(400 + seed), queries: queries), normalization: .pooled)
        let weights = try Learner.listwise.fit(data, settings(4)).weights
        let length = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return sum + weights.reduce(0, +) / (2 * length) / 10
      }
    }
    let (few, some, many) = (try nearness(2), try nearness(20), try nearness(200))
    #expect(few > some && some > many, "\(few), \(some), \(many)")
  }

  @Test("standard errors shrink with the root of the number of queries and are near the spread of fits")
  func standardErrors() throws {
    var fits: [[Double]] = []
    var errors = [0.0, 0, 0, 0]
    for seed in 0..<60 {
      let data = TrainingSet(Self.table(UInt64(100 + seed), queries: 80), normalization: .pooled)
      let fit = try Learner.listwise.fit(data, settings(4))
      fits.append(fit.weights)
      for (column, error) in try #require(fit.standardErrors).enumerated() { errors[column] += error / 60 }
    }
    for column in 0..<4 {
      let spread = Estimate.variance(fits.map { $0[column] }).squareRoot()
      #expect(abs(errors[column] / spread - 1) < 0.35, "feature \(column): \(errors[column]), spread \(spread)")
    }
  }
}
