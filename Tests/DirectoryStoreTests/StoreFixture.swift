import DirectoryStore
import Foundation
import GroupMatching

/// A folder for one test, removed with it.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("kith-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}

enum Fixture {
  static let vocabulary: Vocabulary? = try? Vocabulary(
    directory: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("data", isDirectory: true))

  static func group(_ id: String, name: String = "Circle", organization: String? = nil) -> Group {
    var group = Group(id: id, name: name)
    group.organization = organization.map { Organization(name: $0, url: "https://example.org") }
    group.topics = ["panic"]
    group.formats = .online
    if let time = ClockTime(minutes: 19 * 60),
      let session = Session(weekday: .tuesday, start: time, durationMinutes: 90, zone: ZoneID("America/New_York"))
    {
      group.sessions = [session]
    }
    return group
  }

  static func delivery(_ groups: [Group], source: String = "feed", quarantined: [QuarantinedRecord] = []) -> Delivery {
    Delivery(
      source: source, format: "native", file: "feed.jsonl", groups: groups,
      rowsRead: groups.count + quarantined.count, quarantined: quarantined)
  }
}
