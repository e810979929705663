import GroupMatching

/// All that tuning on outcomes has to say.
public struct OutcomeReport: Sendable {
  /// The name of the profile that was tuned.
  public let profile: String
  public let answer: OutcomeTuning.Answer
  public let skipped: OutcomeAssembly.Skipped
  public let cells: [MemberCell]
  /// How many cells have too few members to be told.
  public let suppressedCells: Int
  public let exposureBefore: Exposure
  public let exposureAfter: Exposure
  /// What the tuned weights change in the lists that exposure is counted on.
  public let movement: RankMovement
  public let success: Success

  /// - Parameters:
  ///   - tuned: The weights after, see ``OutcomeTuning/Answer/tuned(name:)``.
  ///   - groups: Every group of the directory with its organisation's name.
  ///   - moment: At which the lists are made that exposure is counted on.
  public init(
    _ answer: OutcomeTuning.Answer, assembly: OutcomeAssembly, before: Matcher, tuned: Weights,
    groups: [(id: String, organization: String?)], at moment: Instant, seed: UInt64 = 1
  ) {
    profile = before.weights.name
    self.answer = answer
    skipped = assembly.skipped
    (cells, suppressedCells) = MemberCell.cells(of: answer.gains, members: assembly.members, seed: seed)
    let after = Matcher(before.snapshot, weights: tuned)
    let lists = [before, after].map { Exposure.lists($0, members: assembly.members, at: moment) }
    exposureBefore = Exposure(lists[0].map(\.groups), groups: groups)
    exposureAfter = Exposure(lists[1].map(\.groups), groups: groups)
    movement = RankMovement(
      zip(lists[0], lists[1]).map { RankMovement.Lists(member: $0.member, before: $0.groups, after: $1.groups) })
    success = assembly.success
  }

  /// The mean overlap of the lists before and after, 1 where none changes.
  var overlap: Double { Estimate.mean(movement.members.map(\.comparison.overlap)) }

  /// The groups that gain most readers and those that lose most, some of each.
  func moved(_ count: Int) -> [RankMovement.GroupChange] {
    let rising = movement.groups.filter { $0.gain > 0 }.prefix(count)
    return rising + movement.groups.filter { $0.gain < 0 }.suffix(count)
  }
}

extension OutcomeTuning.Answer {
  /// What members gain in each part that was left out.
  public var folds: [(gain: Estimate, precision: Estimate?)] {
    Dictionary(grouping: gains, by: \.fold).sorted { $0.key < $1.key }.map { _, gains in
      let precise = gains.compactMap(\.precisionGain)
      return (
        Estimate(bootstrapping: gains.map(\.gain)), precise.isEmpty ? nil : Estimate(bootstrapping: precise)
      )
    }
  }
}

extension OutcomeTuning.Answer {
  /// The tuned weights as a profile; features of which outcomes tell nothing keep their weight.
  ///
  /// Rounded to four decimals: more would claim what no interval bears out.
  public func tuned(name: String) throws(WeightsError) -> Weights {
    let changes = weights.map { ($0.feature, ($0.after * 10_000).rounded() / 10_000) }
    return try Weights(name: name, changes: Dictionary(uniqueKeysWithValues: changes))
  }

  /// Whether the evidence bears a new version.
  public var isProven: Bool { verdict == .better }

  /// The verdict in words.
  public var sentence: String {
    switch verdict {
    case .notEnoughData(let shortages):
      "Not enough data: " + shortages.map(\.description).joined(separator: "; ") + ". The weights stay as they are."
    case .better:
      "The tuned weights are better: on members they were not learned from, what came of referrals is likelier under "
        + "them than under the profile."
    case .noDifference:
      "No difference is proven: keep the weights as they are until there are more outcomes."
        + (likelihood.detectableDifference.map {
          " With outcomes of \(members) members a gain of \(Self.rounded($0)) in log odds an outcome could have been "
            + "detected; \(Self.rounded(likelihood.difference.mean)) was found."
        } ?? "")
    case .worse: "The tuned weights are worse on members they were not learned from. Keep the weights as they are."
    }
  }

