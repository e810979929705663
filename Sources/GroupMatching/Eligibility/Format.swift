extension EligibilityRule {
  /// The group meets in one of the ways that the member can use.
  static let format = EligibilityRule(
    id: "format", summary: "the group meets in a way that the member can use"
  ) { context, snapshot in
    guard let accepted = context.member.acceptedFormats else { return nil }
    return .table(snapshot.places.attendance) { attendance in
      attendance.formats.isEmpty ? .unknown : attendance.formats.isDisjoint(with: accepted) ? .no : .yes
    }
  } reason: { _, group in
    "it meets \(group.formats.phrase(joinedBy: "and")) only"
  } question: { context, _ in
    "Ask whether one can take part \(context.acceptedFormats.phrase(joinedBy: "or"))."
  } change: { _, group in
    "take part \(group.formats.phrase(joinedBy: "or"))"
  } relaxations: { member in
    guard let accepted = member.acceptedFormats else { return [] }
    return MeetingFormat.allCases.filter { !accepted.contains(MeetingFormats($0)) }.map { format in
      Relaxation("\(format.phrase) as well", member) { $0.acceptedFormats = accepted.union(MeetingFormats(format)) }
    }
  }
}
