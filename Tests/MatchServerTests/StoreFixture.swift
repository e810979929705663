import DirectoryStore
import Foundation
import GroupMatching

@testable import MatchServer

/// An empty store in a file of its own.
struct StoreFixture {
  let path: String
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("kith-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("kith.sqlite").path
    _ = try open()
  }

  func open() throws -> DirectoryStore { try DirectoryStore(path: path, access: .writing) }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Settings of a service over this store.
  var settings: ServiceSettings {
    var settings = Fixture.settings
    settings.directory = path
    return settings
  }
}
