import DirectoryFormats
import Foundation
import GroupMatching
import Testing

@Suite struct BMLTTests {
  @Test func aMeetingIsReadWithAllItsFacts() throws {
    let group = try Support.bmlt([
      "formats": "O,WC,ES,M,B,YP,GL,SL,St,NS", "comments": "Ring twice.", "location_info": "Basement",
      "bus_lines": "Bus Lines#@-@#B60",
    ]).onlyGroup()
    #expect(group.id == "test-list/7")
    #expect(group.name == "Uptown Hope")
    #expect(group.topics == ["drugs"])
    #expect(group.audiences == [.anyone])
    #expect(
      group.communities == [
        CommunityFocus("men", isExclusive: true), CommunityFocus("newcomers"), CommunityFocus("young-adults"),
        CommunityFocus("lgbtq"),
      ])
    #expect(group.accommodations == ["wheelchair-access": .available, "sign-language": .available])
    #expect(group.languages.map(\.description) == ["es"])
    #expect(group.location?.address == "Grange Hall, 12 Elm St (Basement), New York, NY 10027")
    #expect(group.location?.postalCode == "10027")
    #expect(group.location?.country == "US")
    #expect(group.sessions.map(\.weekday) == [.monday])
    #expect(group.sessions[0].durationMinutes == 90)
    #expect(group.description == "Ring twice.\nBus: B60")
    #expect(group.source == RecordSource(name: "Test List", id: "7"))
  }

  @Test(arguments: [("1", Weekday.sunday), ("2", .monday), ("7", .saturday)])
  func daysCountFromOneForSunday(number: String, day: Weekday) throws {
    #expect(try Support.bmlt(["weekday_tinyint": .string(number)]).onlyGroup().sessions.map(\.weekday) == [day])
  }

  @Test(arguments: [JSONValue.string("0"), "8", "Monday", 0])
  func aDayOutsideIsTold(day: JSONValue) throws {
    let reading = try Support.bmlt(["weekday_tinyint": day])
    #expect(try reading.onlyGroup().sessions.isEmpty)
    #expect(reading.warnedPaths == ["/weekday_tinyint"])
  }

  @Test(arguments: [("01:30:00", 90), ("00:00:00", nil), ("24:00:00", 1440), ("", nil), ("06:00:00", 360)])
  func lengthsAreReadAndZeroIsUnknown(text: String, minutes: Int?) throws {
    let reading = try Support.bmlt(["duration_time": .string(text)])
    #expect(try reading.onlyGroup().sessions.map(\.durationMinutes) == [minutes])
    #expect(reading.warnings.isEmpty)
  }

  @Test(arguments: ["12:00:00", "07:00:00", "25:00:00", "long"])
  func lengthsThatCannotBeRightAreToldAndUnknown(text: String) throws {
    let reading = try Support.bmlt(["duration_time": .string(text)])
    #expect(try reading.onlyGroup().sessions.map(\.durationMinutes) == [nil])
    #expect(reading.warnedPaths == ["/duration_time"])
  }

  @Test func aMeetingAcrossMidnightKeepsItsLength() throws {
    let group = try Support.bmlt(["start_time": "23:59:00", "duration_time": "01:30:00"]).onlyGroup()
    #expect(group.sessions[0].start.description == "23:59")
    #expect(group.sessions[0].durationMinutes == 90)
  }

  @Test func aRowThatIsNotPublishedIsQuarantined() throws {
    let reading = try Support.bmlt(["published": "0"], ["id_bigint": "8"])
    #expect(reading.quarantined.map(\.reason) == [.notPublished])
    #expect(reading.quarantined[0].id == "7")
    #expect(reading.groups.count == 1)
  }

  @Test func closedIsForWhomTheFellowshipIs() throws {
    func audiences(_ formats: String, _ fellowship: String?) throws -> [Audience] {
      try Support.bmlt(["formats": .string(formats)], fellowship: fellowship).onlyGroup().audiences
    }
    #expect(try audiences("C", "na") == [.livedExperience])
    #expect(try audiences("C", "nar-anon") == [.family])
    #expect(try audiences("O", "na") == [.anyone])
    #expect(try audiences("O,C", "na") == [.livedExperience])
    #expect(try audiences("St", "na") == [])
    #expect(try audiences("C", nil) == [])
  }

  @Test func closedWithoutAFellowshipIsTold() throws {
    let reading = try Support.bmlt(["formats": "C"], fellowship: nil)
    #expect(reading.warnings.map(\.problem.value) == ["\"closed\""])
    #expect(reading.groups[0].group.topics.isEmpty)
    #expect(reading.groups[0].group.cost == nil)
  }

  @Test func keysAreReadInTheLanguageOfTheServer() throws {
    let group = try Support.bmlt(["formats": "S,K,RL", "lang_enum": "sv"]).onlyGroup()
    #expect(group.audiences == [.livedExperience])
    #expect(group.communities == [CommunityFocus("women", isExclusive: true)])
    #expect(group.accommodations == ["wheelchair-access": .available])
  }

  @Test func unknownKeysAreToldOnceForAllRows() throws {
    let reading = try Support.bmlt(["formats": "O,QQ"], ["formats": "QQ,ZZ", "id_bigint": "8"])
    let groups = WarningGroup.all(of: reading)
    #expect(groups.map(\.path) == ["/formats"])
    #expect(groups[0].count == 3)
    #expect(groups[0].values.map(\.value) == ["\"QQ\"", "\"ZZ\""])
    #expect(groups[0].expected == "a code that Kith knows for na")
  }

  @Test func numbersOfFormatsGoBeforeTheirLocalKeys() throws {
    let table: JSONValue = [
      ["id": "1", "key_string": "Å", "lang": "da", "world_id": "OPEN"],
      ["id": "2", "key_string": "X", "lang": "da", "world_id": ""],
      ["id": "2", "key_string": "WC", "lang": "en"],
      ["shared_id_bigint": "3", "key_string": "RL", "lang_enum": "sv"],
      ["id": "4", "key_string": "??", "lang": "da"],
    ]
    let row = Support.row(Support.bmltMeeting, ["formats": "Å,C", "format_shared_id_list": "1,2,3,4"])
    let answer: JSONValue = ["meetings": [row], "formats": table]
    let data = Data(answer.text.utf8)
    #expect(try DirectoryFormat.detect(data).id == "bmlt")
    let reading = try DirectoryFormat.bmlt.read(data, Support.options(fellowship: "na", places: nil))
    let group = try reading.onlyGroup()
    #expect(group.audiences == [.anyone])
    #expect(group.accommodations == ["wheelchair-access": .available])
    #expect(reading.warnings.map(\.problem.value) == ["\"??\""])
  }

  @Test func aTimeZoneOfTheFeedGoesBeforeThePlace() throws {
    let reading = try Support.bmlt(["time_zone": "America/Chicago"], places: Support.places)
    #expect(try reading.onlyGroup().sessions[0].zone?.description == "America/Chicago")
    #expect(reading.zonesFromPlace == 0)
  }
}

extension WarningGroup {
  /// The warnings of a reading as a report groups them.
  static func all(of reading: DirectoryReading) -> [WarningGroup] {
    guard let options = try? Support.options() else { return [] }
    return ImportReport(file: "test", format: .native, options: options, reading: reading).warningGroups
  }
}
