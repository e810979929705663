import GroupMatching

extension Route {
  /// A member in, a short ranked list with reasons out: the document that `kith match --json` prints.
  static let matches = Route(method: .post, path: "/v1/matches", input: .json) { call throws(Problem) in
    let snapshot = try call.snapshot().snapshot
    return try await call.workOnObject { fields throws(Problem) in
      var limit = 5
      var strength = 0.0
      var perOrganization: Int?
      let asked = try MatchRequest(fields, call.service) { reader in
        limit = reader.integer("limit", in: 0...100) ?? limit
        strength = reader.number("diversity", in: 0...1, expected: "a number from 0 to 1") ?? strength
        perOrganization = reader.integer("perOrganization", in: 1...1000)
      }
      let isVaried = strength > 0 || perOrganization != nil
      let answer = Matcher(snapshot, weights: asked.weights).match(
        asked.member, limit: limit, at: asked.moment,
        diversity: isVaried ? Diversity(strength: strength, perOrganization: perOrganization) : nil)
      call.service.metrics.matched(eligible: answer.eligible)
      return .json(answer.record)
    }
  }

  /// A member and a group in, why it ranks where it does or is left out: the document that `kith explain --json` prints.
  static let explanations = Route(method: .post, path: "/v1/explanations", input: .json) { call throws(Problem) in
    let snapshot = try call.snapshot().snapshot
    return try await call.workOnObject { fields throws(Problem) in
      var group: String?
      let asked = try MatchRequest(fields, call.service) { reader in
        group = reader.text("group", atMost: 200)
        if group == nil, reader.problems.isEmpty { reader.note(.missing, "group", nil, "a group's id") }
      }
      let matcher = Matcher(snapshot, weights: asked.weights)
      guard let explanation = matcher.explain(group ?? "", for: asked.member, at: asked.moment) else {
        throw Problem(.notFound, faults: [.init(place: .pointer("/group"), detail: "no group has this id")])
      }
      return .json(explanation.record)
    }
  }
}
