/// What every feature gives groups for one member, at one moment after the other: what weights are learned from.
///
/// What does not turn on the moment is compiled once, and the sessions of the groups asked for are looked at alone: a member
/// with outcomes on many days costs little more than one with outcomes on one.
public struct MemberFeatures: Sendable {
  private let snapshot: Snapshot
  private let member: Member
  private let clocks: SessionClocks
  /// What the need says; it does not change with the moment either.
  private let need: NeedUnderstanding?
  /// One a feature in the order of ``Feature/all``; `nil` where the member leaves it open, or where it turns on the moment.
  private let lasting: [Term?]

  /// - Parameters:
  ///   - member: With its place looked up; its factors on weights do not matter.
  ///   - clocks: Over the moments that will be asked about.
  /// - Complexity: that of compiling the features for one member.
  public init(_ member: Member, over snapshot: Snapshot, clocks: SessionClocks) {
    self.snapshot = snapshot
    self.clocks = clocks
    // What does not turn on the moment does not look at free times, whose weeks are the dear part.
    var timeless = member
    timeless.availability = []
    let context = MemberContext(timeless, over: snapshot, at: clocks.moments.lowerBound)
    self.member = member
    need = context.need
    lasting = Feature.all.map { $0.turnsOnMoment ? nil : $0.term(context, snapshot) }
  }

  /// For each group one value a feature in the order of ``Feature/all``, 0…1; `nil` where the member leaves the feature open.
  /// Unknown counts as in ranking. The whole list is `nil` where the snapshot does not hold the group.
  ///
  /// - Parameters:
  ///   - ids: The groups.
  ///   - moment: The moment asked about, one of the clocks'.
  /// - Complexity: O(sessions of the groups + features), and O(distinct facts) for the features that turn on the moment.
  public func values(of ids: [String], at moment: Instant) -> [[Double?]?] {
    let rows = ids.map(snapshot.row)
    let view = snapshot.sessions.view(
      of: rows.compactMap { $0 }, from: moment, in: member.timeZone, clocks: clocks.byZone)
    let context = MemberContext(member, over: snapshot, at: moment, understood: need, sessions: view)
    let terms = zip(Feature.all, lasting).map { $0.turnsOnMoment ? $0.term(context, snapshot) : $1 }
    return rows.map { row in
      row.map { row in
        zip(Feature.all, terms).map { feature, term in
          term.map { $0.value(of: row, unknown: feature.valueWhenUnknown) ?? feature.valueWhenUnknown }
        }
      }
    }
  }
}

/// The clocks of a directory's sessions and of members over some time.
public struct SessionClocks: Sendable {
  let byZone: [ZoneID: ZoneClock]
  let moments: ClosedRange<Instant>

  /// - Parameters:
  ///   - members: Whose clocks will be asked for.
  ///   - moments: The first and the last moment that will be asked about.
  /// - Complexity: O(zones · days).
  public init(of snapshot: Snapshot, members: some Sequence<Member>, moments: ClosedRange<Instant>) {
    self.moments = moments
    let window =
      ScheduleView.window(from: moments.lowerBound)
      .lowerBound..<ScheduleView.window(from: moments.upperBound)
      .upperBound
    let zones = Set(snapshot.sessions.sessions.compactMap(\.zone)).union(members.compactMap(\.timeZone))
    byZone = Dictionary(uniqueKeysWithValues: zones.map { ($0, ZoneClock($0, over: window)) })
  }
}
