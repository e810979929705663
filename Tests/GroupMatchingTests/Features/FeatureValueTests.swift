import Testing

@testable import GroupMatching

/// The values that the features declare in their documentation, one by one.
@Suite("What a feature is worth")
struct FeatureValueTests {
  /// The feature's value for one group, at noon on 1 December 2026.
  private func value(
    _ feature: Feature, wish: (inout Member) -> Void, fact: (inout Group) -> Void
  ) throws -> Double? {
    var member = Member()
    wish(&member)
    var group = Group(id: "g", name: "A group")
    fact(&group)
    let snapshot = try Snapshot(groups: [group], vocabulary: try ProjectData.vocabulary)
    let context = MemberContext(member, over: snapshot, at: try Instant.reading("2026-12-01T12:00"))
    let term = try #require(feature.term(context, snapshot), "the feature applies")
    return term.value(of: 0, unknown: feature.valueWhenUnknown)
  }

  @Test(
    "topics, by their relation in the taxonomy",
    arguments: [
      (["panic"], ["panic"], 1), (["anxiety"], ["panic"], 0.85), (["panic"], ["anxiety"], 0.7),
      (["panic"], ["mental-health"], 0.45), (["panic"], ["agoraphobia"], 0.4), (["anxiety"], ["depression"], 0.3),
      (["panic"], ["alcohol"], 0), (["panic"], ["alcohol", "panic"], 1), (["panic", "alcohol"], ["panic"], 0.85),
    ] as [([TopicID], [TopicID], Double)])
  func topic(wanted: [TopicID], offered: [TopicID], worth: Double) throws {
    let value = try value(.topic) {
      $0.topics = wanted
    } fact: {
      $0.topics = offered
    }
    #expect(abs(try #require(value) - worth) < 1e-12)
  }

  @Test(
    "distance: 1 within the comfortable, then in a straight line to 0 at the greatest",
    arguments: [
      (0.0, 1.0), (4.9, 1), (5, 1), (10, 0.75), (15, 0.5), (25, 0), (80, 0),
    ])
  func distance(kilometers: Double, worth: Double) throws {
    let here = try Coordinate.at(0, 20)
    let there = try Coordinate.at(0, 20 + kilometers / (Coordinate.earthRadiusKilometers * .pi / 180))
    let wish = { (member: inout Member) in
      member.location = here
      member.comfortableKilometers = 5
      member.maximumKilometers = 25
    }
    let value = try value(.distance, wish: wish) { group in
      group.formats = .inPerson
      group.location = Location(coordinate: there)
    }
    #expect(abs(try #require(value) - worth) < 1e-6)
    let online = try self.value(.distance, wish: wish) { group in
      group.formats = [.inPerson, .online]
      group.location = Location(coordinate: there)
    }
    #expect(online == 1)
  }

  @Test("distance: the limit that stands in for the one that was not given")
  func travel() throws {
    let snapshot = try Snapshot(groups: [], vocabulary: try ProjectData.vocabulary)
    let travel = { (near: Double?, far: Double?) -> [Double] in
      var member = Member()
      member.comfortableKilometers = near
      member.maximumKilometers = far
      let travel = MemberContext(member, over: snapshot, at: Instant(minutesSinceEpoch: 0)).travel
      return [travel.comfortable, travel.maximum]
    }
    #expect(travel(3, 9) == [3, 9])
    #expect(travel(nil, 10) == [2, 10])
    #expect(travel(4, nil) == [4, 20])
    #expect(travel(nil, nil) == [5, 50])
  }

