extension Feature {
  /// Room for one more: 0.6 for one place, up to 1 for five and more.
  static let openings = Feature(
    id: "openings", summary: "room for one more", defaultWeight: 0.25, valueWhenUnknown: 0.5
  ) { _, snapshot in
    .table(snapshot.openings) { offer in
      offer.openings.map { $0 <= 0 ? 0 : min(1, 0.5 + 0.1 * Double($0)) }
    }
  } remark: { _, group, _ in
    guard let openings = group.size.openings, openings > 0 else { return nil }
    return openings <= 3 ? .caution("only \(counted(openings, "place")) left") : nil
  }
}
