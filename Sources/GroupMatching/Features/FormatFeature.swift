extension Feature {
  /// Whether the member can attend in the way they prefer: 1, or 0.4 where only in another way.
  ///
  /// A hybrid group beyond the member's greatest distance is one to attend online.
  static let format = Feature(
    id: "format", summary: "it meets in the way the member prefers", defaultWeight: 1, valueWhenUnknown: 0.3
  ) { context, snapshot in
    guard let preferred = context.member.preferredFormat else { return nil }
    let value = { @Sendable (attendance: Attendance) -> Double? in
      attendance.formats.isEmpty ? nil : attendance.formats.contains(MeetingFormats(preferred)) ? 1 : 0.4
    }
    guard preferred == .inPerson, let limit = context.member.maximumKilometers, let here = context.member.location
    else { return .table(snapshot.places.attendance, value) }
    let curve = DistanceCurve(near: limit, far: limit, nearValue: 1, farValue: 0.4, beyondValue: 0.4)
    return .travel(
      TravelTable(snapshot.places, from: here, curve) { attendance in
        attendance.isPlaced && attendance.formats.contains(.inPerson) ? nil : value(attendance) ?? .nan
      })
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