  @Test(
    "cost: free 1, by donation 0.95, then from 0.9 to 0.5 at the budget's end, and 0 above",
    arguments: [
      (.free, nil, 1), (.donation, 5.0, 0.95), (.fixed, 1, 0.86), (.fixed, 5, 0.7), (.slidingScale, 10, 0.5),
      (.fixed, 11, 0),
      (.fixed, nil, nil), (.insurance, nil, nil),
    ] as [(Cost.Kind, Double?, Double?)])
  func cost(kind: Cost.Kind, minimum: Double?, worth: Double?) throws {
    let value = try value(.cost) {
      $0.budget = Budget(maximum: 10, currency: "USD")
    } fact: { group in
      let amount = minimum.flatMap { Cost.Amount(minimum: $0, maximum: $0 * 2, currency: "USD") }
      group.cost = Cost(kind: kind, amount: amount)
    }
    #expect(value.map { ($0 * 1e9).rounded() } == worth.map { ($0 * 1e9).rounded() })
  }

  @Test(
    "language: the first 1, the second 0.8, the third 0.64; an interpreter 0.3",
    arguments: [
      (["en"], false, 1), (["es"], false, 0.8), (["fr"], false, 0.64), (["fr", "en"], false, 1), (["de"], false, 0),
      (["de"], true, 0.3), (["es-MX"], false, 0.8),
    ] as [([String], Bool, Double)])
  func language(spoken: [String], hasInterpreter: Bool, worth: Double) throws {
    let value = try value(.language) {
      $0.languages = ["en", "es", "fr"].compactMap { LanguageTag($0) }
    } fact: { group in
      group.languages = spoken.compactMap { LanguageTag($0) }
      if hasInterpreter { group.accommodations["interpreter"] = .onRequest }
    }
    #expect(abs(try #require(value) - worth) < 1e-12)
  }

  @Test("language: speaking one that the member knows is never worth less than an interpreter for it")
  func manyLanguages() throws {
    let wish = { (member: inout Member) in
      member.languages = ["en", "es", "fr", "de", "it", "pt", "nl", "sv", "da"].compactMap { LanguageTag($0) }
    }
    for last in ["fr", "pt", "nl", "da"] {
      let value = try value(.language, wish: wish) { group in
        group.languages = ["fi", last].compactMap { LanguageTag($0) }
        group.accommodations["interpreter"] = .available
      }
      #expect(try #require(value) >= 0.3, "\(last)")
    }
  }

  @Test(
    "freshness: 1 for ninety days, then to 0 at two years",
    arguments: [
      ("2026-12-01", 1), ("2026-09-02", 1), ("2026-01-15", 0.640625), ("2024-12-01", 0), ("2020-01-01", 0),
      ("2027-03-01", 1),
    ])
  func freshness(verified: String, worth: Double) throws {
    let value = try value(.freshness) { _ in
    } fact: {
      $0.verifiedAt = Day(verified)
    }
    #expect(abs(try #require(value) - worth) < 1e-12)
  }

  @Test("openings: none 0, one 0.6, five and more 1", arguments: [(0, 0.0), (1, 0.6), (3, 0.8), (5, 1), (40, 1)])
  func openings(count: Int, worth: Double) throws {
    let value = try value(.openings) { _ in
    } fact: {
      $0.size.openings = count
    }
    #expect(abs(try #require(value) - worth) < 1e-12)
  }

  @Test(
    "size: 1 within the circle wished for, a tenth less for each person more or fewer",
    arguments: [
      (Comfort.Size.small, 8, 1.0), (.small, 11, 0.7), (.medium, 7, 0.8), (.medium, 15, 1), (.large, 15, 0.9),
      (.small, 30, 0),
    ])
  func size(wanted: Comfort.Size, people: Int, worth: Double) throws {
    let value = try value(.size) {
      $0.comfort.size = wanted
    } fact: {
      $0.size.typical = people
    }
    #expect(abs(try #require(value) - worth) < 1e-12)
    let capacity = try self.value(.size) {
      $0.comfort.size = wanted
    } fact: {
      $0.size.capacity = people
    }
    #expect(capacity == value)
  }

