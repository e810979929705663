import GroupMatching

// The one place where the service looks weights up.

extension ServiceParts {
  /// Every set of weights that a request can name.
  var allWeights: [Weights] { Weights.presets }

  /// The weights of a name.
  ///
  /// - Throws: ``WeightsError/unknownName(_:known:)`` with the names that there are.
  func weights(named name: String) throws(WeightsError) -> Weights { try Weights.preset(named: name) }
}
