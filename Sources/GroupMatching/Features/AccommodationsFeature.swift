extension Feature {
  /// The share of the helpful accommodations that the group gives: available 1, on request 0.8, not stated 0.3.
  static let accommodations = Feature(
    id: "accommodations", summary: "the accommodations that would help", defaultWeight: 1.5,
    valueWhenUnknown: 0.3
  ) { context, snapshot in
    let helpful = context.member.helpfulAccommodations
    guard !helpful.isEmpty else { return nil }
    let columns = helpful.compactMap { snapshot.accommodations[$0] }
    return columns.isEmpty ? nil : .mean(of: columns) { $0.status.map(AccommodationWorth.value) }
  } remark: { context, group, _ in
    let wanted = context.member.helpfulAccommodations
    let given = wanted.compactMap { id -> String? in
      switch group.accommodations[id] {
      case .available: context.vocabulary.label(id)
      case .onRequest: context.vocabulary.label(id) + " on request"
      case .unavailable, nil: nil
      }
    }
    if !given.isEmpty { return .reason("it offers \(given.joinedInProse("and"))") }
    // Of several that are not stated one question will do: the answer mostly covers the others.
    if let missing = wanted.first(where: { group.accommodations[$0] == nil }) {
      return context.vocabulary[missing].map { .question($0.question) }
    }
    return .caution("it does not offer \(wanted.map(context.vocabulary.label).joinedInProse("or"))")
  }
}

/// What an accommodation's status is worth.
enum AccommodationWorth {
  static func value(of status: AccommodationStatus) -> Double {
    switch status {
    case .available: 1
    case .onRequest: 0.8
    case .unavailable: 0
    }
  }
}
