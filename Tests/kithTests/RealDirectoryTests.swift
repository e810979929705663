import Foundation
import GroupMatching
import Testing

/// Real feeds lie beside the repository where there are any; without them these tests are skipped.
private let feeds = Program.root.deletingLastPathComponent().appendingPathComponent("shared/data/directories")
private let newYork = feeds.appendingPathComponent("bmlt/greater-new-york.json")
private let minnesota = feeds.appendingPathComponent("meeting-guide/minnesota.json")

/// 10027 in `data/places/us-postal-codes.tsv`, read here once more by other means than the product's.
private func positionOfPostalCode(_ code: String) throws -> (latitude: Double, longitude: Double) {
  let file = Program.root.appendingPathComponent("data/places/us-postal-codes.tsv")
  let line = try #require(
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").first { $0.hasPrefix(code + "\t") })
  let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
  return (try #require(Double(columns[3])), try #require(Double(columns[4])))
}

/// The spherical law of cosines: another formula than the product's, good to a metre at these distances.
private func kilometers(_ one: (latitude: Double, longitude: Double), _ other: (latitude: Double, longitude: Double))
  -> Double
{
  let (a, b) = (one.latitude * .pi / 180, other.latitude * .pi / 180)
  let turn = (other.longitude - one.longitude) * .pi / 180
  return 6371.0088 * acos(min(1, sin(a) * sin(b) + cos(a) * cos(b) * cos(turn)))
}

private func minutes(_ time: Substring) -> Int? {
  let parts = time.split(separator: ":").compactMap { Int($0) }
  return parts.count >= 2 ? parts[0] * 60 + parts[1] : nil
}

@Suite("Real feeds, from file to answer", .enabled(if: FileManager.default.fileExists(atPath: newYork.path)))
struct RealDirectoryTests {
  private let program: Program

  init() throws { program = try Program() }

  private func report(_ feed: URL, fellowship: String) throws -> JSONValue {
    let path = program.folder.appendingPathComponent("report.json").path
    let run = try program.run("import", feed.path, "--fellowship", fellowship, "--source", "feed", "--report", path)
    try #require(run.code == 0, "\(run.errors)")
    return try JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: path)))
  }

  @Test("every row of a feed is accounted for", arguments: [(newYork, "na", 1555), (minnesota, "aa", 2213)])
  func everyRow(feed: URL, fellowship: String, rows: Double) throws {
    defer { program.remove() }
    let counts = try report(feed, fellowship: fellowship)
    let parts = ["imported", "updated", "unchanged", "mergedAsSession", "quarantined"].compactMap { counts[$0]?.double }
    #expect(counts["read"]?.double == rows)
    #expect(parts.reduce(0, +) == rows)
    #expect(Double(counts["quarantinedRows"]?.items?.count ?? -1) == counts["quarantined"]?.double)
  }

  @Test("Saturday morning near 10027: the answer is what the feed's own rows give")
  func saturdayMorning() throws {
    defer { program.remove() }
    _ = try report(newYork, fellowship: "na")
    let run = try program.run(
      "match", "--near", "10027", "--within", "5km", "--free", "sat 09:00-14:00", "--json", "--limit", "1000")
    let matches = try #require(try run.object()["matches"]?.items)
    let here = try positionOfPostalCode("10027")
    let found = try matches.flatMap { match -> [Sitting] in
      let place = try #require(match["group"]?["location"])
      let position = (try #require(place["latitude"]?.double), try #require(place["longitude"]?.double))
      let distance = kilometers(here, position)
      #expect(distance <= 5.001)
      #expect(abs(distance - (match["distanceKilometers"]?.double ?? 0)) < 0.01)
      return try #require(match["group"]?["sessions"]?.items).compactMap { session in
        guard session["weekday"]?.string == "saturday", let start = session["start"]?.string else { return nil }
        return Sitting(
          name: match["group"]?["name"]?.string ?? "", start: start,
          minutes: Int(session["durationMinutes"]?.double ?? 0))
      }.filter(\.isInTheMorning)
    }
    #expect(Set(found) == Set(try expectedSittings(near: here)))
    #expect(!found.isEmpty)
  }

  /// A session on a Saturday.
  private struct Sitting: Hashable {
    let name: String
    let start: String
    let minutes: Int

    var isInTheMorning: Bool {
      guard let from = kithTests.minutes(start[...]) else { return false }
      return from >= 9 * 60 && from + minutes <= 14 * 60
    }
  }

  private func expectedSittings(near here: (latitude: Double, longitude: Double)) throws -> [Sitting] {
    let rows = try #require(try JSONValue(parsing: Data(contentsOf: newYork)).items)
    return rows.compactMap { row in
      guard row["published"]?.string == "1", row["weekday_tinyint"]?.string == "7",
        let latitude = row["latitude"]?.string.flatMap(Double.init),
        let longitude = row["longitude"]?.string.flatMap(Double.init), latitude != 0,
        kilometers(here, (latitude, longitude)) <= 5,
        let start = row["start_time"]?.string, let length = row["duration_time"]?.string.flatMap({ minutes($0[...]) })
      else { return nil }
      let sitting = Sitting(
        name: row["meeting_name"]?.string?.trimmingCharacters(in: .whitespaces) ?? "", start: String(start.prefix(5)),
        minutes: length)
      return sitting.isInTheMorning ? sitting : nil
    }
  }
}
