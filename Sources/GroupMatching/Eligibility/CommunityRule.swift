extension EligibilityRule {
  /// A group for one community alone is one that the member belongs to.
  ///
  /// Of several exclusive communities somebody may belong to a part: then the group is asked. Somebody who did not say to which communities they belong is not excluded: they are asked.
  static let community = EligibilityRule(
    id: "community", summary: "a group for one community alone is for the member's"
  ) { context, snapshot in
    let mine = context.member.communities
    return .table(snapshot.communities) { communities in
      let exclusive = communities.filter(\.isExclusive)
      if exclusive.isEmpty { return .yes }
      guard let mine else { return .unknown }
      // "veterans" and "men", both exclusive, may mean men who served or either of the two.
      let shared = exclusive.filter { mine.contains($0.community) }.count
      return shared == exclusive.count ? .yes : shared == 0 ? .no : .unknown
    }
  } reason: { context, group in
    "it is only for \(exclusiveCommunities(of: group, context.vocabulary))"
  } question: { context, group in
    "Ask whether it is for you: the group is only for \(exclusiveCommunities(of: group, context.vocabulary))."
  }

  private static func exclusiveCommunities(of group: Group, _ vocabulary: Vocabulary) -> String {
    group.communities.filter(\.isExclusive).map { vocabulary.phrase($0.community) }.joinedInProse("or")
  }
}
