extension Feature {
  /// Whether the group is meant for people who come to the topic as the member does.
  ///
  /// Named for the role 1, for anyone 0.8, for the nearest other role (family and caregiver) 0.4.
  static let audience = Feature(
    id: "audience", summary: "it is meant for the member's role: living with it, family, or caregiver",
    defaultWeight: 1.5, valueWhenUnknown: 0.5
  ) { context, snapshot in
    guard let role = context.member.role else { return nil }
    return .table(snapshot.audiences) { audiences in
      if audiences.isEmpty { return nil }
      if audiences.contains(Audience(role)) { return 1 }
      if audiences.contains(.anyone) { return 0.8 }
      return role != .livedExperience && audiences.contains { $0 != .livedExperience } ? 0.4 : 0
    }
  } remark: { context, group, value in
    guard let value, let role = context.member.role else { return nil }
    switch value {
    case 1: return .reason("it is for \(role.phrase)")
    case 0.8: return .reason("anyone may come")
    default: return .caution("it is for \(group.audiences.map(\.phrase).joinedInProse("and"))")
    }
  }
}
