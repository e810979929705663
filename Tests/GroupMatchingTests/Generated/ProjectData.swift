import Foundation
import TextUnderstanding

@testable import GroupMatching

/// The lists of `data/`, read once for all tests.
enum ProjectData {
  /// The root of the source tree.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let folder = root.appendingPathComponent("data", isDirectory: true)
  static let tests = root.appendingPathComponent("Tests/GroupMatchingTests", isDirectory: true)
  static let sources = root.appendingPathComponent("Sources/GroupMatching", isDirectory: true)

  private static let readVocabulary = Result { try Vocabulary(directory: folder) }
  private static let readPlaces = Result {
    try Places(directory: folder.appendingPathComponent("places", isDirectory: true))
  }

  private static let readTextTools = Result { try TextTools(TextModel(dataDirectory: folder.path)) }

  /// The real topics, accommodations, communities and languages.
  static var vocabulary: Vocabulary { get throws { try readVocabulary.get() } }

  static var places: Places { get throws { try readPlaces.get() } }

  /// What reads needs.
  static var textTools: TextTools { get throws { try readTextTools.get() } }

  /// The lines of a file of JSON Lines under `data/`.
  static func lines(_ path: String) throws -> [Data] {
    try Data(contentsOf: folder.appendingPathComponent(path)).split(separator: UInt8(ascii: "\n")).map { Data($0) }
  }

  /// A file of `Goldens/`.
  static func golden<Content: Decodable>(_ name: String, as _: Content.Type) throws -> Content {
    try JSONDecoder().decode(
      Content.self, from: Data(contentsOf: tests.appendingPathComponent("Goldens/\(name)")))
  }
}
