/// Everything about one group for one member, eligible or not.
public struct GroupExplanation: Sendable {
  /// What one rule says.
  public struct RuleAnswer: Sendable {
    /// The rule's id.
    public let rule: String
    public let verdict: Verdict
    /// Why not, or what to ask; `nil` for yes.
    public let text: String?
  }

  /// How the group would look in a list.
  public let match: Match
  /// What each rule that applies says, in the order of ``EligibilityRule/all``.
  public let rules: [RuleAnswer]
  /// How many groups are eligible.
  public let eligible: Int
  public let weights: Weights
  /// What the member would have to change for the group to become eligible; empty where it is, or where nothing helps.
  public let changes: [String]
  /// Whether something excludes it that the member cannot change.
  public let isOutOfReach: Bool
  /// The facts that cost the group most of its score, the costliest first.
  public let losses: [Loss]

  /// What a feature costs a group against the best value.
  public struct Loss: Sendable, Hashable {
    /// The feature's id.
    public let feature: String
    /// What it says: the feature's summary.
    public let summary: String
    public let points: Points
    public let isKnown: Bool
  }

  /// Whether no rule excludes it.
  public var isEligible: Bool { !rules.contains { $0.verdict == .no } }

  init(_ plan: MemberPlan, row: Int, in snapshot: Snapshot, rank: Int, eligible: Int, weights: Weights) {
    let group = snapshot.groups[row]
    match = plan.match(row, in: snapshot, rank: rank, rankByScore: rank)
    rules = plan.checks.map { rule, check in
      let verdict = check(row)
      switch verdict {
      case .yes: return RuleAnswer(rule: rule.id, verdict: verdict, text: nil)
      case .no: return RuleAnswer(rule: rule.id, verdict: verdict, text: rule.reason(plan.context, group))
      case .unknown: return RuleAnswer(rule: rule.id, verdict: verdict, text: rule.question(plan.context, group))
      }
    }
    let blocking = plan.checks.filter { $0.check(row) == .no }.map { $0.rule.change(plan.context, group) }
    isOutOfReach = blocking.contains { $0 == nil }
    changes = blocking.compactMap { $0 }
    self.eligible = eligible
    self.weights = weights
    losses = Self.losses(plan, row)
  }

  private static func losses(_ plan: MemberPlan, _ row: Int) -> [Loss] {
    plan.features.map { planned in
      return Loss(
        feature: planned.feature.id, summary: planned.feature.summary,
        points: Points(planned.greatest.count - planned.points(of: row).count), isKnown: planned.value(of: row) != nil)
    }
    .filter { $0.points.share >= 0.01 }
    .sorted { ($1.points, $0.feature) < ($0.points, $1.feature) }
  }
}
