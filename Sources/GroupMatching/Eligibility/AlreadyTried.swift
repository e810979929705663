extension EligibilityRule {
  /// The member has not named the group as one already tried or not wanted.
  static let alreadyTried = EligibilityRule(
    id: "already-tried", summary: "the member has not set the group aside"
  ) { context, snapshot in
    let rows = Set(context.member.excludedGroups.compactMap(snapshot.row))
    return rows.isEmpty ? nil : .excluding(rows)
  } reason: { _, _ in
    "it is on the list of groups already tried"
  } question: { _, _ in
    "Ask again whether the group may be suggested."
  } change: { _, _ in
    "take it off the list of groups already tried"
  } relaxations: { member in
    member.excludedGroups.isEmpty ? [] : [Relaxation("groups already tried", member) { $0.excludedGroups = [] }]
  }
}
