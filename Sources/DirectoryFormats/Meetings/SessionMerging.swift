import GroupMatching

/// Brings the rows of a feed that are sessions of one group together.
///
/// Rows are one group only where the name, the place or the link, and every fact of the group agree; what differs stays a group of its
/// own, so that no fact of one session is told of another. Rows in which nothing differs, their session included, are repeats.
struct SessionMerging {
  /// The groups, each with its rows.
  private(set) var groups: [ReadGroup] = []
  /// The rows that say again what an earlier one says.
  private(set) var repeats: [QuarantinedRow] = []
  /// The rows that are part of a group, in the order of the file.
  private(set) var used: [FeedMeeting] = []
  /// How many groups have a time zone that their place told.
  private(set) var zonesFromPlace = 0

  init(_ meetings: [FeedMeeting], source: ReadingOptions) {
    var clusters: [Cluster] = []
    var clustersByKey: [Group: [Int]] = [:]
    for meeting in meetings {
      let key = meeting.key
      let alike = clustersByKey[key, default: []]
      if let row = alike.lazy.compactMap({ clusters[$0].rowRepeated(by: meeting) }).first {
        repeats.append(meeting.row.quarantined(.repeats(row: row), id: meeting.sourceID))
        continue
      }
      used.append(meeting)
      if let index = alike.first(where: { clusters[$0].accepts(meeting) }) {
        clusters[index].meetings.append(meeting)
      } else {
        clustersByKey[key, default: []].append(clusters.count)
        clusters.append(Cluster(meetings: [meeting]))
      }
    }
    zonesFromPlace = clusters.filter { $0.meetings.contains(where: \.hasZoneFromPlace) }.count
    let ids = Self.uniqueIDs(clusters)
    groups = zip(clusters, ids).map { $0.readGroup(id: "\(source.sourceSlug)/\($1)", source: source.source) }
  }

  /// One id a cluster: that of its first row by id. Where several have the same, the one with the earliest session keeps it, and the
  /// others say when they meet.
  private static func uniqueIDs(_ clusters: [Cluster]) -> [String] {
    var ids = clusters.map(\.sourceID)
    let sameID = Dictionary(grouping: ids.indices) { ids[$0] }.filter { $0.value.count > 1 }
    var taken = Set(ids)
    for (id, indices) in sameID.sorted(by: { $0.key < $1.key }) {
      for index in indices.sorted(by: { clusters[$0].order < clusters[$1].order }).dropFirst() {
        let stem = "\(id)-\(clusters[index].tag)"
        let numbered = (2...).lazy.map { "\(stem)-\($0)" }
        let unique = taken.contains(stem) ? numbered.first { !taken.contains($0) } : stem
        ids[index] = unique ?? stem
        taken.insert(ids[index])
      }
    }
    return ids
  }
}

/// Rows that are one group.
private struct Cluster {
  var meetings: [FeedMeeting]

  /// The row that says all that another says, if there is one.
  func rowRepeated(by other: FeedMeeting) -> Int? {
    meetings.first { $0.group.sessions == other.group.sessions && $0.group.description == other.group.description }?.row
      .number
  }

  /// Whether a row is a further session: one at another time.
  func accepts(_ other: FeedMeeting) -> Bool {
    guard !other.group.sessions.isEmpty else { return false }
    return meetings.allSatisfy { meeting in
      !meeting.group.sessions.isEmpty && Set(meeting.group.sessions).isDisjoint(with: other.group.sessions)
    }
  }

  private var first: FeedMeeting { meetings.min { $0.sourceID.isOrderedBefore($1.sourceID) } ?? meetings[0] }
  var sourceID: String { first.sourceID }

  private var sessions: [Session] { meetings.flatMap(\.group.sessions).uniqued().sorted(by: Session.isBefore) }

  /// What sorts clusters of one id, whatever the order of the rows.
  var order: String {
    let session = sessions.first.map { "\($0.weekday.index) \($0.start)" } ?? "9"
    let group = first.group
    return
      "\(session) \(group.location?.address ?? "") \(group.formats.rawValue) \(group.name) \(group.description ?? "")"
  }

  /// "tue-1900".
  var tag: String {
    guard let session = sessions.first else { return "unscheduled" }
    return "\(session.weekday.rawValue.prefix(3))-\(session.start.description.filter { $0 != ":" })"
  }

  func readGroup(id: String, source: String) -> ReadGroup {
    var group = first.group
    group.id = String(id.prefix(ReadingLimit.id))
    group.sessions = sessions
    group.description = description
    // The whole is as fresh as its stalest part.
    let days = meetings.map(\.group.verifiedAt)
    group.verifiedAt = days.contains(nil) ? nil : days.compactMap(\.self).min()
    group.source = RecordSource(name: source, id: sourceID)
    let rows = meetings.map(\.row.number)
    return ReadGroup(group, row: rows[0], otherRows: Array(rows.dropFirst()))
  }

  /// What the rows have in common, or each text with the sessions that it is about.
  private var description: String? {
    let texts = meetings.map(\.group.description)
    guard Set(texts).count > 1 else { return texts[0] }
    let parts = texts.compactMap(\.self).uniqued().map { text in
      let about = meetings.filter { $0.group.description == text }.flatMap(\.group.sessions).sorted(
        by: Session.isBefore)
      return about.map { "\($0.weekday.label) \($0.start)" }.joined(separator: ", ") + ": " + text
    }
    return String(parts.joined(separator: "\n").prefix(ReadingLimit.text))
  }
}

extension FeedMeeting {
  /// All that has to agree between the sessions of one group.
  fileprivate var key: Group {
    var key = group
    key.id = ""
    key.sessions = []
    key.description = nil
    key.verifiedAt = nil
    key.source = nil
    key.contact.url = hasOwnPage ? link : group.contact.url
    if let place = group.location?.coordinate {
      // A hundred metres: rows of one house are looked up more than once.
      let north = (place.latitude * 1000).rounded() / 1000
      let east = (place.longitude * 1000).rounded() / 1000
      key.location?.coordinate = Coordinate(latitude: north, longitude: east)
    }
    return key
  }
}

extension Session {
  fileprivate static func isBefore(_ left: Session, _ right: Session) -> Bool {
    (left.weekday.index, left.start, left.durationMinutes ?? 0) < (
      right.weekday.index, right.start, right.durationMinutes ?? 0
    )
  }
}

extension String {
  /// Numbers by value, before other ids.
  fileprivate func isOrderedBefore(_ other: String) -> Bool {
    switch (Int(self), Int(other)) {
    case (let mine?, let theirs?): mine < theirs
    case (_?, nil): true
    case (nil, _?): false
    case (nil, nil): (count, self) < (other.count, other)
    }
  }
}
