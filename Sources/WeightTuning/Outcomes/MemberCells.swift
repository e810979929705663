import GroupMatching

/// What members of a kind gain or lose, told only where there are enough of them.
public struct MemberCell: Sendable, Hashable {
  /// What the kind is of: topic, format, accommodation.
  public let kind: String
  public let name: String
  /// The gain of its members, in log odds an outcome.
  public let gain: Estimate

  /// Fewer members than this could be recognised.
  public static let leastMembers = 5

  /// The ways in which members are told apart.
  private static let kinds: [(name: String, values: @Sendable (Member) -> [String])] = [
    ("topic", { $0.topics.map(\.name) }),
    ("format", { ($0.acceptedFormats?.list ?? []).map(\.rawValue) }),
    ("accommodation", { ($0.requiredAccommodations + $0.helpfulAccommodations).map(\.name) }),
  ]

  /// The cells with enough members, by kind and then by gain, and how many have too few.
  ///
  /// - Complexity: O(members · cells of each · resamples).
  public static func cells(
    of gains: [OutcomeTuning.MemberGain], members: [String: Member], seed: UInt64 = 1
  ) -> (cells: [MemberCell], suppressed: Int) {
    var cells: [MemberCell] = []
    var suppressed = 0
    for kind in kinds {
      var values: [String: [Double]] = [:]
      for gain in gains {
        guard let member = members[gain.member] else { continue }
        for name in Set(kind.values(member)) { values[name, default: []].append(gain.gain) }
      }
      suppressed += values.count { $0.value.count < leastMembers }
      cells += values.filter { $0.value.count >= leastMembers }
        .map { MemberCell(kind: kind.name, name: $0.key, gain: Estimate(bootstrapping: $0.value, seed: seed)) }
        .sorted { ($1.gain.mean, $0.name) < ($0.gain.mean, $1.name) }
    }
    return (cells, suppressed)
  }
}
