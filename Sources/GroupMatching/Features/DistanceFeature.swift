extension Feature {
  /// How near the group meets: 1 within the comfortable distance, falling in a straight line to 0 at the greatest.
  ///
  /// Great-circle kilometres between the two places. 1 where the group can be attended online or by phone (no travel);
  /// unknown where a place is missing.
  static let distance = Feature(
    id: "distance", summary: "how near it meets", defaultWeight: 2, valueWhenUnknown: 0.3
  ) { context, snapshot in
    guard let here = context.member.location, context.acceptedFormats.contains(.inPerson) else { return nil }
    let travel = context.travel
    let curve = DistanceCurve(
      near: travel.comfortable, far: travel.maximum, nearValue: 1, farValue: 0, beyondValue: 0)
    return .travel(
      TravelTable(snapshot.places, from: here, curve) { context.isRemote($0.formats) == true ? 1 : nil })
  } remark: { context, group, value in
    guard let kilometers = context.kilometers(to: group), group.formats.isEmpty || group.formats.contains(.inPerson)
    else {
      let remote = group.formats.intersection(.remote).phrase(joinedBy: "and")
      if value == nil { return .question("Ask where it meets.") }
      return context.isRemote(group.formats) == true ? .reason("no travel: it meets \(remote)") : nil
    }
    let text = distanceText(kilometers) + " away"
    if kilometers <= context.travel.comfortable { return .reason(text) }
    if context.isRemote(group.formats) == true {
      return .reason("no travel: one can attend \(group.formats.intersection(.remote).phrase(joinedBy: "or"))")
    }
    if context.member.comfortableKilometers != nil { return .caution(text + ", farther than is comfortable") }
    return value == 0 ? .caution(text) : .reason(text)
  }
}
