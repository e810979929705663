import GroupMatching

/// Something in a directory that somebody should look at.
public struct DirectoryFinding: Sendable {
  /// What is wrong, in a few words: "no way to get in touch".
  public let what: String
  /// The groups it concerns, by id.
  public let groupIDs: [String]
}

/// A check over a whole directory.
public struct DirectoryCheck: Sendable {
  /// What it finds, in a few words.
  let what: String
  /// The groups that it finds.
  let find: @Sendable ([Group], Day) -> [Group]

  /// Every check, in the order in which findings are listed.
  static let all: [DirectoryCheck] = [
    each("no topic, so that no need leads to it") { group, _ in group.topics.isEmpty },
    each("no way of meeting") { group, _ in group.formats.isEmpty },
    each("meets in person, but at no known place") { group, _ in
      group.needsPlace && group.location?.coordinate == nil
    },
    each("no sessions") { group, _ in group.sessions.isEmpty },
    each("sessions without a time zone") { group, _ in group.sessions.contains { $0.zone == nil } },
    each("every second week, but from which one is not stated") { group, _ in
      group.sessions.contains { !$0.hasKnownDays }
    },
    each("every session's last day is past") { group, today in
      !group.sessions.isEmpty && group.sessions.allSatisfy { $0.recurrence?.until.map { $0 < today } ?? false }
    },
    each("no way to get in touch") { group, _ in group.contact.isEmpty },
    each("last verified over two years ago") { group, today in
      group.verifiedAt.map { $0.days(until: today) > 730 } ?? false
    },
    each("verified on a day to come") { group, today in group.verifiedAt.map { $0 > today } ?? false },
    DirectoryCheck(what: "likely the same group twice: one name, place and time") { groups, _ in
      Dictionary(grouping: groups, by: Likeness.init).values.filter { $0.count > 1 }.flatMap { $0 }
        .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    },
  ]

  private static func each(_ what: String, _ isFound: @escaping @Sendable (Group, Day) -> Bool) -> DirectoryCheck {
    DirectoryCheck(what: what) { groups, today in groups.filter { isFound($0, today) } }
  }

  /// What all checks find in a directory; a check that finds nothing is left out.
  ///
  /// - Complexity: O(groups · checks).
  public static func findings(in groups: [Group], today: Day) -> [DirectoryFinding] {
    all.map { check in DirectoryFinding(what: check.what, groupIDs: check.find(groups, today).map(\.id)) }
      .filter { !$0.groupIDs.isEmpty }
  }
}

/// What two entries of one group have in common, whatever their ids.
private struct Likeness: Hashable {
  let name: String
  /// To about a hundred metres.
  let place: [Int]
  let times: [String]

  init(_ group: Group) {
    name = group.name.lowercased().filter { $0.isLetter || $0.isNumber }
    place =
      group.location?.coordinate.map { [Int(($0.latitude * 1000).rounded()), Int(($0.longitude * 1000).rounded())] }
      ?? []
    times = group.sessions.map { "\($0.weekday) \($0.start)" }.sorted()
  }
}
