extension Feature {
  /// The member's first language before the others: 1, then 0.8, 0.64 and so on; with an interpreter 0.3.
  static let language = Feature(
    id: "language", summary: "it speaks the member's first language, or another of theirs", defaultWeight: 1,
    valueWhenUnknown: 0.5
  ) { context, snapshot in
    let mine = context.member.languages
    guard !mine.isEmpty else { return nil }
    return .table(snapshot.languages) { offer in
      guard !offer.languages.isEmpty else { return nil }
      let shared = mine.indices.first { index in offer.languages.contains { mine[index].isUnderstood(by: $0) } }
      let interpreted = offer.hasInterpreter ? 0.3 : 0
      guard let shared else { return interpreted }
      return max(interpreted, (0..<shared).reduce(1.0) { worth, _ in worth * 0.8 })
    }
  } remark: { context, group, value in
    guard let value, value > 0.3 else { return nil }
    let shared = context.member.languages.filter { mine in group.languages.contains { mine.isUnderstood(by: $0) } }
    // In a directory in one language it is no news that a group speaks it.
    guard let first = shared.first, first.primary != "en" || group.languages.count > 1 else { return nil }
    return .reason("it speaks \(shared.map(context.vocabulary.label).joinedInProse("and"))")
  }
}
