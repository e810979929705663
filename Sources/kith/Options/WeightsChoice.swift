import ArgumentParser
import DirectoryStore
import Foundation
import GroupMatching
import WeightTuning

/// Weights as people name them.
///
/// A preset comes first, then a profile saved in the directory, by its latest version or by one that is named, then a file.
/// No profile has a preset's name, and none has a dot or a slash in it: `./ours` and `ours.json` are files whatever has
/// been saved.
struct WeightsChoice {
  /// What may be named, for help.
  static let expectation =
    "a preset (\(Weights.presets.map(\.name).joined(separator: ", "))), else a saved profile, as ours or ours@2, "
    + "else a file: JSON with a name and weights, or a linear model of another tool"

  private let text: String
  private let named: WeightsName
  private var name: String { named.name }

  init(_ text: String) {
    self.text = text
    named = WeightsName(text)
  }

  /// The weights that the text names.
  func weights(_ directory: DirectoryOptions) throws -> Weights { try found(directory).weights }

  /// The same, with the note and the date of a saved version; these are `nil` for a preset and a file.
  func found(_ directory: DirectoryOptions) throws -> (weights: Weights, saved: SavedWeights?) {
    if let preset = named.preset {
      guard named.version ?? 1 == 1 else { throw Failure(.usage, "preset '\(name)' has no version but 1") }
      return (preset, nil)
    }
    // Without a directory there are no saved profiles, and a file will still do.
    let store = try directory.openIfPresent()
    if let store, DirectoryStore.canNameProfile(name), let saved = try saved(in: store) {
      return (saved.weights, saved)
    }
    guard FileManager.default.fileExists(atPath: text) else {
      let profiles = try orFail(Failure.init) { () throws(StoreError) in try store?.savedProfiles() ?? [] }
      let known = Weights.presets.map(\.name) + profiles.map(\.weights.name)
      throw Failure(.usage, WeightsError.unknownName(text, known: known).description)
    }
    return (try Self.file(text), nil)
  }

  private func saved(in store: DirectoryStore) throws(Failure) -> SavedWeights? {
    let versions = try orFail(Failure.init) { () throws(StoreError) in try store.weightsHistory(of: name) }
    guard let version = named.version, let last = versions.last?.weights.version else { return versions.last }
    guard let saved = versions.first(where: { $0.weights.version == version }) else {
      throw Failure(.usage, "weights '\(name)' have no version \(version): expected 1 to \(last)")
    }
    return saved
  }

  /// The weights of a file: a profile's record, or a linear model over Kith's features.
  static func file(_ path: String) throws(Failure) -> Weights {
    let data = try Input.read(path)
    if data.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) == UInt8(ascii: "{") {
      let fields = try Input.object(data, path, of: "weights")
      if fields["weights"] != nil || fields["name"] != nil || fields.isEmpty {
        return try orFail({ Failure(.badData, "\(path): \($0)") }) { () throws(WeightsFileError) in
          try Weights(reading: fields)
        }
      }
    }
    let profile = try orFail(Failure.init) { () throws(TuningError) in
      try ProfileOfModel(LinearModel(readingAny: data, file: path), name: "custom", file: path)
    }
    if !profile.raised.isEmpty {
      Output.error("kith: \(path): weights below 0 count as 0: \(profile.raised.joined(separator: ", "))")
    }
    return profile.weights
  }
}
