import Testing

@testable import GroupMatching

@Suite("Weights")
struct WeightsTests {
  @Test("every preset has its own name and one usable weight a feature", arguments: Weights.presets)
  func presets(weights: Weights) throws {
    #expect(weights.name.isKebabCase)
    #expect(weights.version == 1)
    #expect(weights.list.map(\.feature.id) == Feature.all.map(\.id))
    #expect(weights.list.allSatisfy { $0.weight >= 0 && $0.weight.isFinite })
    #expect(weights.list.contains { $0.weight > 0 })
    #expect(try Weights.preset(named: weights.name) == weights)
  }

  @Test("presets are named once, the default stands first and has the features' own weights")
  func names() {
    let names = Weights.presets.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Set(names).isSuperset(of: ["default", "access-first", "closest-need", "newcomer"]))
    #expect(Weights.presets.first == .standard)
    #expect(Weights.standard.list.map(\.weight) == Feature.all.map(\.defaultWeight))
    #expect(Set(Weights.presets.map { $0.list.map(\.weight) }).count == names.count)
  }

  @Test("weights that cannot be used say which and why")
  func errors() {
    #expect(throws: WeightsError.unknownFeature("charm")) { try Weights(name: "w", changes: ["charm": 1]) }
    #expect(throws: WeightsError.invalidWeight(feature: "topic", value: -1)) {
      try Weights(name: "w", changes: ["topic": -1])
    }
    #expect(throws: WeightsError.self) { try Weights(name: "w", changes: ["topic": .nan]) }
    #expect(throws: WeightsError.self) { try Weights(name: "w", changes: ["topic": .infinity]) }
    let zeros = Dictionary(uniqueKeysWithValues: Feature.all.map { ($0.id, 0.0) })
    #expect(throws: WeightsError.allZero) { try Weights(name: "w", changes: zeros) }
    #expect(throws: WeightsError.unknownName("fastest", known: Weights.presets.map(\.name))) {
      try Weights.preset(named: "fastest")
    }
    #expect(WeightsError.unknownName("fastest", known: ["default"]).description.contains("'fastest'"))
    #expect(WeightsError.invalidWeight(feature: "topic", value: -1).description.contains("topic: -1"))
  }

  @Test("a change is kept, the others stay at their default, and the record reads back")
  func changes() throws {
    let weights = try Weights(name: "ours", version: 3, changes: ["topic": 0.25, "distance": 0])
    for (feature, weight) in weights.list {
      #expect(weight == ["topic": 0.25, "distance": 0][feature.id] ?? feature.defaultWeight)
    }
    #expect(try Weights(reading: weights.record) == weights)
  }

  @Test("a record of weights names what is wrong with it")
  func record() throws {
    #expect(problems(["weights": ["topic": -1]]) == ["/weights/topic"])
    #expect(problems(["weights": ["topics": 1]]) == ["/weights/topics"])
    #expect(problems(["name": "ours"]) == ["/weights"])
    #expect(problems(["weights": 3, "colour": "red"]).contains("/colour"))
  }

  private func problems(_ fields: JSONObject) -> [String] {
    do {
      _ = try Weights(reading: fields)
      return []
    } catch {
      guard case .fields(let problems) = error else { return ["\(error)"] }
      return problems.map(\.path)
    }
  }

  @Test("importance multiplies a weight, and 0 lets the feature drop out")
  func importance() throws {
    let generated = try GeneratedCase(seed: 7, size: 10, knowledge: 1, openness: 1)
    var member = generated.member
    member.importance = ["freshness": 4, "openings": 0]
    let matcher = Matcher(generated.snapshot)
    let plan = matcher.plan(for: member, at: generated.moment)
    let freshness = try #require(plan.features.first { $0.feature.id == "freshness" })
    #expect(freshness.weight == 4 * Feature.freshness.defaultWeight)
    #expect(!plan.features.contains { $0.feature.id == "openings" })
    #expect(abs(plan.features.reduce(0) { $0 + $1.scale.share * Double($1.term.parts.count) } - 1) < 1e-12)
  }
}
