import GroupMatching

/// One row of a feed as a group of its own, before rows of one group come together.
struct FeedMeeting {
  let row: CleanRow
  /// The row's id in the feed, or what stands for it: the same at each import.
  let sourceID: String
  /// The group, without an id of its own yet.
  var group: Group
  /// What was wrong in the row.
  var problems: [FieldProblem]
  /// The link to attend by, which sessions of one group have in common.
  var link: String?
  /// Whether the group's address on the web is a page about this row alone, which sessions of one group do not share.
  var hasOwnPage = false
  /// Whether the place told the time zone.
  var hasZoneFromPlace = false
}

/// A row of a feed that is no meeting to use.
struct UnusableRow: Error {
  let reason: QuarantinedRow.Reason
  let id: String?
}

/// What the rows of every feed go through: cleaned, read, given a zone and what the fellowship says of all, merged.
struct FeedReader {
  let options: ReadingOptions
  private let zoneField: String
  private var zones: ZoneFinder
  private var meetings: [FeedMeeting] = []
  private var quarantined: [QuarantinedRow] = []

  /// - Parameter zoneField: The feed's field for the time zone.
  init(_ options: ReadingOptions, zoneField: String) {
    self.options = options
    self.zoneField = zoneField
    zones = ZoneFinder(options.places)
  }

  /// Reads one row.
  ///
  /// - Parameter meeting: Reads what is particular to the format. The location has to be complete even where nobody meets there: it
  ///   tells the time zone, and is dropped here.
  mutating func read(_ row: JSONRow, meeting: (CleanRow) throws(UnusableRow) -> FeedMeeting) {
    switch CleanRow.clean(row) {
    case .failure(let unreadable):
      quarantined.append(unreadable.row(id: nil))
    case .success(let clean):
      do throws(UnusableRow) {
        meetings.append(completed(try meeting(clean)))
      } catch {
        quarantined.append(clean.quarantined(error.reason, id: error.id))
      }
    }
  }

  private mutating func completed(_ read: FeedMeeting) -> FeedMeeting {
    var meeting = read
    meeting.hasZoneFromPlace = meeting.group.setMissingZones(from: &zones)
    if meeting.group.lacksZone, options.places != nil {
      let expected = "a time zone such as America/New_York, or a place that tells it"
      meeting.problems.append(FieldProblem(.missing, path: "/\(zoneField)", expected: expected))
    }
    // Nobody travels to a group that meets online: the address that a feed gives it is no place to meet.
    if !meeting.group.formats.isEmpty, !meeting.group.formats.contains(.inPerson) {
      meeting.group.location = meeting.group.location?.country.map { Location(country: $0) }
    }
    if meeting.group.formats.contains(.phone) { meeting.group.accommodations["phone-dial-in"] = .available }
    meeting.group.addCommonFacts(options)
    return meeting
  }

  /// All that was read, rows of one group merged.
  func reading(fileWarnings: [RowWarning]) -> DirectoryReading {
    let merged = SessionMerging(meetings, source: options)
    let warnings = merged.used.flatMap { meeting in
      meeting.problems.map { RowWarning(row: meeting.row.number, id: meeting.sourceID, problem: $0) }
    }
    return DirectoryReading(
      groups: merged.groups, quarantined: quarantined + merged.repeats, warnings: fileWarnings + warnings,
      zonesFromPlace: merged.zonesFromPlace)
  }
}
