import Foundation

/// Where the lists that come with Kith are: the folder `data/` of the source tree, or `share/kith` when installed.
public enum DataDirectory {
  /// The file that shows that a folder is the right one.
  private static let marker = "taxonomy.json"

  /// Finds the folder: `KITH_DATA` where set, else `../share/kith` beside the program's folder, else `data` in the folder
  /// of the program or of the work, or in one above.
  ///
  /// - Throws: ``VocabularyError/unreadable(path:reason:)`` where there is none, with what can be done.
  public static func locate(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    program: URL? = Bundle.main.executableURL
  ) throws(VocabularyError) -> URL {
    if let named = environment["KITH_DATA"], !named.isEmpty {
      let folder = URL(fileURLWithPath: named, isDirectory: true)
      guard holdsData(folder) else {
        throw .unreadable(path: named, reason: "KITH_DATA is set to it, but it has no \(marker)")
      }
      return folder
    }
    let beside = program?.resolvingSymlinksInPath().deletingLastPathComponent()
    let installed = beside?.deletingLastPathComponent().appendingPathComponent("share/kith", isDirectory: true)
    let work = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
    let candidates = [installed].compactMap { $0 } + [beside, work].compactMap { $0 }.flatMap(dataFolders(above:))
    guard let found = candidates.first(where: holdsData) else {
      throw .unreadable(
        path: "data/\(marker)", reason: "not found beside the program or above the work folder; set KITH_DATA")
    }
    return found
  }

  private static func dataFolders(above folder: URL) -> [URL] {
    sequence(first: folder) { $0.path == "/" ? nil : $0.deletingLastPathComponent() }
      .map { $0.appendingPathComponent("data", isDirectory: true) }
  }

  private static func holdsData(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(marker).path)
  }
}
