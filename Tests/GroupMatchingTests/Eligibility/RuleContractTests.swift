import Testing

@testable import GroupMatching

@Suite("Every eligibility rule of the list")
struct RuleContractTests {
  @Test("ids are unique and kebab-case, summaries read")
  func ids() {
    let ids = EligibilityRule.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.isKebabCase })
    #expect(EligibilityRule.all.allSatisfy { $0.summary.isPhrase })
  }

  @Test("it answers yes, no and unknown", arguments: EligibilityRule.all.map(\.id))
  func verdicts(id: String) throws {
    var seen: Set<Verdict> = []
    try Self.eachVerdict(of: id) { verdict, _, _ in seen.insert(verdict) }
    // A list of groups set aside leaves nothing to ask.
    #expect(seen == (id == "already-tried" ? [.yes, .no] : Set(Verdict.allCases)))
  }

  @Test("a group of which nothing is known is never excluded", arguments: EligibilityRule.all.map(\.id))
  func unknownGroup(id: String) throws {
    let rule = try Self.rule(id)
    let snapshot = try Snapshot(groups: [Group(id: "g", name: "A group")], vocabulary: try ProjectData.vocabulary)
    for each in try ContractCase.all {
      let context = MemberContext(each.generated.member, over: snapshot, at: each.generated.moment)
      guard let check = rule.check(context, snapshot) else { continue }
      #expect(check(0) != .no, "\(each.generated)")
    }
  }

  @Test(
    "a member with nothing set is excluded by nothing but status and openings", arguments: EligibilityRule.all.map(\.id)
  )
  func openMember(id: String) throws {
    let rule = try Self.rule(id)
    for each in try ContractCase.all {
      let snapshot = each.snapshot
      let context = MemberContext(Member(), over: snapshot, at: each.generated.moment)
      guard let check = rule.check(context, snapshot) else { continue }
      let excludes = snapshot.groups.indices.contains { check($0) == .no }
      #expect(!excludes || ["status", "openings"].contains(id))
    }
  }

  @Test(
    "a no has its reason, an unknown its question, and what the member could change reads",
    arguments: EligibilityRule.all.map(\.id))
  func texts(id: String) throws {
    let rule = try Self.rule(id)
    try Self.eachVerdict(of: id) { verdict, context, group in
      switch verdict {
      case .yes: break
      case .no:
        let reason = rule.reason(context, group)
        #expect(reason.isPhrase && reason.hasPrefix("it "), "\(id): '\(reason)'")
        if let change = rule.change(context, group) { #expect(change.isPhrase, "\(id): '\(change)'") }
      case .unknown:
        let question = rule.question(context, group)
        #expect(question.isQuestion, "\(id): '\(question)'")
      }
    }
  }

  @Test("a relaxation reads, and loses no group", arguments: EligibilityRule.all.map(\.id))
  func relaxations(id: String) throws {
    let rule = try Self.rule(id)
    var tried = 0
    for each in try ContractCase.all.prefix(12) {
      let generated = each.generated
      let matcher = generated.matcher
      let plan = matcher.plan(for: generated.member, at: generated.moment)
      for relaxation in rule.relaxations(generated.member) {
        tried += 1
        #expect(relaxation.change.isPhrase)
        let wider = matcher.plan(for: relaxation.member, at: generated.moment)
        let lost = generated.groups.indices.filter { plan.isEligible($0) && !wider.isEligible($0) }
        #expect(lost.isEmpty, "\(id): '\(relaxation.change)', \(generated)")
      }
    }
    let isMembersToChange = !["status", "age", "audience", "community", "openings"].contains(id)
    #expect((tried > 0) == isMembersToChange)
  }

  private static func rule(_ id: String) throws -> EligibilityRule {
    try #require(EligibilityRule.all.first { $0.id == id })
  }

  private static func eachVerdict(
    of id: String, _ body: (Verdict, MemberContext, Group) -> Void
  ) throws {
    let rule = try rule(id)
    for each in try ContractCase.all {
      guard let check = rule.check(each.context, each.snapshot) else { continue }
      for (row, group) in each.snapshot.groups.enumerated() { body(check(row), each.context, group) }
    }
  }
}
