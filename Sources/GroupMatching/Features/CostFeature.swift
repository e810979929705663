extension Feature {
  /// Free, or how well within reach: free 1, by donation 0.95, and for a price from 0.9 down to 0.5 at the budget's end.
  static let cost = Feature(
    id: "cost", summary: "free, or within reach", defaultWeight: 1, valueWhenUnknown: 0.4
  ) { context, snapshot in
    guard let budget = context.member.budget else { return nil }
    return .table(snapshot.costs) { cost in
      guard let cost, let covers = budget.covers(cost), let price = cost.leastPrice else { return nil }
      guard covers else { return 0 }
      if price == 0 { return cost.kind == .donation ? 0.95 : 1 }
      return 0.9 - 0.4 * price / budget.maximum
    }
  } remark: { _, group, value in
    guard let value, let cost = group.cost else { return nil }
    if value == 0 { return .caution("it costs \(costText(cost)), over the budget") }
    return .reason(value >= 0.95 ? "it is \(costText(cost))" : "it costs \(costText(cost)), within the budget")
  }
}
