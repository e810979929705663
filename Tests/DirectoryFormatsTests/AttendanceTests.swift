import DirectoryFormats
import GroupMatching
import Testing

/// How what feeds say of place, link and phone becomes a way of meeting.
@Suite struct AttendanceTests {
  private static let nowhere: JSONObject = [
    "location": .null, "formatted_address": .null, "latitude": .null, "longitude": .null,
  ]

  struct Case: Sendable {
    let fields: JSONObject
    let formats: MeetingFormats
    let status: GroupStatus

    init(_ fields: JSONObject, _ formats: MeetingFormats, _ status: GroupStatus) {
      (self.fields, self.formats, self.status) = (fields, formats, status)
    }
  }

  @Test(arguments: [
    // Location temporarily closed.
    Case(["types": ["TC"], "conference_url": "https://zoom.us/j/1"], MeetingFormats.online, GroupStatus.active),
    Case(["types": ["TC"]], .inPerson, .paused),
    Case(["types": ["TC", "ONL"]], .online, .active),
    Case(["types": ["TC"], "conference_phone": "+1 555 0100"], .phone, .active),
    // The feed's own field.
    Case(["attendance_option": "in_person"], .inPerson, .active),
    Case(["attendance_option": "online"], .online, .active),
    Case(["attendance_option": "hybrid"], [.inPerson, .online], .active),
    Case(["attendance_option": "inactive"], .inPerson, .paused),
    Case(["attendance_option": "online", "conference_phone": "+1 555 0100"], .phone, .active),
    Case(
      ["attendance_option": "online", "conference_url": "https://zoom.us/j/1", "conference_phone": "+1 555 0100"],
      [.online, .phone], .active),
    Case(["attendance_option": "hybrid", "types": ["TC"]], .online, .active),
    Case(["attendance_option": "in_person", "types": ["TC"]], .inPerson, .paused),
    // Older feeds without the field.
    Case(["conference_url": "https://zoom.us/j/1"], [.inPerson, .online], .active),
    Case(["conference_url": "https://zoom.us/j/1", "approximate": "yes"], .online, .active),
    Case(["types": ["ONL"]], [.inPerson, .online], .active),
    Case(["types": ["ONL"], "approximate": "yes"], .online, .active),
    Case([:], .inPerson, .active),
  ])
  func inMeetingGuide(meeting: Case) throws {
    let group = try Support.meetingGuide(meeting.fields).onlyGroup()
    #expect(group.formats == meeting.formats)
    #expect(group.status == meeting.status)
  }

  @Test func withoutPlaceAndLinkTheWayOfMeetingIsUnknown() throws {
    #expect(try Support.meetingGuide(Self.nowhere).onlyGroup().formats == [])
  }

  @Test(arguments: [
    Case(["venue_type": "1"], MeetingFormats.inPerson, GroupStatus.active),
    Case(["venue_type": "2"], .online, .active),
    Case(["venue_type": "2", "phone_meeting_number": "+1 555 0100"], .phone, .active),
    Case(["venue_type": "3", "virtual_meeting_link": "https://zoom.us/j/1"], [.inPerson, .online], .active),
    Case(["venue_type": "2", "formats": "VM,TC"], .online, .active),
    Case(["venue_type": "1", "formats": "TC"], .inPerson, .paused),
    Case(["venue_type": "", "formats": "VM,TC"], .online, .active),
    Case(["venue_type": "", "formats": "VM"], .online, .active),
    Case(["venue_type": "", "formats": "HY"], [.inPerson, .online], .active),
    Case(["venue_type": "", "formats": "HY,TC"], .online, .active),
    Case(["venue_type": "", "formats": "TC"], .inPerson, .paused),
    Case(["venue_type": "", "formats": "TC", "virtual_meeting_link": "https://zoom.us/j/1"], .online, .active),
    Case(["venue_type": "", "formats": "O"], .inPerson, .active),
  ])
  func inBMLT(meeting: Case) throws {
    let group = try Support.bmlt(meeting.fields).onlyGroup()
    #expect(group.formats == meeting.formats)
    #expect(group.status == meeting.status)
  }

  @Test func whoMeetsOnlineHasNoPlaceToTravelToButItsZone() throws {
    let reading = try Support.bmlt(["venue_type": "2"], places: Support.places)
    let group = try reading.onlyGroup()
    #expect(group.location == Location(country: "US"))
    #expect(group.sessions[0].zone?.description == "America/New_York")
    #expect(reading.zonesFromPlace == 1)
  }

  @Test func aNumberToDialIsAnAccommodationAndAContact() throws {
    let group = try Support.bmlt(["venue_type": "2", "phone_meeting_number": "+1 555 0100"]).onlyGroup()
    #expect(group.accommodations["phone-dial-in"] == .available)
    #expect(group.contact.phone == "+1 555 0100")
  }

  @Test func theLinkStaysBesideThePageOfTheMeeting() throws {
    let group = try Support.meetingGuide([
      "attendance_option": "online", "conference_url": "https://zoom.us/j/83?pwd=abc",
      "url": "https://example.org/m/dawn/",
      "conference_url_notes": "Passcode: 4321",
    ]).onlyGroup()
    #expect(group.contact.url == "https://example.org/m/dawn/")
    #expect(group.description == "Online: https://zoom.us/j/83\nOnline: Passcode: [ask the group]")
  }

  @Test func anApproximatePlaceHasNoPointToMeasureTo() throws {
    let group = try Support.meetingGuide(["approximate": "yes", "attendance_option": "in_person"]).onlyGroup()
    #expect(group.location?.coordinate == nil)
    #expect(group.location?.postalCode == "55802")
  }
}
