import Testing

@testable import GroupMatching

@Suite("How many stay")
struct RetentionTests {
  /// One line of `Goldens/retention.json`; see `Goldens/make_rank_goldens.py`.
  private struct Golden: Decodable {
    /// Who stayed and who was referred, a group each.
    let groups: [[Int]]
    let mean: Double
    let correlation: Double?
    let likeliestMean: Double?
    let likeliestStrength: Double?

    var counts: [RetentionCount] { groups.map { RetentionCount(stayed: $0[0], referred: $0[1]) } }
  }

  private static let goldens = Result { try ProjectData.golden("retention.json", as: [Golden].self) }

  @Test("the moments are Kleinman's, computed in exact fractions")
  func moments() throws {
    let goldens = try Self.goldens.get()
    #expect(goldens.count == 10)
    for golden in goldens {
      let prior = RetentionPrior(fitting: golden.counts)
      #expect(abs(prior.mean - golden.mean) < 1e-12)
      guard let correlation = golden.correlation else {
        #expect(prior.strength == 2)
        continue
      }
      #expect(abs(RetentionPrior.correlation(golden.counts, mean: golden.mean) - correlation) < 1e-9)
      let strength = correlation > 0 ? (1 - correlation) / correlation : 1000
      #expect(abs(prior.strength - min(max(strength, 2), 1000)) < 1e-6)
    }
  }

  @Test("with many groups they come near the likeliest distribution")
  func likeliest() throws {
    var compared = 0
    for golden in try Self.goldens.get() {
      guard let mean = golden.likeliestMean, let strength = golden.likeliestStrength else { continue }
      let prior = RetentionPrior(fitting: golden.counts)
      #expect(abs(prior.mean - mean) < 0.002)
      #expect(abs(prior.strength / strength - 1) < 0.05)
      compared += 1
    }
    #expect(compared == 4)
  }

  @Test("the order of the groups changes nothing, to the last bit", arguments: UInt64(0)..<10)
  func order(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let counts = (0..<60).map { _ in
      let referred = random.number(in: 0...20)
      return RetentionCount(stayed: random.number(in: 0...referred), referred: referred)
    }
    #expect(RetentionPrior(fitting: counts) == RetentionPrior(fitting: counts.shuffled(using: &random)))
  }

  @Test("where there is nothing to fit every share is as likely as any other")
  func uniform() {
    let one = RetentionCount(stayed: 8, referred: 10)
    #expect(RetentionPrior(fitting: []) == .uniform)
    #expect(RetentionPrior(fitting: [one, RetentionCount(stayed: 0, referred: 0)]) == .uniform)
    let all = [RetentionCount(stayed: 4, referred: 4), RetentionCount(stayed: 9, referred: 9)]
    #expect(RetentionPrior(fitting: all) == .uniform)
    // Laplace's rule of succession.
    #expect(RetentionPrior.uniform.retention(one).share == 9.0 / 12)
  }

  @Test("a share is drawn toward the mean, the more the fewer were referred, and more who stay never lower it")
  func shrinking() {
    let prior = RetentionPrior(mean: 0.4, strength: 10)
    let shares = [1, 5, 20, 100].map { prior.retention(RetentionCount(stayed: $0, referred: $0)).share }
    #expect(shares == shares.sorted() && shares.allSatisfy { 0.4 < $0 && $0 < 1 })
    #expect(shares[1] == 9.0 / 15)
    let rising = (0...12).map { prior.retention(RetentionCount(stayed: $0, referred: 12)).share }
    #expect(rising == rising.sorted() && Set(rising).count == 13)
  }

  @Test("shrunken shares are nearer the true ones than the groups' own, together", arguments: UInt64(50)..<58)
  func nearer(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let truth = (0..<300).map { _ in 0.2 + 0.4 * random.number(in: 0.0...1) }
    let counts = truth.map { share in
      let referred = random.number(in: 1...15)
      return RetentionCount(stayed: (0..<referred).count { _ in random.chance(share) }, referred: referred)
    }
    let prior = RetentionPrior(fitting: counts)
    let error = { (shares: [Double]) in zip(shares, truth).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
    let own = error(counts.map { Double($0.stayed) / Double($0.referred) })
    #expect(error(counts.map { prior.retention($0).share }) < own / 2)
  }

  @Test("a group without outcomes is unknown, and where none are kept the feature drops out")
  func feature() throws {
    let groups = ["a", "b"].map { Group(id: $0, name: "A group") }
    let retention = Retention.byGroup([
      "a": RetentionCount(stayed: 7, referred: 12), "x": RetentionCount(stayed: 1, referred: 9),
      "b": RetentionCount(stayed: 0, referred: 0),
    ])
    let moment = Instant(minutesSinceEpoch: 29_500_000)
    let values = { (retention: [String: Retention]) in
      let snapshot = try Snapshot(groups: groups, vocabulary: try ProjectData.vocabulary, retention: retention)
      let plan = Matcher(snapshot).plan(for: Member(), at: moment)
      return plan.features.first { $0.feature.id == "retention" }.map { feature in
        ["a", "b"].map { id in snapshot.row(of: id).flatMap { feature.value(of: $0) } }
      }
    }
    #expect(try values(retention) == [retention["a"]?.share, nil])
    #expect(try values([:]) == nil)
    // Outcomes of other groups only: this directory's are unknown, but the organisation keeps them.
    #expect(try values(["x": #require(retention["x"])]) == [nil, nil])
  }

  @Test(
    "the explanation says of how many, from five on, and whether that is usual",
    arguments: [
      (7, 12, 0.4, Remark.reason("7 of 12 people referred came three times or more")),
      (4, 12, 0.4, .reason("4 of 12 people referred came three times or more")),
      (1, 12, 0.4, .caution("1 of 12 people referred came three times or more, fewer than is usual (40 %)")),
      (5, 5, 0.4, .reason("5 of 5 people referred came three times or more")), (4, 4, 0.4, nil), (0, 1, 0.4, nil),
      (0, 5, 0.4, .caution("0 of 5 people referred came three times or more, fewer than is usual (40 %)")),
    ] as [(Int, Int, Double, Remark?)])
  func remarks(stayed: Int, referred: Int, usual: Double, remark: Remark?) throws {
    let retention = RetentionPrior(mean: usual, strength: 8).retention(.init(stayed: stayed, referred: referred))
    let group = Group(id: "a", name: "A group")
    let snapshot = try Snapshot(groups: [group], vocabulary: try ProjectData.vocabulary, retention: ["a": retention])
    let context = MemberContext(Member(), over: snapshot, at: Instant(minutesSinceEpoch: 0))
    #expect(Feature.retention.remark(context, group, retention.share) == remark)
  }
}
