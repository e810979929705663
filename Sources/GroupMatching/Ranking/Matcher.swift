/// Finds the groups that suit a member in one snapshot, and says why.
///
/// It holds no state of its own: equal questions get equal answers, in whatever order, from however many threads.
public struct Matcher: Sendable {
  public let snapshot: Snapshot
  public let weights: Weights

  public init(_ snapshot: Snapshot, weights: Weights = .standard) {
    self.snapshot = snapshot
    self.weights = weights
  }

  /// The best groups for a member, the best first.
  ///
  /// - Parameters:
  ///   - member: With its place looked up, see ``Member/settled(in:)``.
  ///   - limit: How many groups at most.
  ///   - moment: The moment asked about.
  ///   - diversity: How much the list should vary; `nil` for an order by score alone.
  /// - Complexity: O(rows · (rules + features)), and as much again for each relaxation where fewer groups than the limit
  ///   are eligible.
  public func match(_ member: Member, limit: Int, at moment: Instant, diversity: Diversity? = nil) -> MatchAnswer {
    let plan = plan(for: member, at: moment)
    var shortlist = Shortlist(limit: diversity?.candidatesNeeded(for: limit, of: snapshot.groups.count) ?? limit)
    var eligible = 0
    var excluded: [String: Int] = [:]
    for row in snapshot.groups.indices {
      if let rule = plan.exclusion(of: row) {
        excluded[rule.id, default: 0] += 1
      } else {
        eligible += 1
        shortlist.insert(Candidate(row: row, score: plan.score(of: row)))
      }
    }
    let byScore = shortlist.ranked
    let listed = diversity?.pick(limit, from: byScore, in: snapshot) ?? byScore
    let matches = listed.enumerated().map { place, candidate in
      let rankByScore = byScore.firstIndex(of: candidate).map { $0 + 1 }
      return plan.match(candidate.row, in: snapshot, rank: place + 1, rankByScore: rankByScore)
    }
    let isShort = matches.lazy.filter { !$0.isAboutSomethingElse }.count < limit
    let relaxations = isShort ? relaxations(of: member, from: plan, at: moment) : []
    let crisis = member.need.flatMap { snapshot.textTools?.crisis(in: $0, country: member.country) }
    return MatchAnswer(
      member: member, understood: plan.context.need, crisis: crisis, snapshotID: snapshot.id,
      groupCount: snapshot.groups.count, weights: weights, matches: matches,
      eligible: eligible, excluded: excluded, relaxations: relaxations)
  }

  /// Why one group ranks where it does, what excludes it, and what would bring it in.
  ///
  /// - Returns: `nil` where the snapshot does not hold the group.
  /// - Complexity: O(rows · (rules + features)).
  public func explain(_ groupID: String, for member: Member, at moment: Instant) -> GroupExplanation? {
    guard let row = snapshot.row(of: groupID) else { return nil }
    let plan = plan(for: member, at: moment)
    let candidate = Candidate(row: row, score: plan.score(of: row))
    let eligible = snapshot.groups.indices.filter(plan.isEligible)
    let better = eligible.filter { Candidate(row: $0, score: plan.score(of: $0)) > candidate }.count
    return GroupExplanation(
      plan, row: row, in: snapshot, rank: better + 1, eligible: eligible.count, weights: weights)
  }

  func plan(for member: Member, at moment: Instant, understood: NeedUnderstanding? = nil) -> MemberPlan {
    let context = MemberContext(member, over: snapshot, at: moment, understood: understood)
    return MemberPlan(context, over: snapshot, weights: weights)
  }

  /// The single changes of the member's wishes that would open groups about what they need, the most first.
  private func relaxations(of member: Member, from plan: MemberPlan, at moment: Instant) -> [OpenedGroups] {
    let now = suitable(plan)
    return EligibilityRule.all.flatMap { $0.relaxations(member) }
      .map { wider in
        // A wider wish leaves the need as it is: it is not read again.
        let widened = self.plan(for: wider.member, at: moment, understood: plan.context.need)
        return OpenedGroups(change: wider.change, count: suitable(widened) - now)
      }
      .filter { $0.count > 0 }
      .sorted { ($1.count, $0.change) < ($0.count, $1.change) }
  }

  /// How many groups no rule excludes and are not about something else.
  private func suitable(_ plan: MemberPlan) -> Int {
    snapshot.groups.indices.count { plan.isEligible($0) && !plan.isAboutSomethingElse($0) }
  }
}
