@testable import GroupMatching

/// A directory, a member, weights and a moment, all from one seed.
struct GeneratedCase: Sendable, CustomStringConvertible {
  let seed: UInt64
  let groups: [Group]
  /// Every second seed is that of an organisation that keeps outcomes.
  let retention: [String: Retention]
  let member: Member
  let weights: Weights
  let moment: Instant
  let vocabulary: Vocabulary
  let snapshot: Snapshot

  /// - Parameters:
  ///   - size: How many groups; by itself from 0 to 400, most often some dozens.
  ///   - knowledge: The chance that a fact of a group is known; by itself any, from none to all.
  ///   - openness: The chance that the member states a wish; by itself any, from none to all.
  ///   - readsTexts: Whether needs and descriptions are understood.
  init(
    seed: UInt64, size: Int? = nil, knowledge: Double? = nil, openness: Double? = nil, readsTexts: Bool = false
  ) throws {
    var random = SplitMix64(seed: seed)
    let vocabulary = try ProjectData.vocabulary
    let focus = random.some(4...10, of: vocabulary.taxonomy.topics.map(\.id))
    let drawn = (
      size: random.pick([0, 1, 2, 5, 12, 20, 30, 40, 60, 90]), knowledge: random.pick([0, 0.3, 0.7, 0.9, 1]),
      openness: random.pick([0, 0.3, 0.7, 0.9, 1])
    )
    let generator = GroupGenerator(vocabulary: vocabulary, knowledge: knowledge ?? drawn.knowledge, focus: focus)
    let ids = (0..<(size ?? drawn.size)).map { "g-\($0 < 10 ? "00" : $0 < 100 ? "0" : "")\($0)" }
    self.seed = seed
    groups = ids.shuffled(using: &random).map { generator.group($0, &random) }
    retention = Self.retention(of: ids, seed: seed, knowledge: generator.knowledge)
    member = MemberGenerator(vocabulary: vocabulary, openness: openness ?? drawn.openness, focus: focus).member(&random)
    weights = try Self.weights(&random)
    // Within five weeks of the changes of clocks in spring and autumn 2026, and of other times of the year.
    moment = Instant(minutesSinceEpoch: (20_480 + random.number(in: 0...400)) * 1440 + random.number(in: 0...1439))
    self.vocabulary = vocabulary
    snapshot = try Snapshot(
      groups: groups, vocabulary: vocabulary, textTools: readsTexts ? try ProjectData.textTools : nil,
      retention: retention)
  }

  /// Numbers of their own, so that outcomes leave the rest of a case as it is.
  private static func retention(of ids: [String], seed: UInt64, knowledge: Double) -> [String: Retention] {
    guard seed % 2 == 0 else { return [:] }
    var random = SplitMix64(seed: ~seed)
    return Retention.byGroup(
      ids.reduce(into: [:]) { counts, id in
        counts[id] = random.maybe(knowledge) { random in
          let referred = random.pick([0, 1, 2, 4, 5, 9, 30])
          return RetentionCount(stayed: random.number(in: 0...referred), referred: referred)
        }
      })
  }

  private static func weights(_ random: inout SplitMix64) throws -> Weights {
    if random.chance(0.5) { return random.pick(Weights.presets) }
    let changes = random.some(1...6, of: Feature.all.map(\.id)).reduce(into: [:]) {
      $0[$1] = random.pick([0, 0.1, 1, 7.5, 1000])
    }
    return try Weights(name: "generated", changes: changes)
  }

  var matcher: Matcher { Matcher(snapshot, weights: weights) }
  var context: MemberContext { MemberContext(member, over: snapshot, at: moment) }
  var description: String { "seed \(seed), \(groups.count) groups" }
}

/// Cases that contract suites go through for every feature and every rule, made once.
struct ContractCase {
  let generated: GeneratedCase
  let context: MemberContext

  private static let made = Result {
    try (UInt64(100)..<124).map { seed in
      let generated = try GeneratedCase(seed: seed, size: 40, knowledge: 0.75, openness: 0.9, readsTexts: true)
      return ContractCase(generated: generated, context: generated.context)
    }
  }

  /// Directories and members of which most is known, but not all.
  static var all: [ContractCase] { get throws { try made.get() } }
  var snapshot: Snapshot { generated.snapshot }
}
