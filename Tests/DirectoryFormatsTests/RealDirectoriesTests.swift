import DirectoryFormats
import Foundation
import GroupMatching
import Testing

/// Real directories, where they are at hand: read, and counted again from the file without the reader.
@Suite struct RealDirectoriesTests {
  private static let folder = Support.root.deletingLastPathComponent()
    .appendingPathComponent("shared/data/directories", isDirectory: true)

  private static func file(_ path: String) -> Data? { try? Data(contentsOf: folder.appendingPathComponent(path)) }

  private static let newYorkFile = file("bmlt/greater-new-york.json")
  private static let minnesotaFile = file("meeting-guide/minnesota.json")

  /// The rows as the system's own parser reads them.
  private func rows(_ data: Data) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
  }

  /// The sessions of the groups, and of the rows that repeat one.
  private func count(_ reading: DirectoryReading, _ condition: (Session) -> Bool) -> Int {
    reading.groups.flatMap(\.group.sessions).filter(condition).count
  }

  @Test(.enabled(if: newYorkFile != nil))
  func greaterNewYork() throws {
    let data = try #require(Self.newYorkFile)
    let rows = try rows(data)
    let format = try DirectoryFormat.detect(data)
    #expect(format.id == "bmlt")
    let reading = try format.read(data, Support.options(fellowship: "na", source: "Greater New York", places: nil))
    try expectEveryRowOnce(reading, rows.count)

    let unpublished = rows.filter { $0["published"] as? String == "0" }
    #expect(reading.quarantined.filter { $0.reason == .notPublished }.count == unpublished.count)
    let repeats = reading.quarantined.count - unpublished.count
    let published = rows.filter { $0["published"] as? String != "0" }
    #expect(count(reading) { _ in true } == published.count - repeats)
    let saturdays = published.filter { $0["weekday_tinyint"] as? String == "7" }
    let repeatedSaturdays = reading.quarantined.filter {
      $0.reason != .notPublished && $0.record.contains(#""weekday_tinyint":"7""#)
    }
    #expect(count(reading) { $0.weekday == .saturday } == saturdays.count - repeatedSaturdays.count)

    let wheelchair = published.filter { ($0["formats"] as? String ?? "").split(separator: ",").contains("WC") }
    let accessible = reading.groups.filter { $0.group.accommodations["wheelchair-access"] == .available }
    #expect(accessible.reduce(0) { $0 + $1.rows.count } == wheelchair.count)
    expectPlaces(reading, published, id: "id_bigint")
  }

  @Test(.enabled(if: minnesotaFile != nil))
  func minnesota() throws {
    let data = try #require(Self.minnesotaFile)
    let rows = try rows(data)
    let format = try DirectoryFormat.detect(data)
    #expect(format.id == "meeting-guide")
    let reading = try format.read(data, Support.options(fellowship: "aa", source: "Minnesota", places: nil))
    try expectEveryRowOnce(reading, rows.count)

    let repeated = Set(reading.quarantined.map(\.row))
    let used = rows.enumerated().filter { !repeated.contains($0.offset + 1) }.map(\.element)
    let saturdays = used.filter { $0["day"] as? String == "6" }
    #expect(count(reading) { $0.weekday == .saturday } == saturdays.count)
    let noons = used.filter { $0["time"] as? String == "Noon" }
    #expect(count(reading) { $0.start.minutes == 720 } == noons.count)
    let spanish = used.filter { ($0["types"] as? [String] ?? []).contains("S") }
    let spoken = reading.groups.filter { $0.group.languages.contains { $0.description == "es" } }
    #expect(spoken.reduce(0) { $0 + $1.rows.count } == spanish.count)
    let closed = used.filter { ($0["types"] as? [String] ?? []).contains("C") }
    let forMembers = reading.groups.filter { $0.group.audiences == [.livedExperience] }
    #expect(forMembers.reduce(0) { $0 + $1.rows.count } == closed.count)
    #expect(!reading.groups.contains { $0.group.name.contains("&#") })
  }

  /// A sample: looking places up takes its time in a debug build.
  @Test(.enabled(if: newYorkFile != nil && minnesotaFile != nil))
  func placesTellTheTimeZone() throws {
    for (data, zones) in [
      (Self.newYorkFile, ["America/New_York", "America/Toronto"]), (Self.minnesotaFile, ["America/Chicago"]),
    ] {
      guard case .array(let rows) = try JSONValue(parsing: #require(data)) else { continue }
      let sample = Support.json(stride(from: 0, to: rows.count, by: 40).map { rows[$0] })
      let reading = try DirectoryFormat.detect(sample).read(sample, Support.options())
      #expect(count(reading) { !zones.contains($0.zone?.description ?? "") } == 0)
      #expect(reading.zonesFromPlace > 30)
    }
  }

  /// Every group lies where the row with its id lies.
  private func expectPlaces(_ reading: DirectoryReading, _ rows: [[String: Any]], id: String) {
    let byID = Dictionary(rows.compactMap { row in (row[id] as? String).map { ($0, row) } }) { first, _ in first }
    for read in reading.groups {
      guard let row = read.group.source?.id.flatMap({ byID[$0] }), let place = read.group.location?.coordinate else {
        continue
      }
      #expect(Double(row["latitude"] as? String ?? "") == place.latitude)
      #expect(Double(row["longitude"] as? String ?? "") == place.longitude)
    }
  }

  @Test(.enabled(if: newYorkFile != nil && minnesotaFile != nil))
  func everyGroupRoundTripsThroughANativeRecord() throws {
    for (data, fellowship) in [(Self.newYorkFile, "na"), (Self.minnesotaFile, "aa")] {
      let data = try #require(data)
      let format = try DirectoryFormat.detect(data)
      let reading = try format.read(data, Support.options(fellowship: fellowship, places: nil))
      #expect(Set(reading.groups.map(\.group.id)).count == reading.groups.count)
      for read in reading.groups {
        let (again, problems) = Group.read(read.group.record, vocabulary: Support.vocabulary)
        #expect(problems.isEmpty)
        #expect(again == read.group)
      }
    }
  }
}
