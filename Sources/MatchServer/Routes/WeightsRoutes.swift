import DirectoryStore
import GroupMatching

extension Route {
  /// Every set of weights: the presets, and each saved profile's latest version.
  static let weightsList = Route(method: .get, path: "/v1/weights", isCacheable: true) { call throws(Problem) in
    try call.query.finish()
    return try await call.work { () throws(Problem) in
      .json(["weights": .array(try call.service.allWeights().map { .object($0.record) })])
    }
  }

  /// One set of weights by name.
  static let weights = Route(method: .get, path: "/v1/weights/{name}", isCacheable: true) { call throws(Problem) in
    try call.query.finish()
    return try await call.work { () throws(Problem) in
      guard let weights = try call.service.weights(named: call.parameters["name"] ?? "") else {
        throw Problem(.notFound, ServiceParts.weightsExpectation)
      }
      return .json(weights.record)
    }
  }

  /// Weights in, saved as the next version of the profile that the path names.
  ///
  /// A name and a version in the body are passed over, so that what another profile was answered with can be sent.
  static let saveWeights = Route(
    method: .put, path: "/v1/weights/{name}", access: .token, input: .json
  ) { call throws(Problem) in
    try call.query.finish()
    return try await call.workOnObject(on: call.service.store.writers) { fields throws(Problem) in
      var fields = fields
      var reader = FieldReader(["note": fields.removeValue(forKey: "note") ?? .null])
      let note = reader.text("note", atMost: 1000)
      let noteFaults = Problem.fields(reader.finish()).faults
      let (weights, faults) = MatchRequest.weights(fields, at: "")
      guard let weights, noteFaults.isEmpty else { throw Problem(.invalidFields, faults: faults + noteFaults) }
      let named = weights.named(call.parameters["name"] ?? "")
      let (saved, isNew) = try call.service.store.changing { store throws(StoreError) in
        try store.save(named, note: note)
      }
      let isFirst = isNew && saved.weights.version == 1
      return isFirst ? .created(saved.weights.record) : .json(saved.weights.record)
    }
  }
}
