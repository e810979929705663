import Foundation
import GroupMatching

/// The description of the service in OpenAPI 3.1: `openapi.json` beside the lists that come with Kith.
///
/// It is the one description of the routes: clients are written from it, tests hold every route to it.
public struct APIDescription: Sendable {
  /// The document as it is served.
  public let bytes: Data

  /// - Throws: ``SettingsError/unreadable(path:reason:)`` where the file is missing or is not JSON.
  public init(directory: URL) throws(SettingsError) {
    let file = directory.appendingPathComponent("openapi.json")
    guard let bytes = FileManager.default.contents(atPath: file.path) else {
      throw .unreadable(path: file.path, reason: "no such file")
    }
    do {
      _ = try JSONValue(parsing: bytes)
    } catch {
      throw .unreadable(path: file.path, reason: "\(error)")
    }
    self.bytes = bytes
  }
}
