import DirectoryFormats
import Foundation
import GroupMatching
import Testing

@Suite struct NativeTests {
  private func read(_ text: String, places: Places? = nil) throws -> DirectoryReading {
    try DirectoryFormat.native.read(Data(text.utf8), Support.options(fellowship: nil, places: places))
  }

  @Test func problemsAreWarningsAndTheGroupIsKept() throws {
    let reading = try read(
      #"{"id":"a","name":"A","cost":{"kind":"cheap"},"colour":"red","location":{"latitude":100,"longitude":1}}"#)
    #expect(try reading.onlyGroup().cost == nil)
    #expect(reading.warnedPaths == ["/location/latitude", "/cost/kind", "/colour"])
    #expect(reading.warnings.allSatisfy { $0.row == 1 && $0.id == "a" })
  }

  @Test func linesThatAreNoRecordAreQuarantinedByTheirNumber() throws {
    let reading = try read(
      """
      {"id":"a","name":"A"}

      {"id":"b","name":}
      {"name":"C"}
      {"id":"d"}
      {"id":"a","name":"A again"}
      {"id":"e","name":"E"}

      """)
    #expect(reading.groups.map(\.rows) == [[1], [7]])
    #expect(reading.quarantined.map(\.row) == [3, 4, 5, 6])
    #expect(reading.quarantined[0].record == #"{"id":"b","name":}"#)
    #expect(reading.quarantined[1].reason.description == "/id: missing, expected a text")
    #expect(reading.quarantined[2].id == "d")
    #expect(reading.quarantined[3].reason.description == "id a already on row 1")
    #expect(reading.rowsRead == 6)
  }

  @Test func aListIsReadAsLinesAre() throws {
    let reading = try read(#"[{"id":"a","name":"A"},{"id":"b","name":"B"}]"#)
    #expect(reading.groups.map(\.group.id) == ["a", "b"])
  }

  @Test func theZoneComesFromThePlaceOnlyInPerson() throws {
    let record =
      #""name":"A","location":{"latitude":40.8,"longitude":-73.95},"sessions":[{"weekday":"monday","start":"19:00"}]"#
    let text =
      #"{"id":"a","formats":["in-person"],"# + record + "}\n" + #"{"id":"b","formats":["online"],"# + record + "}\n"
    let reading = try read(text, places: Support.places)
    #expect(reading.groups.map { $0.group.sessions[0].zone?.description } == ["America/New_York", nil])
    #expect(reading.zonesFromPlace == 1)
    #expect(reading.warnings.isEmpty)
  }

  @Test func passwordsAreTakenOutOfEveryText() throws {
    let group = try read(
      #"{"id":"a","name":"A","description":"Zoom 83, passcode 4321","contact":{"url":"https://zoom.us/j/83?pwd=x1"}}"#
    ).onlyGroup()
    #expect(group.description == "Zoom 83, passcode [ask the group]")
    #expect(group.contact.url == "https://zoom.us/j/83")
  }

  @Test func controlsGoAndParagraphsStay() throws {
    let group = try read(#"{"id":"a","name":"A\u0000B","description":"One.\n\nTwo: שלום 👩‍👩‍👧"}"#).onlyGroup()
    #expect(group.name == "AB")
    #expect(group.description == "One.\n\nTwo: שלום 👩‍👩‍👧")
  }

  @Test func theDemoDirectoryIsReadWithoutAWarning() throws {
    let data = try Data(contentsOf: Support.data.appendingPathComponent("demo/directory.jsonl"))
    let reading = try DirectoryFormat.native.read(data, Support.options(fellowship: nil))
    #expect(reading.groups.count == data.split(separator: UInt8(ascii: "\n")).count)
    #expect(reading.warnings.isEmpty)
    #expect(reading.quarantined.isEmpty)
  }
}
