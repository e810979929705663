import DirectoryStore
import GroupMatching

// The one place where the service looks weights up. Saved profiles are read from the store: not for the event loops.

extension ServiceParts {
  /// What a name of weights has to be.
  static let weightsExpectation = "no weights have this name: expected one of those at /v1/weights"

  /// The presets, and the latest version of each saved profile.
  func allWeights() throws(Problem) -> [Weights] {
    let saved = try store.reading { store throws(StoreError) in try store.savedProfiles() }
    return Weights.presets + (saved ?? []).map(\.weights)
  }

  /// The weights of a name: a preset, else a saved profile, as `ours` or `ours@2`; `nil` where there are none.
  func weights(named text: String) throws(Problem) -> Weights? {
    let named = WeightsName(text)
    if let preset = named.preset { return named.version ?? preset.version == preset.version ? preset : nil }
    guard DirectoryStore.canNameProfile(named.name) else { return nil }
    let saved = try store.reading { store throws(StoreError) in
      try store.savedWeights(named.name, version: named.version)
    }
    return saved??.weights
  }
}
