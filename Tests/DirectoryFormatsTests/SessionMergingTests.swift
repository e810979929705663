import DirectoryFormats
import GroupMatching
import Testing

@Suite struct SessionMergingTests {
  @Test func rowsThatDifferInTheirTimeAloneAreOneGroup() throws {
    let reading = try Support.bmlt(
      ["id_bigint": "12"], ["id_bigint": "7", "weekday_tinyint": "4"], ["id_bigint": "30", "start_time": "07:00:00"])
    let group = try reading.onlyGroup()
    #expect(group.id == "test-list/7")
    #expect(group.sessions.map { "\($0.weekday.code) \($0.start)" } == ["MO 07:00", "MO 19:00", "WE 19:00"])
    #expect(reading.groups[0].rows == [1, 2, 3])
    #expect(reading.mergedAsSession == 2)
    #expect(reading.rowsRead == 3)
  }

  @Test(arguments: [
    ["meeting_name": "Another Name"] as JSONObject, ["formats": "C,WC"], ["formats": "O"], ["formats": "O,WC,M"],
    ["formats": "O,WC,ES"],
    ["venue_type": "3"], ["formats": "O,WC,TC"], ["location_street": "14 Elm St"], ["latitude": "40.81"],
    ["phone_meeting_number": "+1 555 0100"],
  ])
  func rowsThatDifferInAFactStayGroups(change: JSONObject) throws {
    let second = change.merging(["id_bigint": "8", "weekday_tinyint": "4"]) { mine, _ in mine }
    let reading = try Support.bmlt([:], second)
    #expect(reading.groups.count == 2)
    #expect(reading.mergedAsSession == 0)
  }

  @Test func theOrderOfTheRowsChangesNoID() throws {
    let rows: [JSONObject] = [["id_bigint": "12"], ["id_bigint": "7", "weekday_tinyint": "4"]]
    let forward = try Support.bmlt(rows[0], rows[1]).onlyGroup()
    let backward = try Support.bmlt(rows[1], rows[0]).onlyGroup()
    #expect(forward == backward)
  }

  @Test func anExactRepeatIsQuarantinedWithTheRowItRepeats() throws {
    let reading = try Support.bmlt([:], ["id_bigint": "8"], ["id_bigint": "9", "weekday_tinyint": "5"])
    #expect(reading.quarantined.map(\.reason) == [.repeats(row: 1)])
    #expect(reading.quarantined[0].id == "8")
    #expect(reading.groups.map(\.rows) == [[1, 3]])
    try expectEveryRowOnce(reading, 3)
  }

  @Test func theSameTimeWithOtherWordsIsNoRepeat() throws {
    let reading = try Support.bmlt(["comments": "Ring twice."], ["id_bigint": "8", "comments": "Use the side door."])
    #expect(reading.groups.count == 2)
    #expect(reading.quarantined.isEmpty)
  }

  @Test func wordsOfASessionAreToldOfThatSessionOnly() throws {
    let reading = try Support.bmlt(
      ["comments": "Ring twice."], ["id_bigint": "8", "weekday_tinyint": "4", "comments": "Use the side door."],
      ["id_bigint": "9", "weekday_tinyint": "5"])
    #expect(try reading.onlyGroup().description == "Monday 19:00: Ring twice.\nWednesday 19:00: Use the side door.")
  }

  @Test func aSlugOfSeveralGroupsGivesEachAnID() throws {
    let reading = try Support.meetingGuide(
      [:], ["day": 3, "types": ["C"]], ["day": 5], ["day": 3, "types": ["C"], "time": "20:00", "end_time": "21:00"],
      ["day": 0, "attendance_option": "online"])
    #expect(
      Set(reading.groups.map(\.group.id)) == [
        "test-list/early-risers", "test-list/early-risers-wed-0700", "test-list/early-risers-sun-0700",
      ])
    try expectEveryRowOnce(reading, 5)
  }

  @Test func severalDaysInOneRowAreSeveralSessions() throws {
    let reading = try Support.meetingGuide(["day": [1, 2]], ["day": [4], "slug": "b"], ["day": 6, "slug": "c"])
    #expect(try reading.onlyGroup().sessions.map(\.weekday) == [.monday, .tuesday, .thursday, .saturday])
    #expect(reading.groups[0].rows == [1, 2, 3])
  }

  @Test func groupsByAppointmentRepeatOrStay() throws {
    let unfixed: JSONObject = ["day": .null, "time": "Appointment", "end_time": .null]
    let reading = try Support.meetingGuide([:], unfixed, unfixed)
    #expect(reading.groups.count == 2)
    #expect(reading.quarantined.map(\.reason) == [.repeats(row: 2)])
  }

  @Test func theWholeIsAsFreshAsItsStalestPart() throws {
    let both = try Support.meetingGuide(["updated": "2026-10-01"], ["day": 2, "updated": "2026-09-01"]).onlyGroup()
    #expect(both.verifiedAt == Day("2026-09-01"))
    let one = try Support.meetingGuide(["updated": "2026-10-01"], ["day": 2]).onlyGroup()
    #expect(one.verifiedAt == nil)
  }

  @Test func pagesOfTheSessionsDoNotSetThemApartButLinksDo() throws {
    let pages = try Support.meetingGuide(
      ["url": "https://example.org/m/a/"], ["url": "https://example.org/m/b/", "day": 2])
    #expect(pages.groups.count == 1)
    let links = try Support.meetingGuide(
      ["url": "https://example.org/m/a/", "conference_url": "https://zoom.us/j/1"],
      ["url": "https://example.org/m/b/", "day": 2, "conference_url": "https://zoom.us/j/2"])
    #expect(links.groups.count == 2)
  }

  @Test func likelyDuplicatesAcrossFeedsKeepTheirIDs() throws {
    let mine = try Support.meetingGuide([:]).onlyGroup()
    let theirs = try DirectoryFormat.meetingGuide.read(
      Support.json([.object(Support.meeting)]), Support.options(source: "Other List", places: nil)
    ).onlyGroup()
    #expect(mine.id == "test-list/early-risers")
    #expect(theirs.id == "other-list/early-risers")
  }
}
