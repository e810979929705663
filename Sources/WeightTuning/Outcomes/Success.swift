import GroupMatching

/// What of a referral counts as a success: what weights are learned toward and lists are measured by.
///
/// To add one, write it here and name it in ``all``.
public struct Success: Sendable, Identifiable {
  /// The name in flags and answers.
  public let id: String
  /// Which referrals are one: "the member came three times or more".
  public let summary: String
  /// What has to be known of an outcome to say so; outcomes without it are not used.
  public let needs: String
  /// `nil` where it cannot be said.
  let judge: @Sendable (Outcome) -> Bool?

  /// Every kind of success, the one to use first.
  public static let all: [Success] = [.stayed, .content, .rated]

  /// The success of a name.
  public static func named(_ id: String) throws(TuningError) -> Success {
    guard let found = all.first(where: { $0.id == id }) else {
      throw .unknownName(kind: "success", id, known: all.map(\.id))
    }
    return found
  }

  /// The lowest rating of somebody who liked the group.
  static let goodRating = 4
  /// The highest rating of somebody who did not.
  static let poorRating = 2

  /// What the guides tell newcomers to try: whoever comes so often has found something. Known of everybody whose attendance
  /// is counted, so that nobody's silence bends it.
  public static let stayed = Success(
    id: "stayed", summary: "the member came \(RetentionCount.stayingPhrase)", needs: "attendance"
  ) { outcome in
    outcome.attendedCount.map { $0 >= RetentionCount.sessionsToStay }
  }

  /// Staying less those who stayed and said that it was not good. Who did not rate or whose leaving nobody noted has not
  /// complained, and counts as with ``stayed``.
  public static let content = Success(
    id: "content",
    summary:
      "the member came \(RetentionCount.stayingPhrase), did not leave early, and did not rate it \(poorRating) or less",
    needs: "attendance"
  ) { outcome in
    guard let stayed = Success.stayed.judge(outcome) else { return nil }
    return stayed && outcome.leftEarly != true && (outcome.rating ?? goodRating) > poorRating
  }

  /// What people say of it. Only of those who rate: where mostly the glad or the angry do, it is their weights.
  public static let rated = Success(
    id: "rated", summary: "the member rated it \(goodRating) or more", needs: "a rating"
  ) { outcome in
    outcome.rating.map { $0 >= goodRating }
  }
}
