extension Feature {
  /// Whether the member can attend in the way they prefer: 1, or 0.4 where only in another way.
  ///
  /// A hybrid group beyond the member's greatest distance is one to attend online.
  static let format = Feature(
    id: "format", summary: "it meets in the way the member prefers", defaultWeight: 1, valueWhenUnknown: 0.3
  ) { context, snapshot in
    guard let preferred = context.member.preferredFormat else { return nil }
    let limit = preferred == .inPerson ? context.member.maximumKilometers : nil
    return .rows { row in
      let formats = snapshot.formats[row]
      guard !formats.isEmpty else { return nil }
      guard formats.contains(MeetingFormats(preferred)) else { return 0.4 }
      guard let limit, let kilometers = context.kilometers(to: snapshot.coordinates[row]) else { return 1 }
      return kilometers <= limit ? 1 : 0.4
    }
  } remark: { context, group, value in
    guard let preferred = context.member.preferredFormat else { return nil }
    guard let value else { return .question("Ask whether one can take part \(preferred.phrase).") }
    if value == 1 { return .reason("it meets \(preferred.phrase)") }
    guard group.formats.contains(MeetingFormats(preferred)) else {
      return .caution("it meets \(group.formats.phrase(joinedBy: "and")), not \(preferred.phrase)")
    }
    let others = group.formats.subtracting(MeetingFormats(preferred)).phrase(joinedBy: "and")
    return .caution("too far to attend \(preferred.phrase)" + (others.isEmpty ? "" : "; it also meets \(others)"))
  }
}
