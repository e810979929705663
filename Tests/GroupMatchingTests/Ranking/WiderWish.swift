@testable import GroupMatching

/// A member who can manage a little more than before.
struct WiderWish: Sendable {
  let name: String
  /// Whether scores can be compared as well: not where a wish drops out, and the scale of all scores with it.
  let keepsScale: Bool
  /// Widens the wish; answers false where there is nothing to widen.
  let widen: @Sendable (inout Member, inout SplitMix64) -> Bool

  init(
    _ name: String, keepsScale: Bool, _ widen: @escaping @Sendable (inout Member, inout SplitMix64) -> Bool
  ) {
    self.name = name
    self.keepsScale = keepsScale
    self.widen = widen
  }

  static let all = farther + freer + fewer
}

extension WiderWish {
  private static let farther = [
    WiderWish("a longer maximum distance", keepsScale: true) { member, random in
      guard let limit = member.maximumKilometers else { return false }
      member.maximumKilometers = limit + random.pick([0.5, 10, 500])
      return true
    },
    WiderWish("a longer comfortable distance", keepsScale: true) { member, random in
      guard let near = member.comfortableKilometers else { return false }
      member.comfortableKilometers = min(near + random.pick([0.5, 5]), member.maximumKilometers ?? .infinity)
      return true
    },
    WiderWish("no maximum distance", keepsScale: false) { member, _ in
      member.maximumKilometers = nil
      return true
    },
    WiderWish("one way of meeting more", keepsScale: false) { member, random in
      guard let accepted = member.acceptedFormats else { return false }
      member.acceptedFormats = accepted.union(MeetingFormats(random.pick(MeetingFormat.allCases)))
      return true
    },
    WiderWish("a larger budget", keepsScale: true) { member, random in
      guard let budget = member.budget else { return false }
      member.budget = Budget(maximum: budget.maximum + random.pick([1.0, 5, 50]), currency: budget.currency)
      return true
    },
  ]

  private static let freer = [
    WiderWish("one free evening more", keepsScale: true) { member, random in
      guard !member.availability.isEmpty else { return false }
      member.availability.append(MemberGenerator.freeTime(&random))
      return true
    },
    WiderWish("free an hour earlier and later", keepsScale: true) { member, _ in
      let longer = EligibilityRule.schedule.relaxations(member).first?.member.availability
      return longer.map { member.availability = $0 } != nil
    },
    WiderWish("free at any time", keepsScale: false) { member, _ in
      member.availability = []
      return true
    },
    WiderWish("one language more", keepsScale: true) { member, random in
      guard !member.languages.isEmpty else { return false }
      member.languages = (member.languages + [random.pick(GroupGenerator.languages)]).uniqued()
      return true
    },
  ]

  private static let fewer = [
    WiderWish("one requirement less", keepsScale: true) { member, _ in member.requiredAccommodations.popLast() != nil },
    WiderWish("nothing set aside", keepsScale: true) { member, _ in
      member.excludedGroups = []
      return true
    },
    WiderWish("any cost", keepsScale: false) { member, _ in
      member.budget = nil
      return true
    },
    WiderWish("any language", keepsScale: false) { member, _ in
      member.languages = []
      return true
    },
    WiderWish("no age given", keepsScale: false) { member, _ in
      member.age = nil
      return true
    },
    WiderWish("no role given", keepsScale: false) { member, _ in
      member.role = nil
      return true
    },
    WiderWish("no communities given", keepsScale: false) { member, _ in
      member.communities = nil
      return true
    },
  ]
}
