extension Feature {
  /// Whether the group is meant for people like the member, where they said so.
  ///
  /// 0.7 for one community in common, up to 1 for all of the member's; 0.2 where it names others only.
  static let community = Feature(
    id: "community", summary: "it is meant for the member's communities", defaultWeight: 1, valueWhenUnknown: 0.3
  ) { context, snapshot in
    guard let mine = context.member.communities, !mine.isEmpty else { return nil }
    return .table(snapshot.communities) { communities in
      guard !communities.isEmpty else { return nil }
      let shared = mine.filter { community in communities.contains { $0.community == community } }.count
      return shared == 0 ? 0.2 : 0.7 + 0.3 * Double(shared) / Double(mine.count)
    }
  } remark: { context, group, value in
    guard let value, value > 0.2, let mine = context.member.communities else { return nil }
    let shared = group.communities.filter { mine.contains($0.community) }
    let names = shared.map { context.vocabulary.phrase($0.community) }.joinedInProse("and")
    return .reason(shared.contains(where: \.isExclusive) ? "it is only for \(names)" : "it welcomes \(names)")
  }
}
