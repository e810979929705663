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
}

/// When it is.
struct MomentOptions: ParsableArguments {
  @Option(help: "The moment asked about, as 2026-12-01 or 2026-12-01T18:00, by the person's clock. Default: now.")
  var at: String?

  /// The moment that it is.
  static var now: Instant { Instant(minutesSinceEpoch: Int(Date().timeIntervalSince1970 / 60)) }

  /// The moment asked about.
  ///
  /// - Parameter now: What holds where none was given.
  func moment(for member: Member, now: Instant = Self.now) throws -> Instant {
    guard let at else { return now }
    return try Self.moment(at, in: member.timeZone)
  }

  func validate() throws {
    // A batch says so once, and not for each of its members.
    if let at { _ = try Self.moment(at, in: nil) }
  }

  private static func moment(_ at: String, in zone: ZoneID?) throws -> Instant {
    guard let moment = Instant(at, in: zone) else {
      throw ValidationError("--at '\(at)': expected a day or a moment, such as 2026-12-01 or 2026-12-01T18:00")
    }
    return moment
  }
}
