extension EligibilityRule {
  /// The member and the group share a language, or there can be an interpreter.
  static let language = EligibilityRule(
    id: "language", summary: "the group speaks a language that the member speaks"
  ) { context, snapshot in
    let mine = context.member.languages
    guard !mine.isEmpty else { return nil }
    return .table(snapshot.languages) { offer in
      guard !offer.languages.isEmpty else { return .unknown }
      if offer.languages.contains(where: { theirs in mine.contains { $0.isUnderstood(by: theirs) } }) { return .yes }
      return offer.hasInterpreter ? .unknown : .no
    }
  } reason: { context, group in
    "it speaks \(group.languages.map(context.vocabulary.label).joinedInProse("and"))"
  } question: { context, group in
    let mine = context.member.languages.map(context.vocabulary.label).joinedInProse("or")
    return group.languages.isEmpty
      ? "Ask whether the group speaks \(mine)." : "Ask for an interpreter for \(mine)."
  } change: { context, group in
    "take part in \(group.languages.map(context.vocabulary.label).joinedInProse("or"))"
  } relaxations: { member in
    member.languages.isEmpty ? [] : [Relaxation("in any language", member) { $0.languages = [] }]
  }
}
