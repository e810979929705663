@testable import GroupMatching

/// Makes members who could look for a group, with wishes left open as people leave them.
struct MemberGenerator {
  let vocabulary: Vocabulary
  /// The chance that a wish is stated: 0 leaves everything open.
  let openness: Double
  let focus: [TopicID]

  private static let needs = [
    "I'd like to talk\nto somebody", "My mum has Parkinson's and I can't sleep",
    "Tengo ataques de pánico en el trabajo",
    "Endo, IVF, and nobody at work knows", "zzz qqq",
  ]

  func member(_ random: inout SplitMix64) -> Member {
    let metro = random.pick(Metro.all)
    var member = Member()
    setPerson(&member, &random)
    setPlaceAndTime(&member, metro, &random)
    setWishes(&member, metro, &random)
    return member
  }

  private func stated<Value>(_ random: inout SplitMix64, _ make: (inout SplitMix64) -> Value?) -> Value? {
    random.maybe(openness, make)
  }

  private func setPerson(_ member: inout Member, _ random: inout SplitMix64) {
    member.id = stated(&random) { "m-\($0.number(in: 1...999))" }
    member.need = stated(&random) { $0.pick(Self.needs) }
    member.topics = stated(&random) { $0.some(1...3, of: focus) } ?? []
    member.role = stated(&random) { $0.pick(Role.allCases) }
    member.communities = stated(&random) { $0.some(0...3, of: vocabulary.communities.map(\.id)) }
    member.age = stated(&random) { $0.number(in: 10...95) }
    member.languages = stated(&random) { $0.some(1...3, of: GroupGenerator.languages) } ?? []
  }

  private func setPlaceAndTime(_ member: inout Member, _ metro: Metro, _ random: inout SplitMix64) {
    let accepted = stated(&random) { $0.some(1...3, of: MeetingFormat.allCases) }
    member.acceptedFormats = accepted.map { MeetingFormats($0) }
    member.preferredFormat = stated(&random) { $0.pick(accepted ?? MeetingFormat.allCases) }
    member.location = stated(&random) { metro.point(&$0) }
    member.comfortableKilometers = random.maybe(openness * 0.8) { $0.pick([0.0, 2, 5, 10]) }
    member.maximumKilometers = random.maybe(openness * 0.8) {
      (member.comfortableKilometers ?? 0) + $0.pick([0.0, 1, 10, 25, 12_000])
    }
    member.availability =
      stated(&random) { random in
        (0..<random.number(in: 1...5)).map { _ in Self.freeTime(&random) }
      } ?? []
    member.timeZone = stated(&random) { ZoneID($0.chance(0.8) ? metro.zone : $0.pick(Metro.all).zone) }
  }

  private func setWishes(_ member: inout Member, _ metro: Metro, _ random: inout SplitMix64) {
    let accommodations = vocabulary.accommodations.map(\.id)
    member.requiredAccommodations = random.maybe(openness * 0.4) { $0.some(1...2, of: accommodations) } ?? []
    member.helpfulAccommodations = stated(&random) { $0.some(1...3, of: accommodations) } ?? []
    member.budget = stated(&random) { random in
      Budget(maximum: random.pick([0.0, 5, 10, 40]), currency: random.maybe(0.8) { _ in metro.currency })
    }
    member.comfort = Comfort(
      listenOnly: stated(&random) { $0.chance(0.7) }, observeFirst: stated(&random) { $0.chance(0.7) },
      size: stated(&random) { $0.pick(Comfort.Size.allCases) })
    member.facilitation = stated(&random) { $0.pick(Facilitation.Kind.allCases) }
    member.excludedGroups = random.maybe(openness * 0.3) { $0.some(1...3, of: ["g-000", "g-003", "g-011"]) } ?? []
    member.importance =
      random.maybe(openness * 0.5) { random in
        random.some(1...3, of: Feature.all.map(\.id)).reduce(into: [:]) { $0[$1] = random.pick([0, 0.5, 2, 10]) }
      } ?? [:]
  }

  /// A time in the week: an evening, a whole day, or one that runs past midnight.
  static func freeTime(_ random: inout SplitMix64) -> FreeTime {
    let start = ClockTime(minutes: 30 * random.number(in: 0...47)) ?? .midnight
    let end = ClockTime(minutes: 30 * random.number(in: 0...48)) ?? .midnight
    return FreeTime(weekday: random.pick(Weekday.allCases), start: start, end: end)
  }
}
