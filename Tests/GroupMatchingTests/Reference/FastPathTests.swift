import Foundation
import Testing

@testable import GroupMatching

@Suite("The search against the row-by-row reference")
struct FastPathTests {
  @Test("every instruction set gives the reference's lists, score for score, with and without texts", arguments: 0..<40)
  func instructionSets(block: Int) throws {
    for seed in block * 25..<(block + 1) * 25 {
      let generated = try GeneratedCase(
        seed: UInt64(seed), size: 20 + seed % 130, knowledge: 0.5 + Double(seed % 5) / 10)
      let expected = RowByRowReference(
        generated.snapshot, generated.weights, generated.member, at: generated.moment)
      for kernel in Kernel.available {
        let ranker = Ranker(Matcher(generated.snapshot, weights: generated.weights, kernel: kernel))
        let member = ranker.compile(generated.member, at: generated.moment)
        for limit in [1, 10, 500] {
          let list = ranker.list(for: member, limit: limit)
          #expect(
            list.groups.map(\.id) == expected.ranked.prefix(limit).map(\.id), "\(kernel.name), \(limit), \(generated)")
          #expect(list.groups.map(\.score.count) == expected.ranked.prefix(limit).map(\.points), "\(kernel.name)")
          #expect(list.eligible == expected.ranked.count, "\(kernel.name), \(generated)")
        }
      }
    }
  }

  @Test("so it is over many blocks, where most rows are never looked at", arguments: UInt64(0)..<6)
  func manyBlocks(seed: UInt64) throws {
    let generated = try GeneratedCase(seed: 30_000 + seed, size: 3_000, knowledge: 0.9, openness: 0.5)
    let expected = RowByRowReference(generated.snapshot, generated.weights, generated.member, at: generated.moment)
    var counts: Set<SearchCounts> = []
    for kernel in Kernel.available {
      let ranker = Ranker(Matcher(generated.snapshot, weights: generated.weights, kernel: kernel))
      let list = ranker.list(for: ranker.compile(generated.member, at: generated.moment), limit: 10)
      #expect(list.groups.map(\.id) == expected.ranked.prefix(10).map(\.id))
      #expect(list.groups.map(\.score.count) == expected.ranked.prefix(10).map(\.points))
      #expect(list.eligible == expected.ranked.count)
      counts.insert(ranker.counts)
    }
    // Not only the lists: every instruction set takes the same way to them.
    #expect(counts.count == 1)
  }

  @Test("a ranker answers each member as a new one would, whomever it answered before")
  func reuse() throws {
    let generated = try GeneratedCase(seed: 41, size: 400, knowledge: 0.8)
    let matcher = generated.matcher
    let kept = Ranker(matcher)
    for seed in UInt64(50)..<80 {
      let member = try GeneratedCase(seed: seed, size: 2).member
      let fresh = Ranker(matcher)
      let answers = [kept, fresh].map { ranker in
        ranker.list(for: ranker.compile(member, at: generated.moment), limit: 7)
      }
      #expect(answers[0].groups == answers[1].groups)
      #expect(answers[0].eligible == answers[1].eligible)
    }
  }

  @Test("two threads give what one gives")
  func threads() throws {
    let generated = try GeneratedCase(seed: 43, size: 500, knowledge: 0.8)
    let members = try (UInt64(100)..<160).map { try GeneratedCase(seed: $0, size: 2).member }
    let matcher = generated.matcher
    let moment = generated.moment
    let alone = Ranker(matcher)
    let expected = members.map { alone.best(for: alone.compile($0, at: moment), limit: 10) }
    let lists = Lists(count: members.count)
    DispatchQueue.concurrentPerform(iterations: 2) { thread in
      let ranker = Ranker(matcher)
      for place in members.indices where place % 2 == thread {
        lists.set(ranker.best(for: ranker.compile(members[place], at: moment), limit: 10), at: place)
      }
    }
    #expect(lists.all == expected)
  }

  /// Lists that threads fill in.
  private final class Lists: @unchecked Sendable {
    private var lists: [[RankedGroup]]
    private let lock = NSLock()

    init(count: Int) { lists = Array(repeating: [], count: count) }

    func set(_ list: [RankedGroup], at place: Int) { lock.withLock { lists[place] = list } }

    var all: [[RankedGroup]] { lock.withLock { lists } }
  }

  @Test("a match of the ranker has the contributions that add up to its score")
  func contributions() throws {
    let generated = try GeneratedCase(seed: 44, size: 200, knowledge: 0.9, openness: 0.9)
    let ranker = Ranker(generated.matcher)
    let member = ranker.compile(generated.member, at: generated.moment)
    let best = ranker.best(for: member, limit: 10)
    #expect(best.count == 10)
    for (group, match) in zip(best, ranker.matches(for: member, limit: 10)) {
      let contributions = ranker.contributions(of: group, for: member)
      #expect(contributions.reduce(0) { $0 + $1.points.count } == group.score.count)
      #expect(match.group.id == group.id && match.score == group.score && match.contributions == contributions)
      let values = ranker.values(of: group, for: member)
      #expect(values.count == Feature.all.count)
      #expect(values.compactMap { $0 } == contributions.map(\.value))
    }
  }
}
