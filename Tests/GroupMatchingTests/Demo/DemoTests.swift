import Foundation
import Testing

@testable import GroupMatching

@Suite("The demo directory, end to end")
struct DemoTests {
  private let demo: DemoDirectory

  init() throws { demo = try DemoDirectory.shared }

  @Test("it reads without a problem: 300 groups or more, twenty members")
  func reads() throws {
    #expect(demo.groups.count >= 300)
    #expect(demo.matcher.snapshot.groups.count == demo.groups.count, "ids are unique")
    #expect(demo.members.count == 20)
    #expect(Set(demo.members.map(\.id)).count == 20)
    for (raw, group) in zip(
      demo.groups.sorted { $0.id < $1.id }, demo.matcher.snapshot.groups.sorted { $0.id < $1.id })
    {
      #expect(raw.id == group.id)
      #expect(raw.text("name") == group.name)
      #expect(raw.objects("sessions").count == group.sessions.count)
      #expect(raw.texts("topics") == group.topics.map(\.name))
    }
  }

  @Test("which groups are excluded, and by which rule first, follows from the raw records", arguments: 0..<20)
  func exclusions(member: Int) throws {
    let order = EligibilityRule.all.map(\.id)
    var expected: [String: Int] = [:]
    var eligible: Set<String> = []
    for (index, group) in demo.groups.enumerated() {
      let raw = try demo.eligibility(of: index, for: member).exclusions
      if let rule = order.first(where: raw.contains) {
        expected[rule, default: 0] += 1
      } else {
        eligible.insert(group.id)
      }
    }
    let answer = demo.matcher.match(demo.settled[member], limit: eligible.count, at: DemoDirectory.moment)
    #expect(answer.eligible == eligible.count)
    #expect(answer.excluded == expected)
    let matched = Set(answer.matches.map(\.group.id))
    #expect(matched == eligible, "\(matched.symmetricDifference(eligible).sorted())")
  }

  @Test("every rule's answer for every group follows from the raw records", arguments: 0..<20)
  func rules(member: Int) throws {
    let snapshot = demo.matcher.snapshot
    let plan = demo.matcher.plan(for: demo.settled[member], at: DemoDirectory.moment)
    for (index, group) in demo.groups.enumerated() {
      let raw = try demo.eligibility(of: index, for: member).exclusions
      let row = try #require(snapshot.row(of: group.id))
      let explanation = GroupExplanation(plan, row: row, in: snapshot, rank: 1, eligible: 0, weights: .standard)
      let excluding = explanation.rules.filter { $0.verdict == .no }.map(\.rule)
      #expect(Set(excluding) == raw, "\(group.id)")
      #expect(explanation.isEligible == raw.isEmpty)
      #expect(explanation.isOutOfReach || explanation.changes.count == raw.count)
    }
  }

  @Test("a match's distance, next session and questions follow from the raw records", arguments: 0..<20)
  func facts(member: Int) throws {
    let zone = try #require(demo.settled[member].timeZone.flatMap { TimeZone(identifier: $0.description) })
    let formatter = ISO8601DateFormatter()
    formatter.timeZone = zone
    for match in demo.matcher.match(demo.settled[member], limit: 15, at: DemoDirectory.moment).matches {
      let index = try #require(demo.groups.firstIndex { $0.id == match.group.id })
      let raw = try demo.eligibility(of: index, for: member)
      if let kilometers = raw.kilometers {
        #expect(abs(try #require(match.distanceKilometers) - kilometers) < 2e-5)
      } else {
        #expect(match.distanceKilometers == nil)
      }
      let known = zip(demo.groups[index].objects("sessions"), raw.schedule.sessions)
        .filter { !($0.0.text("recurrence") ?? "").contains("INTERVAL=") || $0.0.has("startDate") }
      let next = known.compactMap { $0.1?.starts.first }.min()
      let shown = match.nextSession.flatMap { formatter.date(from: $0.start.iso8601) }
      #expect(shown == next, "\(match.group.id)")
      for accommodation in raw.unstatedRequirements {
        let question = try #require(demo.matcher.snapshot.vocabulary[AccommodationID(accommodation)]?.question)
        #expect(match.questions.contains { $0.contains(question) }, "\(match.group.id): \(match.questions)")
      }
      if demo.groups[index].objects("sessions").isEmpty, raw.member.has("availability") {
        #expect(match.questions.contains("Ask when the group meets."))
      }
      if !demo.groups[index].has("status") {
        #expect(match.questions.contains("Ask whether the group is still meeting."))
      }
    }
  }

  @Test("the first match of somebody with panic attacks is about panic or anxiety, and can be reached as they said")
  func panic() throws {
    let index = try #require(demo.members.firstIndex { $0.id == "m-01" })
    let first = try #require(demo.matcher.match(demo.settled[index], limit: 5, at: DemoDirectory.moment).matches.first)
    let group = try #require(demo.groups.firstIndex { $0.id == first.group.id })
    #expect(!Set(demo.groups[group].texts("topics")).isDisjoint(with: ["panic", "anxiety"]))
    let raw = try demo.eligibility(of: group, for: index)
    #expect(raw.isRemote || raw.kilometers ?? .infinity <= 25)
    #expect(raw.schedule.fits(demo.members[index], zone: raw.zone) == true)
    #expect(first.rank == 1)
    #expect(first.fit == .strong)
    #expect(first.reasons.contains { $0.contains("panic") || $0.contains("anxiety") })
  }

  @Test(
    "every member with topics gets a first match that has to do with one of them, or hears what would help",
    arguments: 0..<20)
  func everyone(member: Int) throws {
    let answer = demo.matcher.match(demo.settled[member], limit: 5, at: DemoDirectory.moment)
    let taxonomy = demo.matcher.snapshot.vocabulary.taxonomy
    guard let first = answer.matches.first else {
      #expect(!answer.relaxations.isEmpty, "\(demo.members[member].id)")
      return
    }
    let relations = demo.settled[member].topics.flatMap { wanted in
      first.group.topics.compactMap { taxonomy.relation(of: wanted, to: $0) }
    }
    #expect(!relations.isEmpty || answer.matches.count < 5, "\(demo.members[member].id): \(first.group.id)")
  }

  @Test("relaxations open as many groups about the need as they say", arguments: [0, 4, 8, 12, 16])
  func relaxations(member: Int) throws {
    let answer = demo.matcher.match(demo.settled[member], limit: 1000, at: DemoDirectory.moment)
    let suitable = { (wider: Member) in
      demo.matcher.match(wider, limit: 1000, at: DemoDirectory.moment).matches.count { !$0.isAboutSomethingElse }
    }
    let all = EligibilityRule.all.flatMap { $0.relaxations(demo.settled[member]) }
    #expect(Set(answer.relaxations.map(\.change)).isSubset(of: all.map(\.change)))
    for relaxation in [all.first, all.last].compactMap({ $0 }) {
      let opened = suitable(relaxation.member) - suitable(demo.settled[member])
      let said = answer.relaxations.first { $0.change == relaxation.change }?.count
      #expect(said == (opened > 0 ? opened : nil), "\(relaxation.change)")
    }
    #expect(answer.relaxations.map(\.count) == answer.relaxations.map(\.count).sorted(by: >))
  }
}
