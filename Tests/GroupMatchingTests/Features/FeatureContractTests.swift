import Testing

@testable import GroupMatching

@Suite("Every feature of the list")
struct FeatureContractTests {
  /// Features of the name and description: a group always has a name, so they always know something.
  private static let textual: Set<String> = ["meaning", "wording"]
  /// Features that say something of a group whoever asks.
  private static let universal: Set<String> = ["safeguards", "freshness", "openings", "retention"]

  @Test("ids are unique and kebab-case, and name a weight of every preset")
  func ids() {
    let ids = Feature.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.isKebabCase })
    for weights in Weights.presets { #expect(weights.list.map(\.feature.id) == ids) }
  }

  @Test("the declared numbers are in range and the summary reads", arguments: Feature.all.map(\.id))
  func declaration(id: String) throws {
    let feature = try Self.feature(id)
    #expect(feature.defaultWeight >= 0 && feature.defaultWeight.isFinite)
    #expect((0.0...1).contains(feature.valueWhenUnknown))
    #expect(feature.summary.isPhrase)
  }

  @Test("values are unknown or 0…1", arguments: Feature.all.map(\.id))
  func values(id: String) throws {
    let feature = try Self.feature(id)
    var seen: Set<Double?> = []
    for each in try ContractCase.all {
      let (context, snapshot) = (each.context, each.snapshot)
      guard let term = feature.term(context, snapshot) else { continue }
      for row in snapshot.groups.indices {
        let value = term.value(of: row, unknown: feature.valueWhenUnknown)
        seen.insert(value)
        if let value { #expect((0.0...1).contains(value), "\(id): \(value), \(each.generated), row \(row)") }
      }
    }
    #expect(seen.count >= 3, "\(id) tells groups apart: \(seen)")
  }

  @Test("a group of which nothing is known has no value but that of its name", arguments: Feature.all.map(\.id))
  func unknownGroup(id: String) throws {
    let feature = try Self.feature(id)
    let snapshot = try Snapshot(groups: [Group(id: "g", name: "A group")], vocabulary: try ProjectData.vocabulary)
    for each in try ContractCase.all where !Self.textual.contains(id) {
      let context = MemberContext(each.generated.member, over: snapshot, at: each.generated.moment)
      guard let term = feature.term(context, snapshot) else { continue }
      #expect(term.value(of: 0, unknown: feature.valueWhenUnknown) == nil, "\(each.generated)")
      // What counts in its place is the declared value, and the contribution says that it is not known.
      let plan = MemberPlan(context, over: snapshot, weights: .standard)
      let contribution = plan.contributions(of: 0).first { $0.feature == id }
      guard let contribution else { continue }
      #expect(contribution.value == feature.valueWhenUnknown)
      #expect(!contribution.isKnown)
    }
  }

  @Test("a member who leaves everything open gets the features that apply to all, and no other", arguments: [1, 2])
  func openMember(seed: UInt64) throws {
    let generated = try GeneratedCase(seed: seed, size: 20, knowledge: 1)
    let plan = Matcher(generated.snapshot).plan(for: Member(), at: generated.moment)
    let kept = generated.retention.isEmpty ? Self.universal.subtracting(["retention"]) : Self.universal
    #expect(Set(plan.features.map(\.feature.id)) == kept)
    #expect(generated.retention.isEmpty == (seed == 1))
  }

  @Test("remarks are sentences without a full stop, and questions begin with Ask", arguments: Feature.all.map(\.id))
  func remarks(id: String) throws {
    let feature = try Self.feature(id)
    for each in try ContractCase.all {
      let (context, snapshot) = (each.context, each.snapshot)
      guard let term = feature.term(context, snapshot) else { continue }
      for (row, group) in snapshot.groups.enumerated() {
        switch feature.remark(context, group, term.value(of: row, unknown: feature.valueWhenUnknown)) {
        case .reason(let text)?, .caution(let text)?: #expect(text.isPhrase, "\(id): '\(text)'")
        case .question(let text)?: #expect(text.isQuestion, "\(id): '\(text)'")
        case nil: break
        }
      }
    }
  }

  @Test("a reason is given only for a value that is known and not 0", arguments: Feature.all.map(\.id))
  func reasons(id: String) throws {
    let feature = try Self.feature(id)
    for each in try ContractCase.all {
      let (context, snapshot) = (each.context, each.snapshot)
      guard let term = feature.term(context, snapshot) else { continue }
      for (row, group) in snapshot.groups.enumerated() {
        guard
          case .reason(let text)? = feature.remark(
            context, group, term.value(of: row, unknown: feature.valueWhenUnknown))
        else { continue }
        #expect(term.value(of: row, unknown: feature.valueWhenUnknown) ?? 0 > 0, "\(id): '\(text)' of \(group)")
      }
    }
  }

  @Test(
    "one that does not say that it turns on the moment looks neither at it nor at free times",
    arguments: Feature.all.map(\.id))
  func turnsOnMoment(id: String) throws {
    let feature = try Self.feature(id)
    var differs = false
    for each in try ContractCase.all {
      var timeless = each.generated.member
      timeless.availability = []
      let later = Instant(minutesSinceEpoch: each.generated.moment.minutesSinceEpoch + 400 * 1440)
      let other = MemberContext(timeless, over: each.snapshot, at: later)
      let terms = [each.context, other].map { feature.term($0, each.snapshot) }
      for row in each.snapshot.groups.indices {
        let values = terms.map { $0.map { $0.value(of: row, unknown: feature.valueWhenUnknown) } }
        if values[0] != values[1] { differs = true }
      }
    }
    #expect(differs == feature.turnsOnMoment)
  }

  private static func feature(_ id: String) throws -> Feature { try #require(Feature.all.first { $0.id == id }) }
}
