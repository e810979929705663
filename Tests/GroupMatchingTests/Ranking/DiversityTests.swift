import Testing

@testable import GroupMatching

@Suite("Diversity")
struct DiversityTests {
  @Test("a strength outside 0…1 or a cap below 1 is none")
  func bounds() {
    #expect(Diversity(strength: -0.1) == nil)
    #expect(Diversity(strength: 1.1) == nil)
    #expect(Diversity(strength: .nan) == nil)
    #expect(Diversity(perOrganization: 0) == nil)
    #expect(Diversity(strength: 1, perOrganization: 1) != nil)
  }

  @Test("strength 0 without a cap leaves the order as it is", arguments: UInt64(5_000)..<5_020)
  func none(seed: UInt64) throws {
    let generated = try GeneratedCase(seed: seed, size: 40)
    let plain = generated.matcher.match(generated.member, limit: 8, at: generated.moment)
    let varied = generated.matcher.match(
      generated.member, limit: 8, at: generated.moment, diversity: try variety())
    #expect(varied.record == plain.record)
  }

  @Test("no organisation passes its cap, and groups of none are not capped", arguments: UInt64(5_100)..<5_130)
  func cap(seed: UInt64) throws {
    let generated = try GeneratedCase(seed: seed, size: 60, knowledge: 0.85)
    let diversity = try variety(cap: 2)
    let all = generated.matcher.match(generated.member, limit: 100, at: generated.moment)
    let capped = generated.matcher.match(generated.member, limit: 20, at: generated.moment, diversity: diversity)
    // What is left of the whole list when each organisation's third and later groups are taken out.
    var seen: [String: Int] = [:]
    let expected = all.matches.filter { match in
      guard let name = match.group.organization?.name else { return true }
      seen[name, default: 0] += 1
      return seen[name, default: 0] <= 2
    }
    #expect(capped.matches.map(\.group.id) == expected.prefix(20).map(\.group.id))
    #expect(capped.matches.map(\.rank) == (1...20).prefix(capped.matches.count).map { $0 })
  }

  @Test("a cap still fills the list where an organisation with many groups stands first")
  func capFills() throws {
    let vocabulary = try ProjectData.vocabulary
    let large = (0..<50).map { index in
      var group = Group(id: "a-\(index)", name: "A large fellowship")
      group.organization = Organization(name: "A large fellowship")
      return group
    }
    let small = (0..<5).map { Group(id: "b-\($0)", name: "A small circle") }
    let answer = Matcher(try Snapshot(groups: large + small, vocabulary: vocabulary))
      .match(
        Member(), limit: 4, at: Instant(minutesSinceEpoch: 29_500_000), diversity: try variety(cap: 1))
    #expect(answer.matches.count { $0.group.organization != nil } == 1)
    #expect(answer.matches.count == 4)
  }

  @Test(
    "the list keeps to eligible groups, each once, and says from which rank a group moved",
    arguments: UInt64(5_200)..<5_220)
  func moved(seed: UInt64) throws {
    let generated = try GeneratedCase(seed: seed, size: 50, knowledge: 0.85, openness: 0.7)
    let ranks = generated.matcher.match(generated.member, limit: 50, at: generated.moment).matches
      .reduce(into: [String: Int]()) { $0[$1.group.id] = $1.rank }
    let varied = generated.matcher.match(
      generated.member, limit: 10, at: generated.moment, diversity: try variety(0.6))
    #expect(varied.matches.count == min(10, ranks.count))
    #expect(Set(varied.matches.map(\.group.id)).count == varied.matches.count)
    #expect(varied.matches.first.map { ranks[$0.group.id] } ?? 1 == 1)
    for match in varied.matches {
      let byScore = try #require(ranks[match.group.id])
      #expect(match.movedFromRank == (byScore == match.rank ? nil : byScore))
    }
  }

  @Test("variety breaks up a run of alike groups")
  func breaksUp() throws {
    var alike = Group(id: "a", name: "Evenings")
    alike.organization = Organization(name: "Lantern Trust")
    alike.topics = ["panic"]
    alike.formats = .online
    var other = Group(id: "z", name: "Mornings")
    other.topics = ["anxiety"]
    other.formats = .inPerson
    let groups = [alike, alike.withID("b"), alike.withID("c"), other]
    var member = Member()
    member.topics = ["panic"]
    let matcher = Matcher(try Snapshot(groups: groups, vocabulary: try ProjectData.vocabulary))
    let moment = Instant(minutesSinceEpoch: 29_500_000)
    let plain = matcher.match(member, limit: 4, at: moment)
    #expect(plain.matches.map(\.group.id) == ["a", "b", "c", "z"])
    let varied = matcher.match(member, limit: 4, at: moment, diversity: try variety(0.9))
    #expect(varied.matches.map(\.group.id) == ["a", "z", "b", "c"])
    #expect(varied.matches.map(\.movedFromRank) == [nil, 4, 2, 3])
  }

  private func variety(_ strength: Double = 0, cap: Int? = nil) throws -> Diversity {
    try #require(Diversity(strength: strength, perOrganization: cap))
  }
}
