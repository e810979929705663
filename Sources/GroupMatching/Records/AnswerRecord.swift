// The answers as JSON, as `kith match --json` prints them and the service sends them.

extension MatchAnswer {
  /// The answer as one object.
  public var record: JSONObject {
    [
      "member": .object(member.record), "understood": understood.map { .object($0.record) } ?? .null,
      "snapshot": ["id": .string(snapshotID), "groups": .number(Double(groupCount))],
      "weights": weights.reference,
      "matches": .array(matches.map { .object($0.record) }),
      "eligible": .number(Double(eligible)),
      "excluded": .object(
        EligibilityRule.all.reduce(into: [:]) { counts, rule in counts.set(rule.id, excluded[rule.id]) }),
      "relaxations": .array(relaxations.map(\.record)),
      "crisis": crisis.map { .object($0.record) } ?? .null, "note": .string(Notice.noSubstitute),
    ]
  }
}

extension GroupExplanation {
  /// The explanation as one object.
  public var record: JSONObject {
    var fields = match.record
    fields["rank"] = isEligible ? .number(Double(match.rank)) : .null
    fields["eligible"] = .bool(isEligible)
    fields["eligibleGroups"] = .number(Double(eligible))
    fields["weights"] = weights.reference
    fields["rules"] = .array(rules.map(\.record))
    fields["changes"] = .array(changes.map(JSONValue.string))
    fields["outOfReach"] = .bool(isOutOfReach)
    fields["losses"] = .array(losses.map(\.record))
    return fields
  }
}

extension Match {
  /// The match as one object. The contributions' `points` add up to `score` exactly.
  public var record: JSONObject {
    var fields: JSONObject = [
      "rank": .number(Double(rank)), "score": .number(score.share), "fit": .string(fit.rawValue),
      "group": .object(group.record), "contributions": .array(contributions.map(\.record)),
      "reasons": .array(reasons.map(JSONValue.string)), "cautions": .array(cautions.map(JSONValue.string)),
      "questions": .array(questions.map(JSONValue.string)),
      "distanceKilometers": distanceKilometers.map { .number(($0 * 1000).rounded() / 1000) } ?? .null,
      "nextSession": nextSession.map { .string($0.start.iso8601) } ?? .null,
    ]
    fields.set("movedFromRank", movedFromRank)
    return fields
  }
}

extension Contribution {
  fileprivate var record: JSONValue {
    [
      "feature": .string(feature), "value": .number(value), "weight": .number(weight),
      "points": .number(points.share), "known": .bool(isKnown),
    ]
  }
}

extension OpenedGroups {
  fileprivate var record: JSONValue { ["change": .string(change), "opens": .number(Double(count))] }
}

extension GroupExplanation.RuleAnswer {
  fileprivate var record: JSONValue {
    var fields: JSONObject = ["rule": .string(rule), "verdict": .string(verdict.name)]
    fields.set(verdict == .no ? "reason" : "question", text)
    return .object(fields)
  }
}

extension GroupExplanation.Loss {
  fileprivate var record: JSONValue {
    ["feature": .string(feature), "points": .number(points.share), "known": .bool(isKnown)]
  }
}

extension Weights {
  /// The name and version, by which an answer says what it was ranked with.
  public var reference: JSONValue { ["name": .string(name), "version": .number(Double(version))] }
}

extension Verdict {
  /// `yes`, `no` or `unknown`.
  public var name: String {
    switch self {
    case .yes: "yes"
    case .no: "no"
    case .unknown: "unknown"
    }
  }
}

/// What every surface tells people.
public enum Notice {
  /// Peer support beside professional care.
  public static let noSubstitute =
    "Peer support goes beside professional care and does not replace it. In a crisis, call your local emergency number."
}
