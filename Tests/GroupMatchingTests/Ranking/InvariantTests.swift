import Foundation
import Synchronization
import Testing

@testable import GroupMatching

@Suite("What holds for every answer")
struct InvariantTests {
  // MARK: No I/O, no errors

  @Test("scoring cannot throw: the type says so")
  func noErrors() throws {
    let matcher = try GeneratedCase(seed: 1, size: 3).matcher
    let match: (Member, Int, Instant, Diversity?) -> MatchAnswer = matcher.match(_:limit:at:diversity:)
    #expect(match(Member(), 3, Instant(minutesSinceEpoch: 29_500_000), nil).groupCount == 3)
  }

  @Test("no file of the core that scores reads, writes, prints or asks for the time")
  func noInputOrOutput() throws {
    let forbidden = [
      "FileManager", "FileHandle", "Data(contentsOf", "String(contentsOf", "URLSession", "print(", "Date()", "Date.now",
      "ProcessInfo", "random",
    ]
    for folder in ["Features", "Eligibility", "Ranking", "Explanation", "Snapshot", "Schedule", "Model"] {
      let path = ProjectData.sources.appendingPathComponent(folder)
      let files = try FileManager.default.contentsOfDirectory(at: path, includingPropertiesForKeys: nil)
      #expect(!files.isEmpty)
      for file in files where file.pathExtension == "swift" {
        let code = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter {
          !$0.drop { $0 == " " }.hasPrefix("//")
        }
        for word in forbidden { #expect(!code.contains { $0.contains(word) }, "\(file.lastPathComponent): \(word)") }
      }
    }
  }

  // MARK: A score is the sum of its contributions

  @Test(
    "a score is the sum of its contributions, in points and in JSON, and at most 1", arguments: UInt64(4_000)..<4_020)
  func sums(seed: UInt64) throws {
    let generated = try GeneratedCase(seed: seed, size: 30)
    for match in generated.matcher.match(generated.member, limit: 30, at: generated.moment).matches {
      #expect(match.contributions.reduce(0) { $0 + Int($1.points.count) } == Int(match.score.count))
      #expect((0.0...1).contains(match.score.share))
      #expect(match.contributions.allSatisfy { $0.points.count >= 0 && (0.0...1).contains($0.value) })
      #expect(match.contributions.allSatisfy { $0.weight > 0 })
      // As a program reads it: decimal fractions, added in any order, give the score to the last bit.
      let read = try JSONDecoder().decode(ReadMatch.self, from: Data(JSONValue.object(match.record).text.utf8))
      #expect(read.score == match.score.share)
      #expect(read.contributions.count == match.contributions.count)
      #expect(read.contributions.reduce(0) { $0 + $1.points } == read.score)
      #expect(read.contributions.reversed().reduce(0) { $0 + $1.points } == read.score)
    }
  }

  @Test("unknown counts as the declared value, and says so", arguments: UInt64(4_100)..<4_120)
  func unknown(seed: UInt64) throws {
    let generated = try GeneratedCase(seed: seed, size: 20, knowledge: 0.4, openness: 0.9)
    let values = Dictionary(uniqueKeysWithValues: Feature.all.map { ($0.id, $0.valueWhenUnknown) })
    let answer = generated.matcher.match(generated.member, limit: 20, at: generated.moment)
    for contribution in answer.matches.flatMap(\.contributions) where !contribution.isKnown {
      #expect(contribution.value == values[contribution.feature])
    }
  }

  // MARK: Order, threads, batches

  @Test("the order in which groups come in changes nothing", arguments: UInt64(4_200)..<4_220)
  func order(seed: UInt64) throws {
    let generated = try GeneratedCase(seed: seed, size: 40)
    var random = SplitMix64(seed: seed)
    let answer = generated.matcher.match(generated.member, limit: 15, at: generated.moment)
    for _ in 0..<3 {
      let shuffled = try Snapshot(
        groups: generated.groups.shuffled(using: &random), vocabulary: generated.vocabulary,
        retention: generated.retention)
      #expect(shuffled.id == generated.snapshot.id)
      let other = Matcher(shuffled, weights: generated.weights)
        .match(generated.member, limit: 15, at: generated.moment)
      #expect(JSONValue.object(other.record) == JSONValue.object(answer.record))
    }
  }

  @Test("ties break by group id")
  func ties() throws {
    let ids = ["b", "a", "c", "B", "ab", "é", "10", "9"]
    let snapshot = try Snapshot(
      groups: ids.map { Group(id: $0, name: "One of many") }, vocabulary: try ProjectData.vocabulary)
    let answer = Matcher(snapshot).match(Member(), limit: 5, at: Instant(minutesSinceEpoch: 29_500_000))
    #expect(answer.matches.map(\.group.id) == Array(ids.sorted().prefix(5)))
    #expect(Set(answer.matches.map(\.score)).count == 1)
  }

  @Test("eight tasks at once answer as one after the other does")
  func threads() async throws {
    let cases = try (UInt64(4_300)..<4_324).map { try GeneratedCase(seed: $0, size: 25) }
    let serial = cases.map { $0.matcher.match($0.member, limit: 10, at: $0.moment).record }
    let answers = await withTaskGroup(of: [Int: JSONObject].self) { tasks in
      for worker in 0..<8 {
        tasks.addTask {
          // Every task answers half of the cases, so that each is answered four times, from different tasks.
          cases.indices.filter { ($0 + worker) % 2 == 0 }.reduce(into: [:]) { found, index in
            let generated = cases[index]
            found[index] = generated.matcher.match(generated.member, limit: 10, at: generated.moment).record
          }
        }
      }
      return await tasks.reduce(into: [[Int: JSONObject]]()) { $0.append($1) }
    }
    #expect(answers.count == 8)
    for found in answers {
      #expect(found.count == 12)
      for (index, record) in found { #expect(record == serial[index], "\(cases[index])") }
    }
  }

  // MARK: Hard needs, whole snapshots

  @Test("no weight makes a match that breaks a requirement", arguments: UInt64(4_400)..<4_408)
  func hardNeeds(seed: UInt64) throws {
    let generated = try GeneratedCase(seed: seed, size: 40, knowledge: 0.9, openness: 0.8)
    let plan = generated.matcher.plan(for: generated.member, at: generated.moment)
    let eligible = Set(generated.snapshot.groups.indices.filter(plan.isEligible))
    for feature in Feature.all {
      let weights = try Weights(name: "extreme", changes: [feature.id: 1_000_000])
      let answer = Matcher(generated.snapshot, weights: weights)
        .match(generated.member, limit: 40, at: generated.moment)
      let rows = answer.matches.compactMap { generated.snapshot.row(of: $0.group.id) }
      #expect(Set(rows) == eligible, "\(feature.id)")
      #expect(rows.count == eligible.count)
    }
  }

  @Test("whatever a rule cannot tell travels with the match as a question", arguments: UInt64(4_500)..<4_520)
  func questions(seed: UInt64) throws {
    let generated = try GeneratedCase(seed: seed, size: 25, knowledge: 0.5, openness: 0.9)
    let context = generated.context
    let checks = EligibilityRule.all.compactMap { rule in rule.check(context, generated.snapshot).map { (rule, $0) } }
    for match in generated.matcher.match(generated.member, limit: 25, at: generated.moment).matches {
      let row = try #require(generated.snapshot.row(of: match.group.id))
      for (rule, check) in checks where check(row) == .unknown {
        #expect(match.questions.contains(rule.question(context, match.group)), "\(rule.id)")
      }
      #expect(Set(match.questions).count == match.questions.count)
    }
  }

  @Test("a snapshot is swapped whole: each answer is that of one snapshot from start to end")
  func swap() async throws {
    let old = try GeneratedCase(seed: 4_600, size: 30, knowledge: 0.9)
    let new = try GeneratedCase(seed: 4_601, size: 45, knowledge: 0.9)
    let snapshots = [old.snapshot, new.snapshot]
    let expected = snapshots.map { Matcher($0).match(old.member, limit: 20, at: old.moment) }
    #expect(expected[0].snapshotID != expected[1].snapshotID)
    let current = Served(old.snapshot)
    let answers = await withTaskGroup(of: [MatchAnswer].self) { tasks in
      for worker in 0..<8 {
        tasks.addTask {
          (0..<10).map { turn in
            if worker == 0 { current.snapshot.withLock { $0 = snapshots[turn % 2] } }
            let seen = current.snapshot.withLock { $0 }
            return Matcher(seen).match(old.member, limit: 20, at: old.moment)
          }
        }
      }
      return await tasks.reduce(into: [MatchAnswer]()) { $0 += $1 }
    }
    #expect(answers.count == 80)
    for answer in answers {
      let whole = try #require(expected.first { $0.snapshotID == answer.snapshotID })
      #expect(answer.record == whole.record)
    }
  }
}

/// A match as a program reads it from JSON.
private struct ReadMatch: Decodable {
  struct Contribution: Decodable {
    let points: Double
  }
  let score: Double
  let contributions: [Contribution]
}

/// The snapshot that a server answers from at the moment.
private final class Served: Sendable {
  let snapshot: Mutex<Snapshot>
  init(_ snapshot: Snapshot) { self.snapshot = Mutex(snapshot) }
}
