import Foundation
import Testing

@testable import GroupMatching

@Suite("Member record")
struct MemberRecordTests {
  private func read(_ fields: JSONObject) throws -> Member {
    try Member(reading: fields, vocabulary: try ProjectData.vocabulary)
  }

  private func problems(_ fields: JSONObject) throws -> [FieldProblem] {
    let vocabulary = try ProjectData.vocabulary
    do {
      _ = try Member(reading: fields, vocabulary: vocabulary)
      return []
    } catch {
      return error.problems
    }
  }

  @Test("a field that cannot be read is an error with path, value and expectation", arguments: RecordFault.ofMembers)
  func faults(fault: RecordFault) throws {
    let problems = try problems(fault.fields)
    #expect(problems.count == 1, "\(problems)")
    let problem = try #require(problems.first)
    #expect(problem.path == fault.path)
    #expect(problem.expected.contains(fault.expected), "\(problem)")
  }

  @Test("a topic that Kith does not know gets suggestions")
  func suggestions() throws {
    let problem = try #require(try problems(["topics": ["anxiety", "pannic"]]).first)
    #expect(problem.path == "/topics/1")
    #expect(problem.description.contains("\"pannic\""))
    #expect(problem.description.contains("such as panic"))
    let strange = try #require(try problems(["topics": ["xqzwv jjjjjjj"]]).first)
    #expect(strange.expected == "a topic that Kith knows")
  }

  @Test("unknown fields are errors: a mistyped one would silently drop a hard limit")
  func unknownFields() throws {
    let problems = try problems([
      "acommodations": ["required": ["braille"]], "importance": ["luck": 2], "distance": ["max": 5],
    ])
    #expect(Set(problems.map(\.path)) == ["/acommodations", "/importance/luck", "/distance/max"])
    #expect(problems.allSatisfy { $0.kind == .unknownField })
    #expect(problems.contains { $0.description.contains("did you mean accommodations?") })
  }

  @Test("everything that is wrong is reported together, a line each")
  func together() throws {
    let error = try #require(throws: MemberError.self) { try read(["age": -1, "role": "friend", "colour": "red"]) }
    #expect(error.problems.count == 3)
    #expect(error.description.split(separator: "\n").count == 3)
  }

  @Test("a need of 100 kB is refused, and the message does not repeat it")
  func longNeed() throws {
    let problems = try problems(["need": .string(String(repeating: "help ", count: 20_000))])
    #expect(problems.map(\.path) == ["/need"])
    #expect(problems.allSatisfy { $0.description.count < 200 })
  }

  @Test("half a point is a mistake, not a place left out")
  func halfPoint() throws {
    #expect(try problems(["location": ["latitude": 53.34]]).map(\.path) == ["/location/longitude"])
    #expect(try problems(["location": ["longitude": -6.26]]).map(\.path) == ["/location/latitude"])
    #expect(try problems(["location": ["latitude": 100, "longitude": .null]]).map(\.path) == ["/location/latitude"])
    #expect(try read(["location": [:]]).location == nil)
  }

  @Test("a place is looked up for its point, its clock, or its crisis lines")
  func needsLookUp() throws {
    let point: JSONValue = ["latitude": 53.34, "longitude": -6.26]
    #expect(try !read([:]).needsLookUp)
    #expect(try read(["near": "94612"]).needsLookUp)
    #expect(try read(["location": point]).needsLookUp)
    #expect(try !read(["location": point, "timeZone": "Europe/Dublin"]).needsLookUp)
    let writing = try read(["location": point, "timeZone": "Europe/Dublin", "need": "panic"])
    #expect(writing.needsLookUp)
    let settled = try writing.settled(in: try ProjectData.places)
    #expect(settled.country == "IE")
    #expect(!settled.needsLookUp)
  }

  @Test("a topic or a language of a length that no name has is refused, without a look for names like it")
  func longNames() throws {
    let long = String(repeating: "a ", count: 100_000)
    let problem = try #require(try problems(["topics": [.string(long)]]).first)
    #expect(problem.expected == "a topic that Kith knows")
    #expect(try ProjectData.vocabulary.taxonomy.suggestions(for: long).isEmpty)
    let tag = "en" + String(repeating: "-abcdefgh", count: 50)
    #expect(try problems(["languages": [.string(tag)]]).map(\.path) == ["/languages/0"])
  }

  @Test("NUL is dropped from a need")
  func nul() throws {
    #expect(try read(["need": "\u{0}panic\u{0} at work"]).need == "panic at work")
  }

  @Test("a place that is named is looked up, with its zone unless the member gave one")
  func settled() throws {
    let places = try ProjectData.places
    let oakland = try read(["near": "94612"]).settled(in: places)
    #expect(oakland.timeZone?.description == "America/Los_Angeles")
    let here = try #require(oakland.location)
    #expect(here.kilometers(to: try Coordinate.at(37.8, -122.27)) < 5)
    let traveller = try read(["near": "94612", "timeZone": "Europe/Dublin"]).settled(in: places)
    #expect(traveller.timeZone?.description == "Europe/Dublin")
    let point = try read(["location": ["latitude": 53.34, "longitude": -6.26]]).settled(in: places)
    #expect(point.timeZone?.description == "Europe/Dublin")
    #expect(point.location == Coordinate(latitude: 53.34, longitude: -6.26))
    #expect(throws: PlacesError.self) { try read(["near": "Nowhere in particular"]).settled(in: places) }
    #expect(try Member().settled(in: places) == Member())
  }
}