  @Test("helpful accommodations: available 1, on request 0.8, not stated 0.3, unavailable 0")
  func accommodations() throws {
    let wish = { (member: inout Member) in member.helpfulAccommodations = ["braille", "childcare"] }
    let worth = { (braille: AccommodationStatus?, childcare: AccommodationStatus?) in
      try value(.accommodations, wish: wish) { group in
        group.accommodations["braille"] = braille
        group.accommodations["childcare"] = childcare
      }
    }
    #expect(try worth(.available, .available) == 1)
    #expect(try worth(.available, .onRequest) == 0.9)
    #expect(try worth(.available, nil) == 0.65)
    #expect(try worth(.unavailable, .unavailable) == 0)
    #expect(try worth(nil, nil) == nil)
  }

  @Test(
    "audience: the member's role 1, anyone 0.8, the other of family and caregivers 0.4",
    arguments: [
      (Audience.family, 1.0), (.anyone, 0.8), (.caregiver, 0.4), (.livedExperience, 0),
    ])
  func audience(audience: Audience, worth: Double) throws {
    #expect(
      try value(.audience) {
        $0.role = .family
      } fact: {
        $0.audiences = [audience]
      } == worth)
  }

  @Test(
    "community: from 0.7 to 1 by how many are shared, 0.2 where it names others only",
    arguments: [
      (["women"], 0.85), (["women", "veterans", "men"], 1), (["men"], 0.2),
    ] as [([CommunityID], Double)])
  func community(communities: [CommunityID], worth: Double) throws {
    let value = try value(.community) {
      $0.communities = ["women", "veterans"]
    } fact: {
      $0.communities = communities.map { CommunityFocus($0) }
    }
    #expect(value == worth)
  }

  @Test(
    "facilitation: the same 1, a step away 0.5, two steps 0.1",
    arguments: [
      (Facilitation.Kind.peer, 1.0), (.trainedPeer, 0.5), (.professional, 0.1),
    ])
  func facilitation(kind: Facilitation.Kind, worth: Double) throws {
    #expect(
      try value(.facilitation) {
        $0.facilitation = .peer
      } fact: {
        $0.facilitation.kind = kind
      } == worth)
  }

  @Test(
    "format: the preferred way 1, another 0.4",
    arguments: [
      (MeetingFormats.all, 1.0), (.phone, 1), ([.inPerson, .online], 0.4),
    ] as [(MeetingFormats, Double)])
  func format(formats: MeetingFormats, worth: Double) throws {
    #expect(
      try value(.format) {
        $0.preferredFormat = .phone
      } fact: {
        $0.formats = formats
      } == worth)
  }

  @Test(
    "age: 1 for the member's own year, 0.6 for any, 0 outside",
    arguments: [
      (30, 30, 1.0), (0, nil, 0.6), (nil, 25, 0), (20, 45, 0.9),
    ] as [(Int?, Int?, Double)])
  func age(minimum: Int?, maximum: Int?, worth: Double) throws {
    let value = try value(.age) {
      $0.age = 30
    } fact: {
      $0.ages = AgeRange(minimum: minimum, maximum: maximum)
    }
    #expect(abs(try #require(value) - worth) < 1e-12)
  }

  @Test("low pressure: four fifths for what was asked, the rest for dropping in")
  func lowPressure() throws {
    let worth = { (listens: Bool?, observes: Bool?, dropsIn: Bool?) in
      try value(.lowPressure) {
        $0.comfort = Comfort(listenOnly: true, observeFirst: true)
      } fact: {
        $0.participation = Participation(dropIn: dropsIn, observersWelcome: observes, sharingOptional: listens)
      }.map { ($0 * 1000).rounded() / 1000 }
    }
    #expect(try worth(true, true, true) == 1)
    #expect(try worth(true, false, true) == 0.6)
    #expect(try worth(false, false, false) == 0)
    #expect(try worth(true, nil, nil) == 0.64)
    #expect(try worth(nil, nil, nil) == nil)
  }
}
