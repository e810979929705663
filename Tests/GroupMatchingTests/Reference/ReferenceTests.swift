import Testing

@testable import GroupMatching

@Suite("The matcher against the row-by-row reference")
struct ReferenceTests {
  @Test("every list is equal, score for score, at every limit", arguments: 0..<30)
  func generated(block: Int) throws {
    for seed in block * 11..<(block + 1) * 11 {
      try compare(GeneratedCase(seed: UInt64(seed)))
    }
  }

  @Test("so it is in large directories", arguments: [200, 317, 400])
  func large(size: Int) throws {
    try compare(GeneratedCase(seed: UInt64(9_000 + size), size: size, knowledge: 0.8, openness: 0.6))
    try compare(GeneratedCase(seed: UInt64(8_000 + size), size: size, knowledge: 1, openness: 0))
  }

  private func compare(_ generated: GeneratedCase) throws {
    let snapshot = generated.snapshot
    let expected = RowByRowReference(snapshot, generated.weights, generated.member, at: generated.moment)
    let matcher = Matcher(snapshot, weights: generated.weights)
    let eligible = expected.ranked.count
    // Where fewer are eligible than wanted the matcher also tries wider wishes, which takes its time: once is enough.
    for limit in Set([0, 1, 7, eligible].filter { $0 <= eligible } + [generated.groups.count + 5]) {
      let answer = matcher.match(generated.member, limit: limit, at: generated.moment)
      #expect(answer.matches.map(RowByRowReference.Row.init) == Array(expected.ranked.prefix(limit)), "\(generated)")
      #expect(answer.matches.map(\.rank) == Array(0..<min(limit, eligible)).map { $0 + 1 })
      #expect(answer.matches.allSatisfy { $0.movedFromRank == nil })
      #expect(answer.eligible == eligible)
      #expect(answer.excluded == expected.excluded, "\(generated)")
      #expect(answer.groupCount == answer.eligible + answer.excluded.values.reduce(0, +))
    }
  }

  @Test("a group scores the same whatever else the directory holds", arguments: 500..<512)
  func alone(seed: UInt64) throws {
    let generated = try GeneratedCase(seed: seed, size: 15, knowledge: 0.8, openness: 0.8)
    let together = RowByRowReference(generated.snapshot, generated.weights, generated.member, at: generated.moment)
    let alone = try generated.groups.flatMap { group in
      let snapshot = try Snapshot(
        groups: [group], vocabulary: generated.vocabulary, retention: generated.retention)
      return RowByRowReference(snapshot, generated.weights, generated.member, at: generated.moment).ranked
    }
    #expect(alone.sorted { $0.id < $1.id } == together.ranked.sorted { $0.id < $1.id })
  }

  @Test("an explanation gives the same rank, score and contributions as the list", arguments: 600..<630)
  func explanation(seed: UInt64) throws {
    let generated = try GeneratedCase(seed: seed, size: 25)
    let matcher = generated.matcher
    let list = matcher.match(generated.member, limit: 100, at: generated.moment)
    for group in generated.groups {
      let explanation = try #require(matcher.explain(group.id, for: generated.member, at: generated.moment))
      let match = list.matches.first { $0.group.id == group.id }
      #expect(explanation.isEligible == (match != nil))
      #expect(explanation.eligible == list.eligible)
      guard let match else { continue }
      #expect(explanation.match.rank == match.rank)
      #expect(explanation.match.score == match.score)
      #expect(explanation.match.contributions == match.contributions)
      #expect(explanation.match.reasons == match.reasons)
      #expect(explanation.match.cautions == match.cautions)
      #expect(explanation.match.questions == match.questions)
    }
  }
}
