/// What one member asks of every row: the rules and features compiled, with the weights made into points.
struct MemberPlan: Sendable {
  let context: MemberContext
  /// The rules that apply to the member, in the order of ``EligibilityRule/all``.
  let checks: [(rule: EligibilityRule, check: Check)]
  /// The features that apply to the member, in the order of ``Feature/all``.
  let features: [PlannedFeature]

  /// - Complexity: O(distinct facts) a column that a rule or a feature looks at.
  init(_ context: MemberContext, over snapshot: Snapshot, weights: Weights) {
    self.context = context
    checks = EligibilityRule.all.compactMap { rule in rule.check(context, snapshot).map { (rule, $0) } }
    let applying = weights.list.compactMap { feature, weight -> (Feature, Double, Term)? in
      let factor = context.member.importance[feature.id] ?? 1
      let weight = weight * (Weights.range.contains(factor) ? factor : 1)
      guard weight > 0, let term = feature.term(context, snapshot) else { return nil }
      return (feature, weight, term)
    }
    // What the member leaves open, or weighs 0, drops out for every group alike: scores stay comparable within a list.
    let total = applying.reduce(0) { $0 + $1.1 }
    features = applying.map { PlannedFeature($0.0, $0.2, weight: $0.1, share: $0.1 / total) }
  }

  /// Whether no rule excludes a row.
  func isEligible(_ row: Int) -> Bool { checks.allSatisfy { $0.check(row) != .no } }

  /// The value of each feature for a row, in the order of ``Feature/all``; `nil` for one that does not apply to the member.
  /// What is not known has the value that unknown counts as.
  func values(of row: Int) -> [Double?] {
    var applying = features[...]
    return Feature.all.map { feature in
      guard let planned = applying.first, planned.feature.id == feature.id else { return nil }
      applying.removeFirst()
      return planned.value(of: row) ?? feature.valueWhenUnknown
    }
  }

  /// The score of a row: the sum of the points that the explanation lists.
  func score(of row: Int) -> Points { features.reduce(.zero) { $0 + $1.points(of: row) } }
}

/// A feature compiled for one member.
struct PlannedFeature: Sendable {
  let feature: Feature
  let term: Term
  /// The weight with the member's importance in it.
  let weight: Double
  /// What each part of the term gives for its value.
  let scale: PointScale

  /// - Parameter share: The weight's share of all weights that apply, 0…1.
  init(_ feature: Feature, _ term: Term, weight: Double, share: Double) {
    self.feature = feature
    self.term = term
    self.weight = weight
    scale = PointScale(share: share / Double(term.parts.count), valueWhenUnknown: feature.valueWhenUnknown)
  }

  /// The feature's value for a row, 0…1; `nil` where it is not known.
  func value(of row: Int) -> Double? { term.value(of: row, unknown: feature.valueWhenUnknown) }

  /// What the feature gives a row: the sum of what its parts give.
  func points(of row: Int) -> Points {
    Points(term.parts.reduce(0) { $0 + scale.points($1.value(of: row)) })
  }

  /// The most that the feature gives.
  var greatest: Points { Points(term.parts.reduce(0) { sum, _ in sum + scale.points(1) }) }
}

/// How values become points.
struct PointScale: Sendable {
  /// The share of a whole score, 0…1.
  let share: Double
  let valueWhenUnknown: Double

  /// What a value gives; `nil` stands for unknown. Ranking and explanation both call this, and nothing else makes points.
  ///
  /// Rounded down, so that no sum passes a score of 1.
  @inline(__always)
  func points(_ value: Double?) -> Int32 {
    Int32((value ?? valueWhenUnknown) * share * Double(Points.perScore))
  }
}
