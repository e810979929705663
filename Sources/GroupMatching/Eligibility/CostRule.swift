extension EligibilityRule {
  /// The least that the group asks is within the member's budget.
  static let cost = EligibilityRule(
    id: "cost", summary: "the least that the group asks is within the member's budget"
  ) { context, snapshot in
    guard let budget = context.member.budget else { return nil }
    return .table(snapshot.costs) { cost in
      switch budget.covers(cost) {
      case true?: .yes
      case false?: .no
      case nil: .unknown
      }
    }
  } reason: { _, group in
    "it costs \(group.cost.map(costText) ?? "more")"
  } question: { context, group in
    switch group.cost?.kind {
    case .insurance?: "Ask what it costs without insurance, and which insurance counts."
    case .slidingScale?: "Ask for the lowest step of the sliding scale."
    default: "Ask what it costs, and whether the fee can be waived."
    }
  } change: { _, group in
    group.cost?.amount.map { "pay \(priceText($0.minimum, $0.currency)) a session" }
  } relaxations: { member in
    member.budget == nil ? [] : [Relaxation("whatever it costs", member) { $0.budget = nil }]
  }
}
