/// Why a set of weights cannot be used.
public enum WeightsError: Error, Sendable, Hashable, CustomStringConvertible {
  /// No preset or profile has the name.
  case unknownName(String, known: [String])
  /// No feature has the id.
  case unknownFeature(String)
  /// A weight is negative, not a number, or too large.
  case invalidWeight(feature: String, value: Double)
  /// Every weight is 0, so that nothing would rank.
  case allZero

  public var description: String {
    switch self {
    case .unknownName(let name, let known):
      "no weights named '\(name)': expected \(known.joinedInProse("or")), or a file"
    case .unknownFeature(let id): "no feature '\(id)': expected \(Feature.all.map(\.id).joinedInProse("or"))"
    case .invalidWeight(let feature, let value): "weight of \(feature): \(value) is not a number from 0 to 1000000"
    case .allZero: "every weight is 0: expected at least one above 0"
    }
  }
}

/// How much each feature matters: one number of 0 or more a feature.
public struct Weights: Sendable, Hashable {
  /// The profile's name, such as `default`.
  public let name: String
  /// Raised by each change of the profile; 1 for a preset.
  public let version: Int
  /// In the order of ``Feature/all``.
  private let values: [Double]
  /// What a weight, and a member's factor on one, may be: large enough for any wish, small enough to add up.
  static let range = 0.0...1_000_000

  /// - Parameter changes: The weights that differ from the default profile, by feature.
  public init(name: String, version: Int = 1, changes: [String: Double] = [:]) throws(WeightsError) {
    for (id, value) in changes.sorted(by: { $0.key < $1.key }) {
      guard Feature.all.contains(where: { $0.id == id }) else { throw .unknownFeature(id) }
      guard Self.range.contains(value) else { throw .invalidWeight(feature: id, value: value) }
    }
    values = Feature.all.map { changes[$0.id] ?? $0.defaultWeight }
    guard values.contains(where: { $0 > 0 }) else { throw .allZero }
    self.name = name
    self.version = version
  }

  /// Some of the weights changed, under another name.
  public func changing(_ changes: [String: Double], name: String) throws(WeightsError) -> Weights {
    let own = Dictionary(uniqueKeysWithValues: list.map { ($0.feature.id, $0.weight) })
    return try Weights(name: name, changes: own.merging(changes) { _, new in new })
  }

  /// The same weights under another name or version.
  public func named(_ name: String, version: Int = 1) -> Weights {
    Weights(name: name, version: version, values: values)
  }

  private init(name: String, version: Int, values: [Double]) {
    self.name = name
    self.version = version
    self.values = values
  }

  private init(preset: Preset) {
    name = preset.name
    version = 1
    values = Feature.all.map { feature in (preset.factors[feature.id] ?? 1) * feature.defaultWeight }
  }

  /// The weight of each feature, in the order of ``Feature/all``.
  public var list: [(feature: Feature, weight: Double)] { Array(zip(Feature.all, values)) }

  /// The weights that come with Kith.
  public static let presets: [Weights] = Preset.all.map(Weights.init(preset:))

  /// The default profile.
  public static let standard = Weights(preset: .standard)

  /// The preset of a name.
  public static func preset(named name: String) throws(WeightsError) -> Weights {
    guard let preset = presets.first(where: { $0.name == name }) else {
      throw .unknownName(name, known: presets.map(\.name))
    }
    return preset
  }
}

/// A profile that comes with Kith, as factors on the default weights.
private struct Preset {
  let name: String
  let factors: [String: Double]

  static let standard = Preset(name: "default", factors: [:])

  /// Every preset.
  static let all = [
    standard,
    // For organisations whose members most often fail at the door: stairs, fares, captions, language.
    Preset(
      name: "access-first",
      factors: ["accommodations": 3, "distance": 2, "cost": 2, "language": 2, "format": 1.5, "low-pressure": 1.5]),
    // For rare needs, for which people travel and pay.
    Preset(
      name: "closest-need",
      factors: ["topic": 2, "audience": 1.5, "community": 1.5, "distance": 0.5, "schedule": 0.7, "cost": 0.7]),
    // For somebody who has never been to a group.
    Preset(
      name: "newcomer",
      factors: ["low-pressure": 3, "safeguards": 2, "facilitation": 1.5, "freshness": 2, "openings": 2, "size": 1.5]),
  ]
}
