extension EligibilityRule {
  /// No accommodation that the member requires is one that the group cannot give.
  static let accommodations = EligibilityRule(
    id: "accommodations", summary: "the group gives every accommodation that the member requires"
  ) { context, snapshot in
    let required = context.member.requiredAccommodations
    guard !required.isEmpty else { return nil }
    return .all(
      required.map { id in
        guard let column = snapshot.accommodations[id] else {
          return .table(snapshot.places.attendance) { _ in .unknown }
        }
        return .table(column) { verdict(on: id, $0, context) }
      })
  } reason: { context, group in
    "it does not offer \(labels(.no, of: group, context).joinedInProse("or"))"
  } question: { context, group in
    required(.unknown, of: group, context).compactMap { context.vocabulary[$0]?.question }.joined(separator: " ")
  } change: { context, group in
    "do without \(labels(.no, of: group, context).joinedInProse("and"))"
  } relaxations: { member in
    member.requiredAccommodations.map { dropped in
      Relaxation("without \(dropped.name.replacing("-", with: " "))", member) {
        $0.requiredAccommodations.removeAll { $0 == dropped }
      }
    }
  }

  /// The verdict on one accommodation. What concerns the room does not matter to somebody who can attend from home.
  private static func verdict(on id: AccommodationID, _ offer: AccommodationOffer, _ context: MemberContext) -> Verdict
  {
    if context.vocabulary[id]?.concernsPlaceOnly == true, context.isRemote(offer.formats) == true { return .yes }
    switch offer.status {
    case .available, .onRequest: return .yes
    case .unavailable: return .no
    case nil: return .unknown
    }
  }

  private static func required(_ verdict: Verdict, of group: Group, _ context: MemberContext) -> [AccommodationID] {
    context.member.requiredAccommodations.filter {
      Self.verdict(on: $0, AccommodationOffer(group, $0), context) == verdict
    }
  }

  private static func labels(_ verdict: Verdict, of group: Group, _ context: MemberContext) -> [String] {
    required(verdict, of: group, context).map { context.vocabulary.label($0) }
  }
}
