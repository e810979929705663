import Foundation
import Testing

@testable import GroupMatching

/// The demo directory and the demo members, as the library reads them and as raw records.
struct DemoDirectory: Sendable {
  let groups: [RawRecord]
  let members: [RawRecord]
  let matcher: Matcher
  let settled: [Member]
  private let schedules: [RawSchedule]
  private let placeOnly: Set<String>

  /// 1 December 2026, 12:00 UTC.
  static let moment = Instant(minutesSinceEpoch: 20_788 * 1440 + 720)

  private static let read = Result { try DemoDirectory() }
  static var shared: DemoDirectory { get throws { try read.get() } }

  private init() throws {
    let vocabulary = try ProjectData.vocabulary
    let lines = try ProjectData.lines("demo/directory.jsonl")
    let memberLines = try ProjectData.lines("demo/members.jsonl")
    groups = try lines.map { try RawRecord($0) }
    members = try memberLines.map { try RawRecord($0) }
    let read = try lines.map { line in
      guard case .object(let fields) = try JSONValue(parsing: line) else { throw CocoaError(.coderReadCorrupt) }
      let (group, problems) = Group.read(fields, vocabulary: vocabulary)
      #expect(problems.isEmpty, "\(fields["id"] ?? "")")
      return try #require(group)
    }
    let places = try ProjectData.places
    settled = try memberLines.map { line in
      guard case .object(let fields) = try JSONValue(parsing: line) else { throw CocoaError(.coderReadCorrupt) }
      return try Member(reading: fields, vocabulary: vocabulary).settled(in: places)
    }
    matcher = Matcher(try Snapshot(groups: read, vocabulary: vocabulary, textTools: try ProjectData.textTools))
    let date = Date(timeIntervalSince1970: Double(Self.moment.minutesSinceEpoch) * 60)
    schedules = groups.map { RawSchedule($0, after: date) }
    placeOnly = Set(vocabulary.accommodations.filter(\.concernsPlaceOnly).map(\.id.name))
  }

  /// What the raw records say of a group for a member, by their places in the files.
  func eligibility(of group: Int, for member: Int) throws -> RawEligibility {
    let zone = try #require(settled[member].timeZone?.description)
    return RawEligibility(
      member: members[member], group: groups[group],
      place: settled[member].location.map { ($0.latitude, $0.longitude) },
      zone: try #require(TimeZone(identifier: zone)), schedule: schedules[group], placeOnly: placeOnly)
  }
}
