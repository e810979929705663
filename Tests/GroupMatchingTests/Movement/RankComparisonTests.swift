import Testing

@testable import GroupMatching

@Suite("How far two lists agree")
struct RankComparisonTests {
  /// One line of `Goldens/rank-comparisons.json`; see `Goldens/make_rank_goldens.py`.
  private struct Golden: Decodable {
    let first: [String]
    let second: [String]
    let overlap: Double
    let tau: Double?
  }

  @Test("rank-biased overlap as the package rbo has it, Kendall's tau as scipy has it")
  func goldens() throws {
    let goldens = try ProjectData.golden("rank-comparisons.json", as: [Golden].self)
    #expect(goldens.count == 307)
    for golden in goldens {
      let comparison = RankComparison(from: golden.first, to: golden.second)
      #expect(abs(comparison.overlap - golden.overlap) < 1e-9, "\(golden)")
      #expect((comparison.tau == nil) == (golden.tau == nil), "\(golden)")
      if let tau = comparison.tau, let expected = golden.tau { #expect(abs(tau - expected) < 1e-9, "\(golden)") }
      let back = RankComparison(from: golden.second, to: golden.first)
      #expect(back.overlap == comparison.overlap && back.tau == comparison.tau, "\(golden)")
    }
  }

  @Test("lists without places: two are equal, one against a group is as different as can be")
  func empty() {
    let none = RankComparison(from: [], to: [])
    #expect(none.overlap == 1 && none.tau == nil && !none.isChanged && !none.hasOtherFirst)
    let lost = RankComparison(from: ["a"], to: [])
    #expect(lost.overlap == 0 && lost.left == ["a"] && lost.hasOtherFirst && lost.isChanged)
  }

  @Test("what enters and leaves stands in its list's order")
  func entering() {
    let comparison = RankComparison(from: ["a", "b", "c", "d"], to: ["a", "x", "d", "y"])
    #expect(comparison.entered == ["x", "y"])
    #expect(comparison.left == ["b", "c"])
    #expect(!comparison.hasOtherFirst)
    #expect(comparison.tau == 1)
  }

  @Test("movement over members: who changes most, which groups gain and lose readers")
  func movement() throws {
    let movement = RankMovement([
      .init(member: "same", before: ["a", "b"], after: ["a", "b"]),
      .init(member: "swapped", before: ["a", "b", "c"], after: ["b", "a", "c"]),
      .init(member: "other", before: ["a"], after: ["d"]),
    ])
    #expect(movement.members.map(\.member) == ["other", "swapped", "same"])
    #expect(movement.changed.map(\.member) == ["other", "swapped"])
    #expect(movement.groups.map(\.group) == ["d", "b", "a"])
    let first = try #require(movement.groups.first)
    #expect(first.listsBefore == 0 && first.listsAfter == 1 && first.gain == 1)
    let last = try #require(movement.groups.last)
    #expect(last.listsBefore == 3 && last.listsAfter == 2)
    #expect(abs(last.readersBefore - 3) < 1e-12 && abs(last.readersAfter - 1.9) < 1e-12)
  }

  @Test("the order in which members come in changes nothing", arguments: UInt64(0)..<5)
  func order(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let pool = (0..<12).map { "g\($0)" }
    let lists = (0..<30).map { number in
      RankMovement.Lists(
        member: "m\(number)", before: random.some(0...6, of: pool), after: random.some(0...6, of: pool))
    }
    let (one, other) = (RankMovement(lists), RankMovement(lists.shuffled(using: &random)))
    #expect(one.members.map(\.member) == other.members.map(\.member))
    #expect(one.groups == other.groups)
  }
}
