import DirectoryFormats
import Foundation
import GroupMatching
import Testing

/// What the tests read with: the project's own data.
enum Support {
  static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let data = root.appendingPathComponent("data", isDirectory: true)

  static let vocabulary = loaded { () throws(VocabularyError) in try Vocabulary(directory: data) }
  static let fellowships = loaded { () throws(FormatError) in try Fellowships(directory: data, vocabulary: vocabulary) }
  static let places = loaded { () throws(PlacesError) in
    try Places(directory: data.appendingPathComponent("places", isDirectory: true))
  }
  static let today = Day(daysSinceEpoch: 20_780)

  /// Options as the command makes them.
  static func options(
    fellowship: String? = "aa", source: String = "Test List", topics: [TopicID] = [], places: Places? = places
  ) throws -> ReadingOptions {
    try ReadingOptions(
      vocabulary: vocabulary, fellowships: fellowships, places: places, source: source,
      fellowship: fellowship.map { name throws(FormatError) in try fellowships.named(name) }, topics: topics,
      today: today)
  }

  private static func loaded<Value, Failure: Error>(_ load: () throws(Failure) -> Value) -> Value {
    do {
      return try load()
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// Rows as the bytes of a JSON list.
  static func json(_ rows: [JSONValue]) -> Data { Data(JSONValue.array(rows).text.utf8) }

  /// One row with some fields changed; `null` takes a field out.
  static func row(_ base: JSONObject, _ changes: JSONObject) -> JSONValue {
    .object(base.merging(changes) { _, new in new }.filter { $0.value != .null })
  }

  /// A meeting as Meeting Guide feeds write it.
  static let meeting: JSONObject = [
    "name": "Early Risers", "slug": "early-risers", "day": 1, "time": "07:00", "end_time": "08:00",
    "timezone": "America/Chicago", "types": ["O", "D", "EN"], "location": "Grange Hall",
    "formatted_address": "12 Elm St, Duluth, MN 55802, USA", "latitude": 46.78, "longitude": -92.1,
  ]

  /// A meeting as BMLT servers write it.
  static let bmltMeeting: JSONObject = [
    "id_bigint": "7", "weekday_tinyint": "2", "venue_type": "1", "start_time": "19:00:00", "duration_time": "01:30:00",
    "time_zone": "", "formats": "O,WC", "longitude": "-73.95", "latitude": "40.80", "meeting_name": "Uptown Hope",
    "location_text": "Grange Hall", "location_street": "12 Elm St", "location_municipality": "New York",
    "location_province": "NY", "location_postal_code_1": "10027", "location_nation": "USA", "comments": "",
    "published": "1",
    "virtual_meeting_link": "", "phone_meeting_number": "", "lang_enum": "en", "format_shared_id_list": "17,33",
  ]

  /// Reads meetings of a Meeting Guide feed, each the usual one with some fields changed.
  static func meetingGuide(
    _ changes: JSONObject..., fellowship: String? = "aa", places: Places? = nil
  ) throws -> DirectoryReading {
    try DirectoryFormat.meetingGuide.read(
      json(changes.map { row(meeting, $0) }), options(fellowship: fellowship, places: places))
  }

  /// Reads meetings of a BMLT server, each the usual one with some fields changed.
  static func bmlt(_ changes: JSONObject..., fellowship: String? = "na", places: Places? = nil) throws
    -> DirectoryReading
  {
    try DirectoryFormat.bmlt.read(
      json(changes.map { row(bmltMeeting, $0) }), options(fellowship: fellowship, places: places))
  }

  /// A small directory in a format.
  static func sample(of format: DirectoryFormat) throws -> Data {
    switch format.id {
    case "native":
      return Data(
        """
        {"id":"a","name":"Quiet Room","topics":["anxiety"],"formats":["online"]}
        {"id":"b","name":"Porch Light","sessions":[{"weekday":"tuesday","start":"19:00"}],"cost":{"kind":"free"}}

        """.utf8)
    case "bmlt":
      return json([.object(bmltMeeting), row(bmltMeeting, ["id_bigint": "8", "weekday_tinyint": "3"])])
    case "meeting-guide":
      return json([.object(meeting), row(meeting, ["slug": "early-risers-2", "day": "2"])])
    default:
      throw MissingSample(format: format.id)
    }
  }

  /// A format without a sample: add one above.
  struct MissingSample: Error {
    let format: String
  }
}

extension DirectoryReading {
  /// The only group that was read.
  func onlyGroup() throws -> Group {
    try #require(groups.count == 1, "\(groups.count) groups, quarantined: \(quarantined.map(\.reason.description))")
    return groups[0].group
  }

  /// What the warnings are about.
  var warnedPaths: [String] { warnings.map(\.problem.path) }
}

extension DirectoryFormat: CustomTestStringConvertible {
  public var testDescription: String { id }
}
