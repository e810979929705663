import GroupMatching

/// How people name weights that are no file's: a preset, or a profile by its latest version or by one, as `ours` or `ours@2`.
public struct WeightsName: Sendable, Hashable {
  /// Of the preset or the profile.
  public let name: String
  /// `nil` where the latest is meant.
  public let version: Int?

  /// Reads a name; what stands behind an `@` and is no version belongs to it.
  public init(_ text: String) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let number = parts.count == 2 ? Int(parts[1]) : nil
    let isVersion = number.map { $0 > 0 } ?? false
    name = isVersion ? String(parts[0]) : text
    version = isVersion ? number : nil
  }

  /// The preset of the name, whatever the version; presets come before profiles, which never have the name of one.
  public var preset: Weights? { Weights.presets.first { $0.name == name } }
}
