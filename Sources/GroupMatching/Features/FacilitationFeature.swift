extension Feature {
  /// The kind of facilitation that the member likes: the same 1, one step away (a trained peer stands between a peer and
  /// a professional) 0.5, two steps 0.1.
  static let facilitation = Feature(
    id: "facilitation", summary: "it is led in the way that the member likes", defaultWeight: 0.5, valueWhenUnknown: 0.4
  ) { context, snapshot in
    guard let wanted = context.member.facilitation else { return nil }
    return .table(snapshot.facilitators) { offered in
      offered.map { [1, 0.5, 0.1][abs($0.step - wanted.step)] }
    }
  } remark: { context, group, value in
    guard let kind = group.facilitation.kind else { return .question("Ask who leads the group.") }
    return value == 1 ? .reason("it is led by \(kind.phrase)") : .caution("it is led by \(kind.phrase)")
  }
}

extension Facilitation.Kind {
  fileprivate var step: Int {
    switch self {
    case .peer: 0
    case .trainedPeer: 1
    case .professional: 2
    }
  }
}
