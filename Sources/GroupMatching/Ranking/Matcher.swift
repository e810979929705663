/// Finds the groups that suit a member in one snapshot, and says why.
///
/// It holds no state of its own: equal questions get equal answers, in whatever order, from however many threads.
public struct Matcher: Sendable {
  public let snapshot: Snapshot
  public let weights: Weights
  let kernel: Kernel

  /// - Parameters:
  ///   - snapshot: The groups.
  ///   - weights: How much each feature counts.
  ///   - kernel: The instruction set of the loops over rows, one of ``Kernel/available``; answers do not depend on it.
  public init(_ snapshot: Snapshot, weights: Weights = .standard, kernel: Kernel = .best) {
    self.snapshot = snapshot
    self.weights = weights
    self.kernel = kernel
  }

  /// The best groups for a member, the best first, with all that there is to say about them.
  ///
  /// - Parameters:
  ///   - member: With its place looked up, see ``Member/settled(in:)``.
  ///   - limit: How many groups at most.
  ///   - moment: The moment asked about.
  ///   - diversity: How much the list should vary; `nil` for an order by score alone.
  /// - Complexity: O(rows) with a small factor, and as much again for each relaxation where fewer groups than the limit
  ///   are eligible.
  public func match(_ member: Member, limit: Int, at moment: Instant, diversity: Diversity? = nil) -> MatchAnswer {
    let plan = plan(for: member, at: moment)
    let pool = diversity?.candidatesNeeded(for: limit, of: snapshot.groups.count) ?? limit
    let byScore = snapshot.scratches.lend { ranked(plan, limit: pool, $0) }
    let listed = diversity?.pick(limit, from: byScore, in: snapshot) ?? byScore
    let matches = listed.enumerated().map { place, candidate in
      let rankByScore = byScore.firstIndex(of: candidate).map { $0 + 1 }
      return plan.match(candidate.row, in: snapshot, rank: place + 1, rankByScore: rankByScore)
    }
    let census = Census(plan, over: snapshot, kernel: kernel)
    let excluded = zip(plan.checks, census.excluded).filter { $1 > 0 }.map { ($0.rule.id, $1) }
    let isShort = matches.lazy.filter { !$0.isAboutSomethingElse }.count < limit
    let relaxations = isShort ? relaxations(of: member, from: plan, census, at: moment) : []
    let crisis = member.need.flatMap { snapshot.textTools?.crisis(in: $0, country: member.country) }
    return MatchAnswer(
      member: member, understood: plan.context.need, crisis: crisis, snapshotID: snapshot.id,
      groupCount: snapshot.groups.count, weights: weights, matches: matches,
      eligible: census.eligible, excluded: Dictionary(uniqueKeysWithValues: excluded), relaxations: relaxations)
  }

  /// The groups of ``match(_:limit:at:diversity:)`` by id, without what there is to say about them.
  ///
  /// - Complexity: O(rows) with a small factor. For many members one after the other keep a ``Ranker``.
  public func list(_ member: Member, limit: Int, at moment: Instant) -> RankedList {
    snapshot.scratches.lend { scratch in
      let ranker = Ranker(self, scratch)
      return ranker.list(for: ranker.compile(member, at: moment), limit: limit)
    }
  }

  /// Why one group ranks where it does, what excludes it, and what would bring it in.
  ///
  /// - Returns: `nil` where the snapshot does not hold the group.
  /// - Complexity: O(rows · (rules + features)).
  public func explain(_ groupID: String, for member: Member, at moment: Instant) -> GroupExplanation? {
    guard let row = snapshot.row(of: groupID) else { return nil }
    let plan = plan(for: member, at: moment)
    let census = Census(plan, over: snapshot, kernel: kernel)
    let own = candidate(row, plan)
    let better = census.rows.count { candidate($0, plan) > own }
    return GroupExplanation(
      plan, row: row, in: snapshot, rank: better + 1, eligible: census.eligible, weights: weights)
  }

  func plan(for member: Member, at moment: Instant, understood: NeedUnderstanding? = nil) -> MemberPlan {
    let context = MemberContext(member, over: snapshot, at: moment, understood: understood)
    return MemberPlan(context, over: snapshot, weights: weights)
  }

  /// The best rows for a plan, the best first.
  func ranked(_ plan: MemberPlan, limit: Int, _ scratch: SearchScratch) -> [Candidate] {
    Search.ranked(
      CompiledPlan(plan, kernel: kernel), over: snapshot, limit: limit, kernel: kernel, scratch: scratch)
  }

  private func candidate(_ row: Int, _ plan: MemberPlan) -> Candidate {
    Candidate(row: row, score: plan.score(of: row), rank: snapshot.ids.ranks[row])
  }

  /// The single changes of the member's wishes that would open groups about what they need, the most first.
  private func relaxations(
    of member: Member, from plan: MemberPlan, _ census: Census, at moment: Instant
  ) -> [OpenedGroups] {
    let now = suitable(plan, census)
    return EligibilityRule.all.flatMap { $0.relaxations(member) }
      .map { wider in
        // A wider wish leaves the need as it is: it is not read again.
        let widened = self.plan(for: wider.member, at: moment, understood: plan.context.need)
        let opened = suitable(widened, Census(widened, over: snapshot, kernel: kernel))
        return OpenedGroups(change: wider.change, count: opened - now)
      }
      .filter { $0.count > 0 }
      .sorted { ($1.count, $0.change) < ($0.count, $1.change) }
  }

  /// How many groups no rule excludes and are not about something else.
  private func suitable(_ plan: MemberPlan, _ census: Census) -> Int {
    census.rows.count { !plan.isAboutSomethingElse($0) }
  }
}
