import Testing

@testable import GroupMatching

/// A better fact never lowers a match: its score is no less, and who could come can still come.
@Suite("A better fact")
struct BetterFactTests {
  @Test("of a group never lowers its score and never excludes it", arguments: BetterFact.all.map(\.name))
  func group(name: String) throws {
    let fact = try #require(BetterFact.all.first { $0.name == name })
    var compared = 0
    var raised = 0
    for generated in try Self.cases.get() {
      var random = SplitMix64(seed: generated.seed)
      let pairs = generated.groups.compactMap { group in
        fact.better(group, generated, &random).map { (group, $0.withID(group.id + "+")) }
      }
      let both = try Snapshot(groups: pairs.flatMap { [$0.0, $0.1] }, vocabulary: generated.vocabulary)
      let plan = Matcher(both, weights: generated.weights).plan(for: generated.member, at: generated.moment)
      for (group, better) in pairs {
        let before = try #require(both.row(of: group.id))
        let after = try #require(both.row(of: better.id))
        compared += 1
        let isNew = plan.isEligible(after) && !plan.isEligible(before)
        if isNew || plan.score(of: after) > plan.score(of: before) { raised += 1 }
        #expect(
          plan.score(of: after) >= plan.score(of: before), "\(name), \(generated): \(group)")
        #expect(
          plan.isEligible(after) || !plan.isEligible(before), "\(name), \(generated): \(group)")
      }
    }
    #expect(compared >= 40, "\(name) was tried \(compared) times")
    #expect(raised > 0, "\(name) changed nothing")
  }

  @Test("wider ages never exclude")
  func ages() throws {
    for generated in try Self.cases.get() {
      var random = SplitMix64(seed: generated.seed)
      let pairs = generated.groups.compactMap { group -> (Group, Group)? in
        guard let ages = group.ages else { return nil }
        var wider = group.withID(group.id + "+")
        let low = ages.minimum.map { max(0, $0 - random.number(in: 0...20)) }
        wider.ages = AgeRange(minimum: low ?? 0, maximum: ages.maximum.map { min(130, $0 + random.number(in: 0...20)) })
        return (group, wider)
      }
      let both = try Snapshot(groups: pairs.flatMap { [$0.0, $0.1] }, vocabulary: generated.vocabulary)
      let plan = Matcher(both, weights: generated.weights).plan(for: generated.member, at: generated.moment)
      for (group, wider) in pairs {
        let before = try #require(both.row(of: group.id))
        let after = try #require(both.row(of: wider.id))
        #expect(plan.isEligible(after) || !plan.isEligible(before), "\(generated): \(group)")
      }
    }
  }

  private static let cases = Result {
    try (UInt64(2_000)..<2_036).map { seed in
      try GeneratedCase(
        seed: seed, size: 10, knowledge: [0.3, 0.7, 0.95][Int(seed % 3)], openness: seed % 2 == 0 ? 0.5 : 0.9)
    }
  }
}

extension Group {
  /// The same group under another id.
  func withID(_ id: String) -> Group {
    var copy = self
    copy.id = id
    return copy
  }
}
