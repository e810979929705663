extension Feature {
  /// The share of referred members who stayed, drawn toward the usual share while referrals are few.
  ///
  /// Unknown where nobody was referred yet. It counts for every member, and drops out where the organisation keeps no
  /// outcomes. It weighs as much as safeguards: what others did says something of a group, but whether *this* person will
  /// stay rests on the need, the way and the time first.
  static let retention = Feature(
    id: "retention", summary: "how many of those referred came \(RetentionCount.stayingPhrase)", defaultWeight: 0.75,
    valueWhenUnknown: 0.3
  ) { _, snapshot in
    guard snapshot.keepsOutcomes else { return nil }
    return .table(snapshot.retention) { $0?.share }
  } remark: { context, group, _ in
    guard let retention = context.retention(of: group), let text = retention.phrase else { return nil }
    guard retention.isClearlyLow else { return .reason(text) }
    return .caution("\(text), fewer than is usual (\(Retention.percent(retention.usualShare)))")
  }
}

extension Retention {
  /// Of fewer members nothing is said: somebody might know who they are.
  private static let fewestNamed = 5

  /// Whether nobody stays, or fewer than three quarters of the usual share, toward which the group's own is drawn already.
  fileprivate var isClearlyLow: Bool { count.stayed == 0 || share < 0.75 * usualShare }

  /// "7 of 12 people referred came three times or more"; `nil` for few people.
  fileprivate var phrase: String? {
    guard count.referred >= Self.fewestNamed else { return nil }
    return "\(count.stayed) of \(count.referred) people referred came \(RetentionCount.stayingPhrase)"
  }

  fileprivate static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
