/// What every feature gives some groups for one member: what weights are learned from.
public struct FeatureValues: Sendable, Hashable {
  /// For each group asked for, one value a feature in the order of ``Feature/all``, 0…1; `nil` where the member leaves the
  /// feature open. Unknown counts as in ranking. The whole list is `nil` where the snapshot does not hold the group.
  public let groups: [[Double?]?]
}

extension Snapshot {
  /// The values of every feature, whatever its weight.
  ///
  /// - Parameters:
  ///   - ids: The groups.
  ///   - member: With its place looked up; its factors on weights do not matter.
  ///   - moment: The moment asked about.
  /// - Complexity: that of compiling the features for one member, and O(features) a group.
  public func featureValues(of ids: [String], for member: Member, at moment: Instant) -> FeatureValues {
    var neutral = member
    neutral.importance = [:]
    let plan = Matcher(self, weights: Self.allFeatures).plan(for: neutral, at: moment)
    let groups = ids.map { id in
      row(of: id).map(plan.values)
    }
    return FeatureValues(groups: groups)
  }

  /// A weight for each feature, since what weighs nothing is not compiled.
  private static let allFeatures: Weights = {
    let ones = Dictionary(uniqueKeysWithValues: Feature.all.map { ($0.id, 1.0) })
    return (try? Weights(name: "all", changes: ones)) ?? .standard
  }()
}
