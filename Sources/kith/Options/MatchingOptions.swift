import ArgumentParser
import DirectoryStore
import Foundation
import GroupMatching

/// What a match is computed with besides the person.
struct MatchingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The weights: \(WeightsChoice.expectation).", valueName: "name|file"))
  var weights = "default"

  @OptionGroup var time: MomentOptions

  /// The weights that were named.
  func chosenWeights(_ directory: DirectoryOptions) throws -> Weights { try WeightsChoice(weights).weights(directory) }

  /// The moment asked about.
  func moment(for member: Member) throws -> Instant { try time.moment(for: member) }

  /// The directory as a snapshot.
  ///
  /// - Parameter member: Where they wrote no need, there is nothing to read texts for.
  func snapshot(_ directory: DirectoryOptions, _ data: KithData, for member: Member) throws -> Snapshot {
    try directory.snapshot(data, readsTexts: member.need != nil)
  }
}

/// When it is.
struct MomentOptions: ParsableArguments {
  @Option(help: "The moment asked about, as 2026-12-01 or 2026-12-01T18:00, by the person's clock. Default: now.")
  var at: String?

  /// The moment asked about.
  func moment(for member: Member) throws -> Instant {
    guard let at else { return Instant(minutesSinceEpoch: Int(Date().timeIntervalSince1970 / 60)) }
    guard let moment = Instant(at, in: member.timeZone) else {
      throw ValidationError("--at '\(at)': expected a day or a moment, such as 2026-12-01 or 2026-12-01T18:00")
    }
    return moment
  }
}

extension DirectoryOptions {
  /// The directory as a snapshot, with what is known of how many stay.
  ///
  /// - Parameter readsTexts: Whether anybody's need in words is to be read.
  func snapshot(_ data: KithData, readsTexts: Bool) throws -> Snapshot {
    let store = try open(.reading)
    let (groups, counts) = try orFail(Failure.init) { () throws(StoreError) in
      (try store.groups(data.vocabulary), try store.retentionCounts())
    }
    let textTools = readsTexts ? try data.textTools() : nil
    return Snapshot(
      groups: groups, vocabulary: data.vocabulary, textTools: textTools, retention: Retention.byGroup(counts))
  }
}
