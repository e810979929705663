import Foundation
import GroupMatching
import Testing

@testable import WeightTuning

@Suite("Outcomes")
struct OutcomeTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The first groups of the demo directory.
  private func snapshot() throws -> Snapshot {
    let data = Self.root.appendingPathComponent("data", isDirectory: true)
    let vocabulary = try Vocabulary(directory: data)
    let lines = try Data(contentsOf: data.appendingPathComponent("demo/directory.jsonl"))
      .split(separator: UInt8(ascii: "\n")).prefix(60)
    let groups = try lines.compactMap { line -> Group? in
      guard case .object(let fields) = try JSONValue(parsing: Data(line)) else { return nil }
      return Group.read(fields, vocabulary: vocabulary).group
    }
    return try Snapshot(groups: groups, vocabulary: vocabulary)
  }

  private func member(_ id: String, topic: TopicID) -> Member {
    var member = Member()
    member.id = id
    member.topics = [topic]
    return member
  }

  private func outcome(_ member: String, _ group: String, _ attended: Int?, rank: Int? = nil) throws -> Outcome {
    var outcome = Outcome(.init(memberID: member, groupID: group, date: try #require(Day("2026-10-01"))))
    outcome.attendedCount = attended
    outcome.shownRank = rank
    return outcome
  }

  @Test("values of features are those that ranking weighs, and what cannot be used is counted")
  func assembly() throws {
    let snapshot = try snapshot()
    let ids = snapshot.groups.map(\.id)
    let people = [member("a", topic: "panic"), member("b", topic: "grief")]
    let outcomes = try [
      outcome("b", ids[0], 3), outcome("a", ids[1], 2, rank: 4), outcome("a", ids[2], nil), outcome("x", ids[0], 1),
      outcome("a", "none", 1),
    ]
    let assembly = OutcomeAssembly(outcomes, members: people, snapshot: snapshot)
    #expect(assembly.skipped == .init(unknownMember: 1, unknownGroup: 1, unknownSuccess: 1))
    #expect(assembly.table.rows.map(\.member) == ["a", "b"])
    #expect(assembly.table.rows.map(\.stayed) == [false, true])
    #expect(assembly.table.rows[0].shownRank == 4)
    #expect(assembly.table.features == Feature.all.map(\.id))
    let moment = Instant(minutesSinceEpoch: try #require(Day("2026-10-01")).daysSinceEpoch * 1440)
    for (row, id) in zip(assembly.table.rows, [ids[1], ids[0]]) {
      let person = try #require(people.first { $0.id == row.member })
      let explanation = try #require(Matcher(snapshot).explain(id, for: person, at: moment))
      for contribution in explanation.match.contributions {
        let place = try #require(assembly.table.features.firstIndex(of: contribution.feature))
        let value = try #require(row.values[place])
        #expect(isClose(value, contribution.value, within: 1e-6), "\(contribution.feature)")
      }
    }
  }

  @Test("values on many days are those of a match on each, by the clock of each member")
  func manyDays() throws {
    let snapshot = try snapshot()
    let ids = snapshot.groups.map(\.id)
    var people = [member("a", topic: "panic"), member("b", topic: "grief"), member("c", topic: "grief")]
    people[0].availability = try [
      FreeTime(weekday: .tuesday, start: #require(ClockTime("17:00")), end: #require(ClockTime("21:30")))
    ]
    people[1].availability = try [
      FreeTime(weekday: .saturday, start: #require(ClockTime("08:00")), end: #require(ClockTime("23:00")))
    ]
    people[0].timeZone = ZoneID("America/Los_Angeles")
    people[1].timeZone = ZoneID("Pacific/Auckland")
    // Clocks change in between, on different days in different zones.
    let days = ["2025-01-05", "2026-03-07", "2026-10-24", "2026-12-31"]
    var outcomes: [Outcome] = []
    for (number, person) in people.enumerated() {
      for (place, day) in days.enumerated() {
        for group in 0..<12 {
          var outcome = Outcome(
            .init(
              memberID: person.id ?? "", groupID: ids[(group * 5 + place + number) % ids.count],
              date: try #require(Day(day))))
          outcome.attendedCount = 1
          // Which day a row is of, since rows do not say.
          outcome.shownRank = place + 1
          outcomes.append(outcome)
        }
      }
    }
    let assembly = OutcomeAssembly(outcomes, members: people, snapshot: snapshot)
    #expect(assembly.table.rows.count == outcomes.count)
    var compared = 0
    for row in assembly.table.rows {
      let person = try #require(people.first { $0.id == row.member })
      let moment = Instant(startOf: try #require(Day(days[(row.shownRank ?? 1) - 1])))
      let explanation = try #require(Matcher(snapshot).explain(row.group, for: person, at: moment))
      for contribution in explanation.match.contributions {
        let place = try #require(assembly.table.features.firstIndex(of: contribution.feature))
        let value = try #require(row.values[place])
        #expect(isClose(value, contribution.value, within: 1e-6), "\(contribution.feature)")
        if contribution.feature == "schedule" { compared += 1 }
      }
    }
    #expect(compared == 96)
  }

  @Test("each kind of success says what it takes, and outcomes without it are counted")
  func successes() throws {
    var known = try outcome("a", "g", 4)
    func judged(_ id: String) throws -> Bool? { try Success.named(id).judge(known) }
    #expect(try judged("stayed") == true && judged("content") == true && judged("rated") == nil)
    known.rating = 2
    #expect(try judged("stayed") == true && judged("content") == false && judged("rated") == false)
    known.rating = 4
    #expect(try judged("content") == true && judged("rated") == true)
    known.leftEarly = true
    #expect(try judged("stayed") == true && judged("content") == false && judged("rated") == true)
    known.attendedCount = 2
    #expect(try judged("stayed") == false && judged("content") == false)
    known.attendedCount = nil
    #expect(try judged("stayed") == nil && judged("content") == nil && judged("rated") == true)
    #expect(throws: TuningError.self) { try Success.named("glad") }
    let snapshot = try snapshot()
    let id = snapshot.groups[0].id
    var rated = try outcome("a", id, nil)
    rated.rating = 5
    let outcomes = [rated, try outcome("a", snapshot.groups[1].id, 5)]
    let people = [member("a", topic: "panic")]
    let assembly = OutcomeAssembly(outcomes, members: people, snapshot: snapshot, success: .rated)
    #expect(assembly.table.rows.map(\.group) == [id] && assembly.table.rows[0].stayed)
    #expect(assembly.skipped.unknownSuccess == 1)
  }

  @Test("rows for other learners have no member's id, and read back as they were")
  func learningRows() throws {
    let snapshot = try snapshot()
    let ids = snapshot.groups.map(\.id)
    let people = [member("person-a", topic: "panic"), member("person-b", topic: "grief")]
    let outcomes = try [
      outcome("person-b", ids[0], 3, rank: 2), outcome("person-a", ids[1], 2), outcome("person-a", ids[2], 7),
    ]
    let assembly = OutcomeAssembly(outcomes, members: people, snapshot: snapshot)
    let rows = LearningRows(assembly).rows
    #expect(rows.map(\.query) == [1, 1, 2])
    let text = rows.map(LearningFormat.svmlight.line).joined()
    #expect(!text.contains("person"))
    let table = try FeatureTable(text: text)
    #expect(table.queries.map(\.rows.count) == [2, 1])
    #expect(Set(table.documents) == Set(ids[0...2]))
    for (row, document) in table.documents.enumerated() {
      let written = try #require(rows.first { $0.group == document })
      #expect(table.grades[row] == written.grade)
      for (column, feature) in table.featureIDs.enumerated() {
        #expect(table.values[row * table.featureCount + column] == written.values[feature - 1] ?? 0)
      }
    }
    let csv = LearningFormat.csv.header + rows.map(LearningFormat.csv.line).joined()
    var reader = CSVReader(Array(csv.utf8))
    let header = try #require(try reader.next()).fields
    #expect(header == ["grade", "query", "group", "shownRank"] + Feature.all.map(\.id))
    while let record = try reader.next() { #expect(record.fields.count == header.count) }
    #expect(!csv.contains("person"))
  }

  @Test("judgments of members and groups become rows with their grades")
  func judgedRows() throws {
    let snapshot = try snapshot()
    let ids = snapshot.groups.map(\.id)
    let text = "a 0 \(ids[0]) 2\na 0 \(ids[1]) 0\na 0 \(ids[2]) -1\nb 0 \(ids[0]) 1\na 0 none 1\n"
    let judgments = try Judgments(reading: Data(text.utf8), file: "qrels")
    let moment = Instant(startOf: try #require(Day("2026-10-01")))
    let learned = LearningRows(judgments, members: [(member("a", topic: "panic"), moment)], snapshot: snapshot)
    #expect(learned.rows.map(\.grade).sorted() == [0, 2])
    #expect(learned.skipped == .init(unknownMember: 1, unknownGroup: 1, unknownSuccess: 0))
  }

  @Test("the order of outcomes changes nothing")
  func order() throws {
    var simulation = OutcomeSimulation(features: 4, spread: 0.2, seed: 3)
    let table = simulation.table(outcomes: 200)
    var random = SplitMix64(seed: 1)
    let shuffled = OutcomeTable(features: table.features, rows: table.rows.shuffled(using: &random))
    let one = try OutcomeTuning().tune(table, from: simulation.profile)
    let two = try OutcomeTuning().tune(shuffled, from: simulation.profile)
    #expect(one.weights == two.weights && one.gains == two.gains && one.likelihood == two.likelihood)
    #expect(one.propensities == two.propensities && one.verdict == two.verdict)
  }

  @Test("thirty outcomes move weights less than three thousand, and weights are never negative")
  func movesWithData() throws {
    func movement(_ outcomes: Int) throws -> Double {
      try (0..<5).reduce(0) { sum, seed in
        var simulation = OutcomeSimulation(features: 6, spread: 0.4, seed: UInt64(60 + seed))
        let answer = try OutcomeTuning().tune(simulation.table(outcomes: outcomes), from: simulation.profile)
        #expect(answer.weights.allSatisfy { $0.after >= 0 && ($0.interval?.lowerBound ?? 0) >= 0 })
        let error = zip(answer.weights, simulation.truth).reduce(0) { $0 + abs($1.0.after - $1.1) }
        return sum + error
      }
    }
    #expect(try movement(3000) < 0.7 * movement(30))
  }

  @Test("with many outcomes of another truth, the tuned weights are better and say so")
  func better() throws {
    var simulation = OutcomeSimulation(features: 6, spread: 0.5, seed: 5)
    let answer = try OutcomeTuning().tune(simulation.table(outcomes: 4000), from: simulation.profile)
    #expect(answer.verdict == .better && answer.isProven)
    #expect(answer.likelihood.difference.mean > 0)
    #expect(answer.effectiveOutcomes < 4000)
  }

  @Test("with few outcomes it says what is missing")
  func shortage() throws {
    var simulation = OutcomeSimulation(features: 3, spread: 0, seed: 6)
    let answer = try OutcomeTuning().tune(simulation.table(outcomes: 12), from: simulation.profile)
    guard case .notEnoughData(let shortages) = answer.verdict else {
      Issue.record("a verdict from twelve outcomes: \(answer.verdict)")
      return
    }
    #expect(shortages.contains(.outcomes(12)) && shortages.contains(.members(3)))
    #expect(answer.sentence.hasPrefix("Not enough data: 12 outcomes, expected 30 or more"))
  }

  @Test("a feature that never differs keeps its weight and has no interval")
  func constant() throws {
    var simulation = OutcomeSimulation(features: 3, spread: 0.2, seed: 7)
    let rows = simulation.table(outcomes: 300).rows.map { row in
      var row = row
      row.values[1] = nil
      return row
    }
    let table = OutcomeTable(features: ["f0", "f1", "f2"], rows: rows)
    let weight = try OutcomeTuning().tune(table, from: simulation.profile).weights[1]
    #expect(weight.after == simulation.profile[1] && weight.interval == nil)
  }

  @Test("chances of being looked at are found again from outcomes")
  func propensities() throws {
    var simulation = OutcomeSimulation(features: 5, spread: 0, seed: 8)
    let table = simulation.table(outcomes: 25_000)
    let found = try Propensities.estimated(from: table, rows: Array(table.rows.indices))
    #expect(found.byRank.count == 5 && found.byRank[0] == 1)
    for (place, chance) in found.byRank.enumerated() {
      #expect(abs(chance - 1 / Double(place + 1).squareRoot()) < 0.12, "rank \(place + 1): \(chance)")
    }
    var even = OutcomeSimulation(features: 5, spread: 0, seed: 9)
    let unbiased = even.table(outcomes: 20_000, positionBias: false)
    let chances = try Propensities.estimated(from: unbiased, rows: Array(unbiased.rows.indices))
    #expect(chances.byRank.allSatisfy { $0 > 0.85 })
  }

  @Test("without ranks every place counts alike, and weights are clipped")
  func noRanks() throws {
    var simulation = OutcomeSimulation(features: 3, spread: 0, seed: 10)
    let rows = simulation.table(outcomes: 100).rows.map { row in
      var row = row
      row.shownRank = nil
      return row
    }
    let table = OutcomeTable(features: ["f0", "f1", "f2"], rows: rows)
    #expect(try Propensities.estimated(from: table, rows: Array(rows.indices)) == .even)
    let steep = Propensities(byRank: [1, 0.5, 0.001])
    #expect(steep.weight(at: 2) == 2 && steep.weight(at: 3) == Propensities.weightLimit && steep.weight(at: nil) == 1)
    #expect(steep.chance(at: 99) == 0.001)
  }

  @Test("Gini's coefficient, by hand")
  func gini() {
    #expect(Exposure.gini([1, 1, 1]) == 0)
    #expect(isClose(Exposure.gini([0, 0, 0, 1]), 0.75))
    // Mean absolute difference of 1, 2, 3 is 8/9; over twice the mean of 2.
    #expect(isClose(Exposure.gini([3, 1, 2]), 8.0 / 9 / 4))
    #expect(Exposure.gini([0, 0]) == 0 && Exposure.gini([]) == 0)
  }

  @Test("kinds of fewer than five members are not told")
  func smallCells() {
    var members: [String: Member] = [:]
    var gains: [OutcomeTuning.MemberGain] = []
    for number in 0..<9 {
      let id = "m\(number)"
      members[id] = member(id, topic: number < 5 ? "panic" : "grief")
      gains.append(.init(member: id, fold: 0, gain: number < 5 ? 0.5 : -0.5, precisionGain: nil))
    }
    let (cells, suppressed) = MemberCell.cells(of: gains, members: members)
    #expect(cells.map(\.name) == ["panic"] && cells.map(\.gain.mean) == [0.5] && suppressed == 1)
  }

  @Test("weights that made the lists are estimated to do what was seen; a list without the groups, nothing")
  func offPolicy() throws {
    let snapshot = try snapshot()
    let people = (0..<12).map { member("m\($0)", topic: "panic") }
    let moment = Instant(minutesSinceEpoch: try #require(Day("2026-10-01")).daysSinceEpoch * 1440)
    let matcher = Matcher(snapshot)
    var outcomes: [Outcome] = []
    for (number, person) in people.enumerated() {
      for match in matcher.match(person, limit: 3, at: moment).matches {
        let stays = (number + match.rank) % 3 == 0
        outcomes.append(try outcome("m\(number)", match.group.id, stays ? 4 : 0, rank: match.rank))
      }
    }
    let assembly = OutcomeAssembly(outcomes, members: people, snapshot: snapshot)
    let evaluation = try OffPolicyEvaluation([matcher], on: assembly, at: moment)
    #expect(isClose(evaluation.estimates[0].ips.mean, evaluation.shown.mean))
    #expect(isClose(evaluation.estimates[0].snips.mean, 1.0 / 3))
    #expect(isClose(evaluation.estimates[0].effectiveOutcomes, Double(outcomes.count)))
    #expect(evaluation.estimates[0].comparison == nil)
  }
}
