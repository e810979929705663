import DirectoryFormats
import GroupMatching
import Testing

@Suite struct MeetingGuideTests {
  @Test func aMeetingIsReadWithAllItsFacts() throws {
    let group = try Support.meetingGuide([
      "types": ["O", "W", "LGBTQ", "X", "XB", "ASL", "BA", "FF", "EN", "S", "BE", "D"],
      "updated": "2026-11-01 08:30:00",
      "notes": "Ring twice.", "url": "https://example.org/meetings/early-risers/",
    ]).onlyGroup()
    #expect(group.id == "test-list/early-risers")
    #expect(group.name == "Early Risers")
    #expect(group.topics == ["alcohol"])
    #expect(group.organization?.name == "Alcoholics Anonymous")
    #expect(group.audiences == [.anyone])
    #expect(
      group.communities == [
        CommunityFocus("women", isExclusive: true), CommunityFocus("lgbtq"), CommunityFocus("newcomers"),
      ])
    #expect(
      Set(group.accommodations.keys) == [
        "wheelchair-access", "accessible-restroom", "sign-language", "childcare", "fragrance-free",
      ])
    #expect(group.accommodations.values.allSatisfy { $0 == .available })
    #expect(group.languages.map(\.description) == ["en", "es"])
    #expect(group.formats == .inPerson)
    #expect(group.status == .active)
    #expect(
      group.location
        == Location(
          coordinate: Coordinate(latitude: 46.78, longitude: -92.1),
          address: "Grange Hall, 12 Elm St, Duluth, MN 55802, USA",
          postalCode: "55802", country: "US"))
    #expect(group.sessions.map(\.weekday) == [.monday])
    #expect(group.sessions[0].start.description == "07:00")
    #expect(group.sessions[0].durationMinutes == 60)
    #expect(group.sessions[0].zone?.description == "America/Chicago")
    #expect(group.verifiedAt == Day("2026-11-01"))
    #expect(group.description == "Ring twice.")
    #expect(group.contact.url == "https://example.org/meetings/early-risers/")
    #expect(group.source == RecordSource(name: "Test List", id: "early-risers"))
    #expect(group.cost == Cost(kind: .donation))
    #expect(group.facilitation.kind == .peer)
    #expect(group.participation.registration == Participation.Registration.none)
  }

  private static let days: [(JSONValue, [Weekday])] = [
    (0, [.sunday]), (6, [.saturday]), ("2", [.tuesday]), ("Monday", [.monday]),
    ("thu", [.thursday]), ("Fridays", [.friday]), ([1, "3", "friday"], [.monday, .wednesday, .friday]),
    ("1,3", [.monday, .wednesday]),
    ([2, 2], [.tuesday]), ("None", []), ("", []), (.null, []), ([], []),
  ]

  @Test(arguments: days)
  func daysComeInManyForms(day: JSONValue, expected: [Weekday]) throws {
    let reading = try Support.meetingGuide(["day": day, "time": expected.isEmpty ? .null : "07:00"])
    #expect(try reading.onlyGroup().sessions.map(\.weekday) == expected)
    #expect(reading.warnings.isEmpty)
  }

  @Test(arguments: [JSONValue.number(7), 1.5, "8", "Someday", ["monday", "x"], true, [:]])
  func aDayThatIsNoneIsToldAndTheGroupKept(day: JSONValue) throws {
    let reading = try Support.meetingGuide(["day": day])
    #expect(try reading.onlyGroup().sessions.isEmpty)
    #expect(reading.warnedPaths == ["/day"])
  }

  @Test(arguments: [
    ("19:00", "19:00"), ("19:00:00", "19:00"), ("7:00 pm", "19:00"), ("7:00 PM", "19:00"), ("7pm", "19:00"),
    ("7:30 p.m.", "19:30"), ("Noon", "12:00"), ("Midnight", "00:00"), ("12:00 am", "00:00"), ("12:15 pm", "12:15"),
    ("0:00", "00:00"),
    ("11:59 PM", "23:59"),
  ])
  func timesComeInManyForms(time: String, expected: String) throws {
    let reading = try Support.meetingGuide(["time": .string(time), "end_time": .null])
    #expect(try reading.onlyGroup().sessions.map(\.start.description) == [expected])
    #expect(reading.warnings.isEmpty)
  }

  @Test(arguments: ["25:00", "24:00", "24:00:00", "7", "19:60", "Lunch", "13:00 am", "19.00.00.00"])
  func aTimeThatIsNoneIsToldAndTheGroupKept(time: String) throws {
    let reading = try Support.meetingGuide(["time": .string(time), "end_time": .null])
    #expect(try reading.onlyGroup().sessions.isEmpty)
    #expect(reading.warnedPaths == ["/time"])
  }

  @Test(arguments: [
    ("23:59", "01:29", 90), ("22:00", "00:00", 120), ("22:00", "24:00", 120), ("07:00", "08:00", 60),
    ("19:00", "19:00", nil),
  ])
  func theEndMayBeOnTheNextDay(start: String, end: String, minutes: Int?) throws {
    let reading = try Support.meetingGuide(["time": .string(start), "end_time": .string(end)])
    #expect(try reading.onlyGroup().sessions.map(\.durationMinutes) == [minutes])
    #expect(reading.warnings.isEmpty)
  }

  @Test(arguments: [("10:00 am", "11:30 pm"), ("7:00 pm", "8:30 am"), ("10am to 11:30pm", nil), ("19:00", "later")])
  func anEndThatCannotBeRightIsUnknown(start: String, end: String?) throws {
    let reading = try Support.meetingGuide(["time": .string(start), "end_time": end.map(JSONValue.string) ?? .null])
    let session = try #require(try reading.onlyGroup().sessions.first)
    #expect(session.durationMinutes == nil)
    #expect(reading.warnedPaths == ["/end_time"])
  }

  @Test(arguments: [("7:00 pm - 8:30 pm", "19:00", 90), ("10am to 11am", "10:00", 60), ("7-8:30 pm", "19:00", 90)])
  func aRangeOfTimesIsReadAsStartAndEnd(time: String, start: String, minutes: Int) throws {
    let group = try Support.meetingGuide(["time": .string(time), "end_time": .null]).onlyGroup()
    #expect(group.sessions.map(\.start.description) == [start])
    #expect(group.sessions.map(\.durationMinutes) == [minutes])
  }

  @Test func byAppointmentIsAGroupWithoutSessions() throws {
    let reading = try Support.meetingGuide(["day": .null, "time": "Appointment", "end_time": .null])
    #expect(try reading.onlyGroup().sessions.isEmpty)
    #expect(reading.warnings.isEmpty)
  }

  @Test(arguments: [("2026-11-01", "2026-11-01"), ("2026-11-01T08:30:00Z", "2026-11-01")])
  func freshnessIsReadFromADate(text: String, day: String) throws {
    #expect(try Support.meetingGuide(["updated": .string(text)]).onlyGroup().verifiedAt == Day(day))
  }

  @Test(arguments: ["2020-04-0416:50:58", "yesterday", "2099-01-01", "0000-00-00 00:00:00"])
  func freshnessThatCannotBeReadIsUnknownNeverNow(text: String) throws {
    let reading = try Support.meetingGuide(["updated": .string(text)])
    #expect(try reading.onlyGroup().verifiedAt == nil)
    #expect(reading.warnedPaths == ["/updated"])
  }

  @Test func anUnknownZoneIsToldAndThePlaceTellsIt() throws {
    let reading = try Support.meetingGuide(["timezone": "Central"], places: Support.places)
    #expect(try reading.onlyGroup().sessions[0].zone?.description == "America/Chicago")
    #expect(reading.warnedPaths == ["/timezone"])
    #expect(reading.zonesFromPlace == 1)
  }

  @Test func idsComeFromSlugThenPageThenNameAndPlace() throws {
    func id(_ changes: JSONObject) throws -> String { try Support.meetingGuide(changes).onlyGroup().id }
    #expect(try id([:]) == "test-list/early-risers")
    #expect(try id(["slug": .null, "url": "https://example.org/meetings/dawn-2/"]) == "test-list/dawn-2")
    #expect(try id(["slug": .null, "url": "https://example.org/?meeting=dawn-3&x=1"]) == "test-list/dawn-3")
    #expect(try id(["slug": .null, "url": "https://example.org/"]) == "test-list/early-risers-grange-hall")
    #expect(try id(["slug": .null]) == "test-list/early-risers-grange-hall")
  }

  @Test func aRowWithoutANameIsQuarantined() throws {
    let reading = try Support.meetingGuide(["name": "<p> </p>"], ["slug": "b"])
    #expect(reading.quarantined.map(\.row) == [1])
    #expect(reading.quarantined[0].reason.description == "/name: missing, expected a text")
    #expect(reading.quarantined[0].id == "early-risers")
  }

  @Test func markupBecomesTextInEveryField() throws {
    let group = try Support.meetingGuide([
      "name": "Women&#039;s <i>Circle</i>", "notes": "&lt;p&gt;Side door.&lt;/p&gt;<script>steal()</script>",
      "location": "St. John&amp;#8217;s",
    ]).onlyGroup()
    #expect(group.name == "Women's Circle")
    #expect(group.description == "Side door.")
    #expect(group.location?.address?.hasPrefix("St. John’s, 12 Elm St") == true)
  }
}
