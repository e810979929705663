import ArgumentParser
import DirectoryStore
import Foundation
import GroupMatching

/// What a match is computed with besides the person.
struct MatchingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The weights: \(Weights.presets.map(\.name).joined(separator: ", ")), or a JSON file with a name and weights.",
      valueName: "name|file"))
  var weights = "default"

  @Option(help: "The moment asked about, as 2026-12-01 or 2026-12-01T18:00, by the person's clock. Default: now.")
  var at: String?

  /// The weights of a preset or of a file.
  func chosenWeights() throws -> Weights {
    if Weights.presets.contains(where: { $0.name == weights }) || !FileManager.default.fileExists(atPath: weights) {
      return try orFail({ Failure(.usage, "\($0)") }) { () throws(WeightsError) in try Weights.preset(named: weights) }
    }
    let fields = try Input.object(weights, of: "weights")
    return try orFail({ Failure(.badData, "\(weights): \($0)") }) { () throws(WeightsFileError) in
      try Weights(reading: fields)
    }
  }

  /// The moment asked about.
  func moment(for member: Member) throws -> Instant {
    guard let at else { return Instant(minutesSinceEpoch: Int(Date().timeIntervalSince1970 / 60)) }
    guard let moment = Instant(at, in: member.timeZone) else {
      throw ValidationError("--at '\(at)': expected a day or a moment, such as 2026-12-01 or 2026-12-01T18:00")
    }
    return moment
  }

  /// The directory as a snapshot. It is the same whoever asks: topics of groups that state none are read from their
  /// descriptions, also for a member who wrote no need.
  func snapshot(_ directory: DirectoryOptions, _ data: KithData) throws -> Snapshot {
    let store = try directory.open(.reading)
    let groups = try orFail(Failure.init) { () throws(StoreError) in try store.groups(data.vocabulary) }
    return Snapshot(groups: groups, vocabulary: data.vocabulary, textTools: try data.textTools())
  }
}
