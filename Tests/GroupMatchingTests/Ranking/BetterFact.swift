@testable import GroupMatching

/// One fact of a group, better for a member than it was.
struct BetterFact: Sendable {
  let name: String
  /// The better group; `nil` where the fact cannot be better for this group and member.
  let better: @Sendable (Group, GeneratedCase, inout SplitMix64) -> Group?

  /// - Parameter change: Betters a copy; answers false where it cannot.
  init(_ name: String, _ change: @escaping @Sendable (inout Group, GeneratedCase, inout SplitMix64) -> Bool) {
    self.name = name
    better = { group, generated, random in
      var better = group
      return change(&better, generated, &random) && better != group ? better : nil
    }
  }

  /// A fact that depends on what the member said about one thing.
  static func wished<Wish>(
    _ name: String, _ wish: @escaping @Sendable (Member) -> Wish?,
    _ change: @escaping @Sendable (inout Group, Wish, inout SplitMix64) -> Bool
  ) -> BetterFact {
    BetterFact(name) { group, generated, random in
      wish(generated.member).map { change(&group, $0, &random) } ?? false
    }
  }

  /// A truth value that is true now.
  static func flag(_ name: String, _ fact: WritableKeyPath<Group, Bool?> & Sendable) -> BetterFact {
    BetterFact(name) { group, _, _ in
      group[keyPath: fact] = true
      return true
    }
  }

  static let all = place + time + money + about + ways
}

extension BetterFact {
  private static let place = [
    wished("nearer", \.location) { group, here, random in
      guard let there = group.location?.coordinate else { return false }
      let part = random.number(in: 0.0...0.9)
      let nearer = Coordinate(
        latitude: here.latitude + (there.latitude - here.latitude) * part,
        longitude: here.longitude + (there.longitude - here.longitude) * part)
      guard let nearer, here.kilometers(to: nearer) <= here.kilometers(to: there) else { return false }
      group.location?.coordinate = nearer
      return true
    },
    wished("known to be next door", \.location) { group, here, _ in
      group.location = Location(coordinate: here)
      return true
    },
    wished("online as well", { ($0.acceptedFormats ?? .all).contains(.online) ? true : nil }) { group, _, _ in
      group.formats.formUnion(.online)
      return true
    },
    wished("by phone as well", { ($0.acceptedFormats ?? .all).contains(.phone) ? true : nil }) { group, _, _ in
      group.formats.formUnion(.phone)
      return true
    },
    wished("the preferred way of meeting as well", \.preferredFormat) { group, preferred, _ in
      // To a group of which no way is known, meeting in person may be bad news: it may be far.
      guard !group.formats.isEmpty else { return false }
      group.formats.formUnion(MeetingFormats(preferred))
      return true
    },
  ]

  private static let time = [
    BetterFact("a session within the free times") { group, generated, _ in
      guard let free = generated.member.availability.first, free.start.minutes < 1440 else { return false }
      // Without a zone of their own, the member's free times are meant by the group's clock.
      let zone = generated.member.timeZone ?? ZoneID("Europe/London")
      let session = Session(
        weekday: free.weekday, start: free.start, durationMinutes: min(60, free.durationMinutes), zone: zone)
      return session.map { group.sessions.append($0) } != nil
    },
    BetterFact("one session more") { group, generated, random in
      // The first session of a group tells when it meets, which may be bad news.
      guard !group.sessions.isEmpty, let session = SessionGenerator.session(random.pick(Metro.all), &random) else {
        return false
      }
      group.sessions.append(session)
      return true
    },
    BetterFact("verified at the moment asked about") { group, generated, _ in
      group.verifiedAt = generated.moment.day(in: generated.member.timeZone)
      return true
    },
    BetterFact("verified later") { group, _, random in
      guard let verified = group.verifiedAt else { return false }
      group.verifiedAt = verified.adding(days: random.number(in: 1...300))
      return true
    },
    BetterFact("meeting at present") { group, _, _ in
      group.status = .active
      return true
    },
  ]

  private static let money = [
    BetterFact("free") { group, _, _ in
      group.cost = Cost(kind: .free)
      return true
    },
    BetterFact("cheaper") { group, _, random in
      guard let cost = group.cost, let amount = cost.amount else { return false }
      let part = random.number(in: 0.0...1)
      group.cost = Cost(
        kind: cost.kind,
        amount: Cost.Amount(
          minimum: amount.minimum * part, maximum: amount.maximum * part, currency: amount.currency))
      return true
    },
    BetterFact("by donation instead of at a price") { group, _, _ in
      guard let cost = group.cost, cost.leastPrice ?? 1 > 0 else { return false }
      group.cost = Cost(kind: .donation, amount: cost.amount)
      return true
    },
  ]
}
