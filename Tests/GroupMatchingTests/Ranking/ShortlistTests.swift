import Testing

@testable import GroupMatching

@Suite("Shortlist")
struct ShortlistTests {
  @Test("keeps what sorting everything would put first, in that order", arguments: UInt64(0)..<20)
  func best(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    // Few different scores, so that most comparisons are ties.
    let candidates = (0..<random.number(in: 0...120)).map {
      Candidate(row: $0, score: Points(Int32(random.number(in: 0...9))), rank: UInt32($0))
    }
    let sorted = candidates.sorted { ($1.score.count, $0.row) < ($0.score.count, $1.row) }
    for limit in [0, 1, 5, 120, 500] {
      var shortlist = Shortlist(limit: limit)
      for candidate in candidates.shuffled(using: &random) { shortlist.insert(candidate) }
      #expect(shortlist.ranked == Array(sorted.prefix(limit)))
    }
  }
}
