extension EligibilityRule {
  /// The member's age is one that the group takes.
  static let age = EligibilityRule(
    id: "age", summary: "the group takes people of the member's age"
  ) { context, snapshot in
    guard let age = context.member.age else { return nil }
    return .table(snapshot.ages) { ages in
      guard let ages else { return .unknown }
      return ages.contains(age) ? .yes : .no
    }
  } reason: { _, group in
    "it is for ages \(group.ages?.phrase ?? "")"
  } question: { _, _ in
    "Ask which ages the group is for."
  }
}