  private static func rounded(_ number: Double) -> String { "\((number * 10_000).rounded() / 10_000)" }
}

extension OutcomeReport {
  /// The report as JSON.
  public var record: JSONObject {
    [
      "verdict": .string(answer.verdict.name), "sentence": .string(answer.sentence), "profile": .string(profile),
      "outcomes": .number(Double(answer.outcomes)), "members": .number(Double(answer.members)),
      "success": .string(success.id), "stayed": .number(Double(answer.stayed)),
      "effectiveOutcomes": .number(answer.effectiveOutcomes),
      "skipped": [
        "unknownMember": .number(Double(skipped.unknownMember)), "unknownGroup": .number(Double(skipped.unknownGroup)),
        "unknownSuccess": .number(Double(skipped.unknownSuccess)),
      ],
      "ridge": .number(answer.strength),
      "ridges": .array(
        answer.strengthLosses.map { ["strength": .number($0.strength), "loss": .number($0.loss)] }),
      "propensities": .array(answer.propensities.byRank.map(JSONValue.number)),
      "weights": .array(answer.weights.map { .object($0.record) }),
      "gains": .object(gains), "folds": .array(folds),
      "cells": .array(cells.map { .object($0.record) }), "suppressedCells": .number(Double(suppressedCells)),
      "movement": .object(movementRecord),
      "exposure": ["before": .object(exposureBefore.record), "after": .object(exposureAfter.record)],
    ]
  }

  private var folds: [JSONValue] {
    answer.folds.map {
      [
        "likelihood": .object($0.gain.record(counting: "members")),
        "AP": $0.precision.map { .object($0.record(counting: "members")) } ?? .null,
      ]
    }
  }

  private var movementRecord: JSONObject {
    let groups = movement.groups.map { change -> JSONValue in
      [
        "group": .string(change.group), "readersBefore": .number(change.readersBefore),
        "readersAfter": .number(change.readersAfter), "listsBefore": .number(Double(change.listsBefore)),
        "listsAfter": .number(Double(change.listsAfter)),
      ]
    }
    return [
      "members": .number(Double(movement.members.count)), "changed": .number(Double(movement.changed.count)),
      "otherFirst": .number(Double(movement.members.count { $0.comparison.hasOtherFirst })),
      "overlap": .number(overlap), "groups": .array(groups),
    ]
  }

  private var gains: JSONObject {
    var likelihood = answer.likelihood.record(counting: "members")
    likelihood["holmP"] = answer.adjustedP.first.map(JSONValue.number) ?? .null
    guard let comparison = answer.precision else { return ["likelihood": .object(likelihood)] }
    var precision = comparison.record(counting: "members")
    precision["holmP"] = answer.adjustedP.last.map(JSONValue.number) ?? .null
    return ["likelihood": .object(likelihood), "AP": .object(precision)]
  }
}

extension OutcomeTuning.Verdict {
  /// The name in JSON.
  public var name: String {
    switch self {
    case .notEnoughData: "not-enough-data"
    case .better: "better"
    case .noDifference: "no-difference"
    case .worse: "worse"
    }
  }
}

extension TunedWeight {
  fileprivate var record: JSONObject {
    [
      "feature": .string(feature), "before": .number(before), "after": .number(after),
      "interval": interval.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null,
    ]
  }
}

extension MemberCell {
  fileprivate var record: JSONObject {
    var fields: JSONObject = ["kind": .string(kind), "name": .string(name)]
    fields["gain"] = .object(gain.record(counting: "members"))
    return fields
  }
}

extension Exposure {
  fileprivate var record: JSONObject {
    [
      "groupGini": .number(groupGini), "organizationGini": organizationGini.map(JSONValue.number) ?? .null,
      "unseenGroups": .number(Double(unseenGroups)), "groups": .number(Double(groups)),
      "members": .number(Double(members)),
    ]
  }
}
