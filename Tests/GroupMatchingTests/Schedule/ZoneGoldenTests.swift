import Foundation
import Testing

@testable import GroupMatching

/// Around each change of clocks from 2025 to 2027: New York, Dublin (where winter is the exception), London, Lord Howe
/// (half an hour), St. John's (half-hour offset), Kolkata (none), Los Angeles, Auckland, UTC.
@Suite("Zones against Python's zoneinfo")
struct ZoneGoldenTests {
  struct Golden: Decodable, Sendable {
    let zone: String
    /// Minutes since the epoch, what clocks show then, and by how many minutes they are ahead of UTC.
    let shown: [[String]]
    /// What clocks show, and which minute since the epoch that is: skipped times are later by the gap, times that come
    /// twice are the first.
    let read: [[String]]
  }

  @Test("clocks show the same")
  func shown() throws {
    for golden in try ProjectData.golden("zones.json", as: [Golden].self) {
      let zone = try ZoneID.reading(golden.zone)
      #expect(zone.description == golden.zone)
      for row in golden.shown {
        let local = zone.local(at: Instant(minutesSinceEpoch: try #require(Int(row[0]))))
        #expect("\(local.day)T\(local.time)" == row[1], "\(golden.zone) \(row)")
        #expect(String(local.offsetMinutes) == row[2], "\(golden.zone) \(row)")
        #expect(local.iso8601.hasPrefix(row[1] + ":00"))
      }
    }
  }

  @Test("a time on a clock is the same moment, in the gap of spring and the fold of autumn as well")
  func read() throws {
    var count = 0
    for golden in try ProjectData.golden("zones.json", as: [Golden].self) {
      for row in golden.read {
        let instant = try Instant.reading(row[0], in: golden.zone)
        #expect(String(instant.minutesSinceEpoch) == row[1], "\(golden.zone) \(row)")
        count += 1
      }
    }
    #expect(count > 800)
  }

  @Test("a moment read back from the clock is the moment, but in the second hour of a fold")
  func roundTrip() throws {
    for golden in try ProjectData.golden("zones.json", as: [Golden].self) {
      let zone = try ZoneID.reading(golden.zone)
      for row in golden.shown {
        let instant = Instant(minutesSinceEpoch: try #require(Int(row[0])))
        let local = zone.local(at: instant)
        let back = zone.instant(day: local.day, time: local.time)
        #expect(back == instant || (back < instant && zone.local(at: back).time == local.time), "\(golden.zone) \(row)")
      }
    }
  }

  @Test(
    "bare offsets, abbreviations and places that are no zones are none",
    arguments: [
      "EST", "GMT+5", "+01:00", "", "Mars/Olympus", "america/new_york", "America/New York", "/", "Europe/",
    ])
  func unknown(name: String) {
    #expect(ZoneID(name) == nil)
  }

  @Test("zones of every city in the place data are known, by the very name")
  func cities() throws {
    let path = ProjectData.folder.appendingPathComponent("places/cities.tsv")
    let lines = try String(contentsOf: path, encoding: .utf8).components(separatedBy: "\n")
    let zones = Set(lines.map { $0.components(separatedBy: "\t") }.filter { $0.count > 6 }.map { $0[6] })
    #expect(zones.count > 200)
    for zone in zones { #expect(ZoneID(String(zone))?.description == String(zone)) }
  }
}
