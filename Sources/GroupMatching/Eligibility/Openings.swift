extension EligibilityRule {
  /// The group is not full.
  static let openings = EligibilityRule(
    id: "openings", summary: "the group has room for one more"
  ) { _, snapshot in
    .table(snapshot.openings) { offer in
      switch (offer.openings, offer.dropIn) {
      case (0?, _): .no
      case (_?, _), (nil, true?): .yes
      case (nil, _): .unknown
      }
    }
  } reason: { _, _ in
    "it is full"
  } question: { _, _ in
    "Ask whether there is room for one more."
  }
}
