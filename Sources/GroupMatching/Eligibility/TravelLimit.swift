extension EligibilityRule {
  /// A group that can be attended at its place alone is within the member's greatest distance.
  ///
  /// Somebody who attends from home alone is not asked to travel, but neither is a group far away more likely to be online
  /// for that: the rule is the same for every way of meeting, so that accepting one more never loses a group.
  ///
  /// A group that states a place and no way of meeting is taken to meet there: the place is stated, an online session is
  /// not, and a list of groups a continent away helps nobody.
  static let travelLimit = EligibilityRule(
    id: "travel-limit",
    summary: "the group can be reached: from home, or within the distance that the member can travel"
  ) { context, snapshot in
    guard let limit = context.member.maximumKilometers, let here = context.member.location else { return nil }
    return .travel(
      TravelReach(snapshot.places, from: here, within: limit) { attendance in
        context.isRemote(attendance.formats) == true ? .yes : nil
      })
  } reason: { context, group in
    let kilometers = context.kilometers(to: group) ?? 0
    return "it is \(distanceText(kilometers)) away, over the \(distanceText(context.travel.maximum)) limit"
  } question: { _, group in
    group.formats.isEmpty ? "Ask whether it meets near you or online." : "Ask where it meets."
  } change: { context, group in
    context.kilometers(to: group).map { "travel up to \(distanceText(($0).rounded(.up)))" }
  } relaxations: { member in
    guard let limit = member.maximumKilometers else { return [] }
    return [2, 5].map { factor in
      let wider = max(limit, 1) * factor
      return Relaxation("\(compact(wider)) km instead of \(compact(limit))", member) { $0.maximumKilometers = wider }
    }
  }
}
