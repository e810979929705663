import GroupMatching

/// A fact that an entry may state, so that a directory can be told how complete it is.
public struct StatedFact: Sendable, Identifiable {
  /// "when it meets".
  public let id: String
  /// Whether a group states it.
  public let isStated: @Sendable (Group) -> Bool

  /// Every fact, in the order in which lists show them.
  public static let all: [StatedFact] = [
    StatedFact(id: "topic") { !$0.topics.isEmpty },
    StatedFact(id: "description") { $0.description != nil },
    StatedFact(id: "audience") { !$0.audiences.isEmpty },
    StatedFact(id: "way of meeting") { !$0.formats.isEmpty },
    StatedFact(id: "place, where in person") { !$0.needsPlace || $0.location?.coordinate != nil },
    StatedFact(id: "sessions") { !$0.sessions.isEmpty },
    StatedFact(id: "language") { !$0.languages.isEmpty },
    StatedFact(id: "cost") { $0.cost != nil },
    StatedFact(id: "ages") { $0.ages != nil },
    StatedFact(id: "accommodations") { !$0.accommodations.isEmpty },
    StatedFact(id: "first visit") { $0.participation != Participation() },
    StatedFact(id: "facilitation") { $0.facilitation.kind != nil },
    StatedFact(id: "safeguards") { group in
      [group.facilitation.confidential, group.facilitation.guidelinesPublished, group.facilitation.crisisProtocol]
        .contains { $0 != nil }
    },
    StatedFact(id: "openings") { $0.size.openings != nil || $0.participation.dropIn == true },
    StatedFact(id: "contact") { !$0.contact.isEmpty },
    StatedFact(id: "last verified") { $0.verifiedAt != nil },
  ]
}

extension Group {
  /// Whether the group is known to meet in person.
  var needsPlace: Bool { formats.contains(.inPerson) }
}

/// Counts over the groups of a directory.
public struct DirectoryStatistics: Sendable {
  public let groups: Int
  /// Groups by status; those that state none are under `nil`.
  public let byStatus: [(status: GroupStatus?, count: Int)]
  /// Groups by way of meeting; a hybrid group counts for both.
  public let byFormat: [(format: MeetingFormat, count: Int)]
  /// Groups by topic, the most frequent first.
  public let byTopic: [(topic: TopicID, count: Int)]
  /// How many groups state each fact.
  public let stated: [(fact: StatedFact, count: Int)]
  /// How many groups were verified within a year, longer ago, or never.
  public let verified: (lately: Int, longAgo: Int, never: Int)

  /// - Parameter today: From which a year is counted back.
  public init(_ groups: [Group], today: Day) {
    self.groups = groups.count
    byStatus = (GroupStatus.allCases.map(Optional.some) + [nil]).map { status in
      (status, groups.lazy.filter { $0.status == status }.count)
    }
    byFormat = MeetingFormat.allCases.map { format in
      (format, groups.lazy.filter { $0.formats.contains(MeetingFormats(format)) }.count)
    }
    var topics: [TopicID: Int] = [:]
    for topic in groups.lazy.flatMap(\.topics) { topics[topic, default: 0] += 1 }
    byTopic = topics.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    stated = StatedFact.all.map { fact in (fact, groups.lazy.filter(fact.isStated).count) }
    let known = groups.compactMap(\.verifiedAt)
    let lately = known.lazy.filter { $0.days(until: today) <= 365 }.count
    verified = (lately, known.count - lately, groups.count - known.count)
  }
}
