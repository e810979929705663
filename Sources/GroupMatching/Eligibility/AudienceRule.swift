extension EligibilityRule {
  /// The group is for people who come to the topic as the member does.
  static let audience = EligibilityRule(
    id: "audience", summary: "the group is for people in the member's role: living with it, family, or caregiver"
  ) { context, snapshot in
    guard let role = context.member.role else { return nil }
    return .table(snapshot.audiences) { audiences in
      if audiences.isEmpty { return .unknown }
      if audiences.contains(.anyone) || audiences.contains(Audience(role)) { return .yes }
      // Who cares for a relative is family as well, and the other way round; a group's list often forgets one of the two.
      return role != .livedExperience && audiences.contains { $0 != .livedExperience } ? .unknown : .no
    }
  } reason: { _, group in
    "it is for \(group.audiences.map(\.phrase).joinedInProse("and"))"
  } question: { context, _ in
    "Ask whether \(context.member.role?.phrase ?? "you") are welcome."
  }
}
