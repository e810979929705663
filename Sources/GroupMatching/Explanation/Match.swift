/// A group suggested to a member, with all that led to it.
public struct Match: Sendable {
  /// 1 for the first in the list.
  public let rank: Int
  /// The place by score alone, where the list was reordered for variety and this match moved.
  public let movedFromRank: Int?
  public let group: Group
  /// The sum of the contributions' points.
  public let score: Points
  /// What each feature that applies gave, in the order of ``Feature/all``.
  public let contributions: [Contribution]
  /// Why the group suits, the weightiest first.
  public let reasons: [String]
  /// What to watch.
  public let cautions: [String]
  /// What to ask the group, what could exclude it first.
  public let questions: [String]
  /// How far it meets in person.
  public let distanceKilometers: Double?
  /// The next session, by the member's clock where their zone is known, else by the group's.
  public let nextSession: NextSession?
  /// A word for the score.
  public let fit: Fit
  /// Whether all that is known of what it is about speaks against it: it is about something else than the member needs.
  public let isAboutSomethingElse: Bool
}

/// What one feature gave to a score.
public struct Contribution: Sendable, Hashable {
  /// The feature's id.
  public let feature: String
  /// 0…1; where not known, what unknown counts as.
  public let value: Double
  /// The weight, with the member's importance in it.
  public let weight: Double
  public let points: Points
  /// Whether the value comes from facts.
  public let isKnown: Bool
}

/// A word for a score.
public enum Fit: String, Sendable, Hashable, CaseIterable {
  case strong, good, possible

  /// Strong from 0.75, good from 0.5; possible at most where what the member needs is not known.
  public init(_ score: Points, isNeedKnown: Bool) {
    self = !isNeedKnown ? .possible : score.share >= 0.75 ? .strong : score.share >= 0.5 ? .good : .possible
  }
}

/// When a group meets next.
public struct NextSession: Sendable, Hashable {
  public let start: LocalTime
  public let session: Session
}

extension MemberPlan {
  /// The match of a row.
  func match(_ row: Int, in snapshot: Snapshot, rank: Int, rankByScore: Int?) -> Match {
    let group = snapshot.groups[row]
    let contributions = contributions(of: row)
    let remarks = remarks(on: row, of: group)
    let score = contributions.reduce(.zero) { $0 + $1.points }
    return Match(
      rank: rank, movedFromRank: rankByScore == rank ? nil : rankByScore, group: group,
      score: score, contributions: contributions,
      reasons: remarks.compactMap(\.reason).uniqued(), cautions: remarks.compactMap(\.caution).uniqued(),
      questions: (questionsOfRules(on: row, of: group) + remarks.compactMap(\.question)).uniqued(),
      distanceKilometers: context.kilometers(to: group), nextSession: nextSession(of: group),
      fit: Fit(score, isNeedKnown: features.contains { $0.feature.concernsNeed }),
      isAboutSomethingElse: isAboutSomethingElse(row))
  }

  /// Whether every feature that concerns the need gives a row next to nothing.
  func isAboutSomethingElse(_ row: Int) -> Bool {
    let values = features.filter(\.feature.concernsNeed).compactMap { $0.value(of: row) }
    return !values.isEmpty && values.allSatisfy { $0 < 0.15 }
  }

  /// What each feature that applies gives a row.
  func contributions(of row: Int) -> [Contribution] {
    features.map { planned in
      let value = planned.value(of: row)
      return Contribution(
        feature: planned.feature.id, value: value ?? planned.feature.valueWhenUnknown, weight: planned.weight,
        points: planned.points(of: row), isKnown: value != nil)
    }
  }

  /// What the features say of a row, the weightiest first.
  private func remarks(on row: Int, of group: Group) -> [Remark] {
    features.enumerated()
      .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
      .compactMap { $0.element.feature.remark(context, group, $0.element.value(of: row)) }
  }

  /// The questions of the rules that cannot tell.
  func questionsOfRules(on row: Int, of group: Group) -> [String] {
    checks.filter { $0.check(row) == .unknown }.map { $0.rule.question(context, group) }
  }

  /// The next session after the moment asked about.
  func nextSession(of group: Group) -> NextSession? {
    let starts = group.sessions.filter(\.hasKnownDays).compactMap { session in
      session.firstStart(after: context.moment, days: ScheduleFit.horizonDays).map { (start: $0, session: session) }
    }
    guard let next = starts.min(by: { $0.start < $1.start }) else { return nil }
    return (context.member.timeZone ?? next.session.zone).map {
      NextSession(start: $0.local(at: next.start), session: next.session)
    }
  }
}

extension Remark {
  var reason: String? { if case .reason(let text) = self { text } else { nil } }
  var caution: String? { if case .caution(let text) = self { text } else { nil } }
  var question: String? { if case .question(let text) = self { text } else { nil } }
}
