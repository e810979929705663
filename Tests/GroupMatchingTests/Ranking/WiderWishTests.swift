import Testing

@testable import GroupMatching

/// Somebody who can manage more never loses a group by it.
@Suite("A wider wish")
struct WiderWishTests {
  @Test("never loses a group, and where scores compare never lowers one", arguments: WiderWish.all.map(\.name))
  func member(name: String) throws {
    let wish = try #require(WiderWish.all.first { $0.name == name })
    var compared = 0
    var gained = 0
    for generated in try Self.cases.get() {
      var random = SplitMix64(seed: generated.seed)
      var wider = generated.member
      guard wish.widen(&wider, &random), wider != generated.member else { continue }
      let matcher = generated.matcher
      let before = matcher.plan(for: generated.member, at: generated.moment)
      let after = matcher.plan(for: wider, at: generated.moment)
      for row in generated.snapshot.groups.indices {
        compared += 1
        if after.isEligible(row), !before.isEligible(row) { gained += 1 }
        if wish.keepsScale, after.score(of: row) > before.score(of: row) { gained += 1 }
        #expect(
          after.isEligible(row) || !before.isEligible(row), "\(name), \(generated), \(generated.snapshot.groups[row])")
        if wish.keepsScale {
          #expect(
            after.score(of: row) >= before.score(of: row), "\(name), \(generated), \(generated.snapshot.groups[row])")
        }
      }
    }
    #expect(compared >= 100, "\(name) was tried on \(compared) groups")
    #expect(gained > 0, "\(name) gained nothing anywhere")
  }

  private static let cases = Result {
    try (UInt64(3_000)..<3_040).map {
      try GeneratedCase(seed: $0, size: 25, knowledge: 0.8, openness: [0.4, 0.85][Int($0 % 2)])
    }
  }
}
