import GroupMatching

/// What another set of weights changes, for people and for programs.
struct WeightsDiffText {
  let before: Weights
  let after: Weights
  /// How many places of each list were compared.
  let depth: Int
  /// `nil` where no members were given.
  let movement: RankMovement?
  /// How many members are named: those whose list changes most.
  private static let membersShown = 20
  /// How many groups people are shown that rise, and as many that fall; the JSON has them all.
  private static let groupsShown = 10

  private var changes: [WeightsChange] { WeightsChange.all(from: before, to: after) }

  func lines(_ terminal: Terminal) -> [String] {
    let names = "\(WeightsText.name(of: before)) → \(WeightsText.name(of: after))"
    let what = changes.isEmpty ? "the same weights" : changes.map(\.text).joined(separator: ", ")
    let head = terminal.lines("\(names): \(what)").map(terminal.bold)
    guard let movement else { return head }
    return head + [""] + summary(movement) + groups(movement, terminal) + members(movement, terminal)
  }

  private func summary(_ movement: RankMovement) -> [String] {
    let count = movement.members.count
    let comparisons = movement.members.map(\.comparison)
    let taus = comparisons.compactMap(\.tau)
    return [
      "The first \(counted(depth, "place")) of the lists of \(counted(count, "member")):",
      row("lists that change", "\(movement.changed.count) of \(count)"),
      row("another group first", "\(comparisons.count(where: \.hasOtherFirst)) of \(count)"),
      row("overlap (RBO, p 0.9)", Spread(comparisons.map(\.overlap))?.text ?? "none"),
      row(
        "order (Kendall's τ)",
        (Spread(taus)?.text ?? "none") + (taus.count < count ? ", over \(counted(taus.count, "list"))" : "")),
    ]
  }

  private func row(_ name: String, _ value: String) -> String { "   " + name.padded(24) + value }

  private func groups(_ movement: RankMovement, _ terminal: Terminal) -> [String] {
    let rising = movement.groups.filter { $0.gain > 0 }
    let falling = Array(movement.groups.filter { $0.gain < 0 }.reversed())
    return table("Groups that rise", rising, terminal) + table("Groups that fall", falling, terminal)
  }

  private func table(_ title: String, _ groups: [RankMovement.GroupChange], _ terminal: Terminal) -> [String] {
    guard !groups.isEmpty else { return [] }
    let header = "   " + "group".padded(34) + "readers".padded(24) + "in lists"
    let rows = groups.prefix(Self.groupsShown).map { group in
      let readers =
        "\(FixedPoint.tenths(group.readersBefore)) → \(FixedPoint.tenths(group.readersAfter)) "
        + "(\(group.gain < 0 ? "−" : "+")\(FixedPoint.tenths(abs(group.gain))))"
      return "   " + (group.group + " ").padded(34) + readers.padded(24) + "\(group.listsBefore) → \(group.listsAfter)"
    }
    let more = groups.count - Self.groupsShown
    return ["", terminal.bold(title), terminal.dim(header)] + rows + (more > 0 ? ["   and \(more) more"] : [])
  }

  private func members(_ movement: RankMovement, _ terminal: Terminal) -> [String] {
    let changed = movement.changed
    guard !changed.isEmpty else { return [] }
    let header = "   " + "member".padded(34) + "overlap".padded(10) + "order".padded(10) + "new  first"
    let rows = changed.prefix(Self.membersShown).map { member, comparison in
      "   " + (member + " ").padded(34) + FixedPoint.thousandths(comparison.overlap).padded(10)
        + (comparison.tau.map(FixedPoint.thousandths) ?? "").padded(10) + String(comparison.entered.count).padded(5)
        + (comparison.hasOtherFirst ? "another" : "the same")
    }
    return ["", terminal.bold("Members whose list changes most"), terminal.dim(header)] + rows
  }

  /// The comparison as one object; of the members, those whose list changes most.
  var record: JSONObject {
    var record: JSONObject = [
      "before": before.reference, "after": after.reference, "weights": .array(changes.map(\.record)),
    ]
    guard let movement else { return record }
    let comparisons = movement.members.map(\.comparison)
    record["depth"] = .number(Double(depth))
    record["persistence"] = .number(RankComparison.persistence)
    record["members"] = [
      "count": .number(Double(comparisons.count)), "changed": .number(Double(movement.changed.count)),
      "otherFirst": .number(Double(comparisons.count(where: \.hasOtherFirst))),
      "overlap": Spread(comparisons.map(\.overlap))?.record ?? .null,
      "tau": Spread(comparisons.compactMap(\.tau))?.record ?? .null,
    ]
    record["groups"] = .array(movement.groups.map(\.record))
    record["mostChanged"] = .array(
      movement.changed.prefix(Self.membersShown).map { member, comparison in
        [
          "member": .string(member), "overlap": .number(comparison.overlap),
          "tau": comparison.tau.map(JSONValue.number) ?? .null,
          "entered": .array(comparison.entered.map(JSONValue.string)),
          "left": .array(comparison.left.map(JSONValue.string)), "otherFirst": .bool(comparison.hasOtherFirst),
        ]
      })
    return record
  }
}

/// How numbers are spread.
private struct Spread {
  let count: Int
  let mean: Double
  let median: Double
  let least: Double

  /// - Returns: `nil` for no numbers.
  init?(_ numbers: [Double]) {
    let sorted = numbers.sorted()
    guard let least = sorted.first else { return nil }
    count = sorted.count
    mean = sorted.reduce(0, +) / Double(sorted.count)
    median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    self.least = least
  }

  var text: String {
    "median \(FixedPoint.thousandths(median)), mean \(FixedPoint.thousandths(mean)), least \(FixedPoint.thousandths(least))"
  }

  var record: JSONValue {
    ["count": .number(Double(count)), "mean": .number(mean), "median": .number(median), "least": .number(least)]
  }
}

extension RankMovement.GroupChange {
  fileprivate var record: JSONValue {
    [
      "group": .string(group), "listsBefore": .number(Double(listsBefore)), "listsAfter": .number(Double(listsAfter)),
      "readersBefore": .number(readersBefore), "readersAfter": .number(readersAfter),
    ]
  }
}
