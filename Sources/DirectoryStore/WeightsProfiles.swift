import Foundation
import GRDB
import GroupMatching

/// One version of a saved profile of weights.
public struct SavedWeights: Sendable, Hashable {
  /// With the profile's name and the version.
  public let weights: Weights
  /// Why it was changed, as somebody wrote it.
  public let note: String?
  /// ISO 8601 in UTC.
  public let savedAt: String
}

extension DirectoryStore {
  /// Saves weights as the next version of the profile that they name.
  ///
  /// Versions are only ever added. Weights that the profile's latest version has already are no change.
  ///
  /// - Parameters:
  ///   - weights: Their version is left; the store counts its own.
  ///   - now: The moment to note, in UTC.
  /// - Returns: The version as saved, or the latest one where nothing changed.
  /// - Throws: ``StoreError/unusableName(_:reason:)`` for a preset's name and for one that could be taken for a file's.
  public func save(
    _ weights: Weights, note: String? = nil, now: Date = Date()
  ) throws(StoreError) -> (saved: SavedWeights, isNew: Bool) {
    try Self.check(weights.name)
    let savedAt = Self.text(of: now)
    return try write { database in
      let latest = try Self.versions(of: weights.name, in: database).last
      if let latest, latest.weights.values == weights.values { return (latest, false) }
      let next = weights.named(weights.name, version: (latest?.weights.version ?? 0) + 1)
      try database.execute(
        sql: "INSERT INTO weightsVersion (name, version, record, note, savedAt) VALUES (?, ?, ?, ?, ?)",
        arguments: [next.name, next.version, JSONValue.object(next.record).text, note, savedAt])
      return (SavedWeights(weights: next, note: note, savedAt: savedAt), true)
    }
  }

  /// Every version of a profile, the first one first; empty where there is none of the name.
  public func weightsHistory(of name: String) throws(StoreError) -> [SavedWeights] {
    try read { try Self.versions(of: name, in: $0) }
  }

  /// One version of a profile, or its latest; `nil` where there is none.
  public func savedWeights(_ name: String, version: Int? = nil) throws(StoreError) -> SavedWeights? {
    let versions = try weightsHistory(of: name)
    guard let version else { return versions.last }
    return versions.first { $0.weights.version == version }
  }

  /// The latest version of each profile, by name.
  public func savedProfiles() throws(StoreError) -> [SavedWeights] {
    try read { database in
      try String.fetchAll(database, sql: "SELECT DISTINCT name FROM weightsVersion ORDER BY name")
        .compactMap { try Self.versions(of: $0, in: database).last }
    }
  }

  /// Whether a text could be the name of a saved profile: anything else is a file's.
  public static func canNameProfile(_ name: String) -> Bool {
    name.utf8.count <= 64 && name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil
  }

  private static func check(_ name: String) throws(StoreError) {
    guard canNameProfile(name) else {
      throw .unusableName(name, reason: "expected at most 64 lower-case letters, digits and single hyphens")
    }
    if Weights.presets.contains(where: { $0.name == name }) {
      throw .unusableName(name, reason: "it is a preset, and presets stay as they are; expected a name of your own")
    }
  }

  private static func versions(of name: String, in database: Database) throws -> [SavedWeights] {
    try Row.fetchAll(
      database, sql: "SELECT version, record, note, savedAt FROM weightsVersion WHERE name = ? ORDER BY version",
      arguments: [name]
    ).map { row in
      SavedWeights(
        weights: try weights(name, row["version"], row["record"]), note: row["note"], savedAt: row["savedAt"])
    }
  }

  private static func weights(_ name: String, _ version: Int, _ record: String) throws(StoreError) -> Weights {
    do {
      guard case .object(let fields) = try JSONValue(parsing: Data(record.utf8)) else {
        throw StoreError.damagedWeights(name: name, version: version, reason: "it is not an object")
      }
      return try Weights(reading: fields)
    } catch let error as StoreError {
      throw error
    } catch {
      throw .damagedWeights(name: name, version: version, reason: "\(error)")
    }
  }
}

extension Weights {
  /// The weight of each feature, in the order of ``Feature/all``.
  fileprivate var values: [Double] { list.map(\.weight) }
}
