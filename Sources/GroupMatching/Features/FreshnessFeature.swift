extension Feature {
  /// How lately the entry was verified: 1 for ninety days, then falling in a straight line to 0 at two years.
  static let freshness = Feature(
    id: "freshness", summary: "how lately the entry was verified", defaultWeight: 0.5, valueWhenUnknown: 0.2,
    turnsOnMoment: true
  ) { context, snapshot in
    let today = context.day.daysSinceEpoch
    return .table(snapshot.verifications) { verified in
      verified.map { value(ageInDays: today - $0.daysSinceEpoch) }
    }
  } remark: { context, group, value in
    guard let value, let verified = group.verifiedAt else {
      return .caution("the entry does not say when it was last checked: call before you go")
    }
    return value < 0.5 ? .caution("the entry was last checked on \(verified): call before you go") : nil
  }

  private static func value(ageInDays days: Int) -> Double {
    let (fresh, stale) = (90.0, 730.0)
    return min(1, max(0, (stale - Double(days)) / (stale - fresh)))
  }
}
