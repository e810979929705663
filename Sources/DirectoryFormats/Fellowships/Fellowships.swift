import Foundation
import GroupMatching

/// The fellowships that Kith knows, and the codes that they share.
public struct Fellowships: Sendable {
  /// Every fellowship, by id.
  public let all: [Fellowship]
  /// The codes as the specifications of the feeds have them, without any fellowship's own.
  public let codes: CodeMaps

  /// Reads `fellowships/` of the data folder: `meeting-guide.json` and `bmlt.json` with the codes that all share, and a file
  /// a fellowship.
  ///
  /// - Throws: ``FormatError/unreadable(path:reason:)`` and ``FormatError/inconsistent(path:_:)`` for a file that is missing
  ///   or says something that records do not have.
  public init(directory: URL, vocabulary: Vocabulary) throws(FormatError) {
    let folder = directory.appendingPathComponent("fellowships", isDirectory: true)
    let shared = try Self.sharedCodes(in: folder, vocabulary)
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    } catch {
      throw .unreadable(path: folder.path, reason: "no such folder")
    }
    var all: [Fellowship] = []
    for name in names where name.hasSuffix(".json") && !Self.sharedFiles.contains(name) {
      let file = FellowshipFile(folder.appendingPathComponent(name), vocabulary)
      all.append(try file.fellowship(id: String(name.dropLast(5)), shared: shared))
    }
    self.all = all
    codes = shared
  }

  /// The fellowship of an id, in any case.
  public subscript(_ id: String) -> Fellowship? { all.first { $0.id == id.lowercased() } }

  /// The fellowship of an id.
  ///
  /// - Throws: ``FormatError/unknownFellowship(_:known:)`` with the ids that there are.
  public func named(_ id: String) throws(FormatError) -> Fellowship {
    guard let fellowship = self[id] else { throw .unknownFellowship(id, known: all.map(\.id)) }
    return fellowship
  }

  private static let sharedFiles: Set<String> = ["meeting-guide.json", "bmlt.json"]

  private static func sharedCodes(in folder: URL, _ vocabulary: Vocabulary) throws(FormatError) -> CodeMaps {
    let meetingGuide = FellowshipFile(folder.appendingPathComponent("meeting-guide.json"), vocabulary)
    let bmlt = FellowshipFile(folder.appendingPathComponent("bmlt.json"), vocabulary)
    return try CodeMaps(
      meetingGuide: meetingGuide.sharedCodes()["codes"] ?? CodeMap(),
      bmlt: bmlt.sharedCodes()["codes"] ?? CodeMap(),
      bmltByLanguage: bmlt.sharedCodes().filter { $0.key.hasPrefix("codes-") }.reduce(into: [:]) {
        $0[String($1.key.dropFirst("codes-".count))] = $1.value
      },
      bmltWorldIDs: bmlt.sharedCodes()["worldIDs"] ?? CodeMap())
  }
}
