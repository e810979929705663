extension EligibilityRule {
  /// Closed and paused groups are not suggested, whoever asks.
  static let status = EligibilityRule(
    id: "status", summary: "the group meets at present"
  ) { _, snapshot in
    .table(snapshot.status) { status in
      switch status {
      case .active: .yes
      case .paused, .closed: .no
      case nil: .unknown
      }
    }
  } reason: { _, group in
    group.status == .closed ? "it has closed" : "it is paused"
  } question: { _, _ in
    "Ask whether the group is still meeting."
  }
}
