extension Feature {
  /// Listening only and observing first, as the member asked, and dropping in.
  ///
  /// The mean of what was asked for (yes 1, no 0, not stated 0.4) for four fifths, and dropping in for the rest.
  static let lowPressure = Feature(
    id: "low-pressure", summary: "listening only, observing first, dropping in, as asked", defaultWeight: 1,
    valueWhenUnknown: LowPressure.unknown
  ) { context, snapshot in
    let comfort = context.member.comfort
    guard comfort.listenOnly == true || comfort.observeFirst == true else { return nil }
    return .table(snapshot.welcomes) { welcome in
      let asked = LowPressure.asked(comfort, of: welcome)
      guard (asked + [welcome.dropIn]).contains(where: { $0 != nil }) else { return nil }
      let mean = asked.reduce(0) { $0 + LowPressure.value(of: $1) } / Double(asked.count)
      return 0.8 * mean + 0.2 * LowPressure.value(of: welcome.dropIn)
    }
  } remark: { context, group, _ in
    let comfort = context.member.comfort
    let participation = group.participation
    if comfort.listenOnly == true, participation.sharingOptional == false {
      return .caution("everyone is asked to share")
    }
    if comfort.observeFirst == true, participation.observersWelcome == false {
      return .caution("it does not take visitors who only look")
    }
    var given: [String] = []
    if comfort.listenOnly == true, participation.sharingOptional == true { given.append("only to listen") }
    if comfort.observeFirst == true, participation.observersWelcome == true {
      given.append("to look once before joining")
    }
    if !given.isEmpty { return .reason("it is fine \(given.joinedInProse("and"))") }
    return .question(
      comfort.listenOnly == true ? "Ask whether it is fine only to listen." : "Ask whether you may look once first.")
  }
}

/// What the facts of ``Feature/lowPressure`` are worth.
private enum LowPressure {
  static let unknown = 0.4

  static func value(of fact: Bool?) -> Double { fact.map { $0 ? 1 : 0 } ?? unknown }

  static func asked(_ comfort: Comfort, of welcome: Welcome) -> [Bool?] {
    (comfort.listenOnly == true ? [welcome.sharingOptional] : [])
      + (comfort.observeFirst == true ? [welcome.observersWelcome] : [])
  }
}
