@testable import GroupMatching

/// Makes groups that could exist, with facts missing as they are in life.
struct GroupGenerator {
  let vocabulary: Vocabulary
  /// The chance that a fact is known: 0 leaves the name alone, 1 states everything.
  let knowledge: Double
  /// The topics that most groups of the directory are about, so that members and groups meet.
  let focus: [TopicID]

  private static let names = [
    "Circle", "Tuesday \"Table\"", "Café Ó Briain", "Ramp & Rail", "第一組", "Night\tOwls", "Line\nTwo",
  ]
  private static let descriptions = [
    "For people with endometriosis or going through IVF", "Panic at work: what helps, what doesn't",
    "Families of people who live with Parkinson's", "We play cards", "Un círculo para hablar sin prisa", "第一",
  ]
  private static let organizations = ["East Bay Peers", "Persimmon House", "Lantern Trust", "Open Door CIC"]

  /// A group with an id.
  func group(_ id: String, _ random: inout SplitMix64) -> Group {
    let metro = random.pick(Metro.all)
    var group = Group(id: id, name: "\(random.pick(Self.names)) \(id)")
    setAbout(&group, &random)
    setMeetings(&group, metro, &random)
    setWays(&group, &random)
    setOrigin(&group, &random)
    return group
  }

  private func known<Value>(_ random: inout SplitMix64, _ make: (inout SplitMix64) -> Value?) -> Value? {
    random.maybe(knowledge, make)
  }

  private func setAbout(_ group: inout Group, _ random: inout SplitMix64) {
    let topics = vocabulary.taxonomy.topics.map(\.id)
    group.description = known(&random) { "\($0.pick(Self.descriptions)), \(random: &$0)." }
    group.topics = known(&random) { $0.some(1...3, of: $0.chance(0.8) ? focus : topics) } ?? []
    group.audiences = known(&random) { $0.some(1...2, of: Audience.allCases) } ?? []
    group.communities =
      known(&random) { random in
        random.some(0...2, of: vocabulary.communities.map(\.id)).map {
          CommunityFocus($0, isExclusive: random.chance(0.3))
        }
      } ?? []
    group.ages = known(&random) { random in
      let low = random.maybe(0.7) { $0.number(in: 0...60) }
      return AgeRange(minimum: low, maximum: random.maybe(0.5) { (low ?? 10) + $0.number(in: 0...50) })
    }
    group.languages = known(&random) { $0.some(1...3, of: Self.languages) } ?? []
  }

  private func setMeetings(_ group: inout Group, _ metro: Metro, _ random: inout SplitMix64) {
    group.formats = MeetingFormats(known(&random) { $0.some(1...2, of: MeetingFormat.allCases) } ?? [])
    group.location = known(&random) { random in
      let place = Location(
        coordinate: random.maybe(0.9) { metro.point(&$0) }, address: random.maybe(0.5) { _ in "12 Mill Lane" },
        postalCode: random.maybe(0.3) { _ in "94612" }, country: metro.country)
      return place
    }
    group.sessions =
      known(&random) { random in
        (0..<random.number(in: 1...3)).compactMap { _ in SessionGenerator.session(metro, &random) }.uniqued()
      } ?? []
    group.cost = known(&random) { random in
      let low = random.pick([0.0, 0, 2.5, 5, 12])
      let amount = Cost.Amount(
        minimum: low, maximum: low + random.pick([0.0, 7.75, 20]),
        currency: random.maybe(0.9) { $0.chance(0.8) ? metro.currency : "CHF" })
      return Cost(kind: random.pick(Cost.Kind.allCases), amount: random.chance(0.7) ? amount : nil)
    }
  }

  private func setWays(_ group: inout Group, _ random: inout SplitMix64) {
    group.accommodations = vocabulary.accommodations.reduce(into: [:]) { statuses, accommodation in
      statuses[accommodation.id] = random.maybe(knowledge * 0.5) { $0.pick(AccommodationStatus.allCases) }
    }
    group.participation = Participation(
      dropIn: flag(&random), observersWelcome: flag(&random), sharingOptional: flag(&random),
      registration: known(&random) { $0.pick(Participation.Registration.allCases) })
    group.facilitation = Facilitation(
      kind: known(&random) { $0.pick(Facilitation.Kind.allCases) }, guidelinesPublished: flag(&random),
      confidential: flag(&random), crisisProtocol: flag(&random))
    group.size = GroupSize(
      typical: known(&random) { $0.number(in: 2...40) }, capacity: known(&random) { $0.number(in: 5...60) },
      openings: known(&random) { $0.pick([0, 1, 2, 3, 5, 12]) })
    group.status = known(&random) { $0.pick([.active, .active, .active, .active, .paused, .closed]) }
    group.verifiedAt = known(&random) { Day(daysSinceEpoch: 20_400 + $0.number(in: 0...500)) }
  }

  private func flag(_ random: inout SplitMix64) -> Bool? { known(&random) { $0.chance(0.7) } }

  private func setOrigin(_ group: inout Group, _ random: inout SplitMix64) {
    group.organization = known(&random) { random in
      Organization(
        name: random.pick(Self.organizations), url: random.maybe(0.5) { _ in "https://peers.example.org" })
    }
    group.contact = Contact(
      url: known(&random) { _ in "https://peers.example.org/groups" }, email: known(&random) { _ in "hi@example.org" },
      phone: known(&random) { _ in "+1 510 555 0100" })
    group.source = known(&random) { random in
      RecordSource(name: "A list", id: random.maybe(0.5) { "row-\($0.number(in: 1...99))" })
    }
  }

  /// Languages that some of the generated members speak, with regions and scripts.
  static let languages = ["en", "es", "es-419", "fr-CA", "zh-Hans", "zh-Hant", "ase", "pt-BR", "pt"].compactMap {
    LanguageTag($0)
  }
}

extension DefaultStringInterpolation {
  /// Some words, chosen by a generator.
  fileprivate mutating func appendInterpolation(random: inout SplitMix64) {
    appendLiteral(
      random.some(1...4, of: ["by the river", "with tea", "for “newcomers”", "\\ slowly", "🙂"]).joined(separator: " "))
  }
}
