@testable import GroupMatching

/// What a matcher has to answer, computed in the plainest way: every rule and feature asked about one row after
/// another, everything sorted, the first few taken. No bound, no block, no heap.
struct RowByRowReference {
  struct Row: Equatable {
    let id: String
    let points: Int32
    /// The points of each feature that applies.
    let contributions: [String: Int32]
  }

  /// The eligible groups, the best first.
  let ranked: [Row]
  /// How many groups each rule is the first to exclude.
  let excluded: [String: Int]

  init(_ snapshot: Snapshot, _ weights: Weights, _ member: Member, at moment: Instant) {
    let context = MemberContext(member, over: snapshot, at: moment)
    let checks = EligibilityRule.all.map { ($0.id, $0.check(context, snapshot)) }
    let terms = weights.list.compactMap { feature, weight -> (feature: Feature, weight: Double, term: Term)? in
      let weight = weight * (member.importance[feature.id] ?? 1)
      guard weight > 0, let term = feature.term(context, snapshot) else { return nil }
      return (feature, weight, term)
    }
    let total = terms.map(\.weight).reduce(0, +)
    var rows: [Row] = []
    var excluded: [String: Int] = [:]
    for row in snapshot.groups.indices {
      if let rule = checks.first(where: { $0.1?(row) == .no }) {
        excluded[rule.0, default: 0] += 1
        continue
      }
      var contributions: [String: Int32] = [:]
      for (feature, weight, term) in terms {
        let share = weight / total / Double(term.parts.count)
        contributions[feature.id] = term.parts.reduce(0) { points, part in
          points + Int32((part.value(of: row) ?? feature.valueWhenUnknown) * share * 1_048_576)
        }
      }
      rows.append(
        Row(id: snapshot.groups[row].id, points: contributions.values.reduce(0, +), contributions: contributions))
    }
    ranked = rows.sorted { $0.points != $1.points ? $0.points > $1.points : $0.id < $1.id }
    self.excluded = excluded
  }
}

extension RowByRowReference.Row {
  /// What a matcher answered, in the reference's terms.
  init(_ match: Match) {
    self.init(
      id: match.group.id, points: match.score.count,
      contributions: Dictionary(uniqueKeysWithValues: match.contributions.map { ($0.feature, $0.points.count) }))
  }
}
