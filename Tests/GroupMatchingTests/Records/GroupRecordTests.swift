import Foundation
import Testing

@testable import GroupMatching

@Suite("Group record")
struct GroupRecordTests {
  private func read(_ fields: JSONObject) throws -> (group: Group?, problems: [FieldProblem]) {
    let named = fields.merging(["id": "g", "name": "A group"]) { given, _ in given }
    return Group.read(named, vocabulary: try ProjectData.vocabulary)
  }

  @Test(
    "a value that cannot be read is unknown, and the problem names path, value and expectation",
    arguments: RecordFault.ofGroups)
  func faults(fault: RecordFault) throws {
    let (group, problems) = try read(fault.fields)
    #expect(group != nil, "the group is still good")
    let problem = try #require(problems.first { $0.path == fault.path }, "\(problems)")
    #expect(problem.kind == .invalid)
    #expect(problem.expected.contains(fault.expected), "\(problem)")
    #expect(!problem.value.isEmpty)
    #expect(problem.description == "\(problem.path): \(problem.value) is not \(problem.expected)")
    #expect(problems.count == 1, "one fault, one problem: \(problems)")
  }

  @Test("what can be read beside a fault is kept")
  func beside() throws {
    let (group, problems) = try read([
      "topics": ["dragons", "panic", "Anxiety"], "size": ["typical": 9.5, "capacity": 12],
      "location": ["latitude": 100, "longitude": 5, "address": "12 Mill Lane"],
      "sessions": [
        ["weekday": "tuesday", "start": "19:00", "timeZone": "Mars/Olympus"], ["weekday": "tuesday", "start": "late"],
      ],
    ])
    #expect(group?.topics == ["panic", "anxiety"])
    #expect(group?.size == GroupSize(capacity: 12))
    #expect(group?.location == Location(address: "12 Mill Lane"))
    #expect(group?.sessions.count == 1)
    #expect(group?.sessions.first?.zone == nil)
    #expect(problems.count == 5)
  }

  @Test(
    "without an id or a name there is no group",
    arguments: [
      ["name": "A group"], ["id": "g"], ["id": "", "name": "A group"], ["id": "  ", "name": "A group"],
      ["id": 7, "name": "A group"], ["id": "g", "name": .null], [:],
    ] as [JSONObject])
  func noGroup(fields: JSONObject) throws {
    let (group, problems) = Group.read(fields, vocabulary: try ProjectData.vocabulary)
    #expect(group == nil)
    let problem = try #require(problems.first)
    #expect(problem.path == "/id" || problem.path == "/name")
    #expect(problem.description.contains("a text"))
  }

  @Test("unknown fields are reported, at every depth, with the field that was meant")
  func unknownFields() throws {
    let (group, problems) = try read([
      "topic": ["panic"], "colour": "red", "location": ["lattitude": 5],
      "sessions": [["weekday": "monday", "start": "10:00", "tz": "UTC"]],
      "accommodations": ["moon-landing": "available"],
    ])
    #expect(group != nil)
    #expect(
      Set(problems.map(\.path)) == [
        "/topic", "/colour", "/location/lattitude", "/sessions/0/tz", "/accommodations/moon-landing",
      ])
    #expect(problems.allSatisfy { $0.kind == .unknownField })
    #expect(problems.contains { $0.description == "/topic: unknown field, did you mean topics?" })
    #expect(problems.contains { $0.description == "/colour: unknown field" })
    #expect(problems.contains { $0.description == "/location/lattitude: unknown field, did you mean latitude?" })
  }

  @Test("a text of 100 kB is refused in every field, and is not repeated in the message")
  func longTexts() throws {
    let long = JSONValue.string(String(repeating: "é", count: 50_000))
    let fields: [JSONObject] = [
      ["description": long], ["organization": ["name": long]], ["contact": ["url": long]], ["topics": [long]],
      ["location": ["address": long]], ["sessions": [["weekday": "monday", "start": "10:00", "recurrence": long]]],
    ]
    for field in fields {
      let (group, problems) = try read(field)
      #expect(group != nil)
      #expect(problems.count == 1)
      for problem in problems { #expect(problem.description.count < 400, "\(problem.path)") }
    }
    let (group, problems) = try read(["name": long])
    #expect(group == nil)
    #expect(problems.map(\.path) == ["/name"])
  }

  @Test("a long description within its limit is kept")
  func description() throws {
    let text = String(repeating: "ab ", count: 6_000) + "end"
    #expect(try read(["description": .string(text)]).group?.description == text)
  }

  @Test("NUL and outer white space are dropped from texts, and an empty text is unknown")
  func nul() throws {
    let (group, problems) = try read([
      "name": "\u{0} A\u{0} group \n", "description": "\u{0}\t", "contact": ["phone": "  "],
    ])
    #expect(problems.isEmpty)
    #expect(group?.name == "A group")
    #expect(group?.description == nil)
    #expect(group?.contact.isEmpty == true)
  }

  @Test("null is unknown, as if the field were absent")
  func null() throws {
    let names = try GeneratedCase(seed: 3, size: 1, knowledge: 1).groups[0].record.keys.filter {
      !["id", "name"].contains($0)
    }
    let (group, problems) = try read(JSONObject(uniqueKeys: names, values: names.map { _ in .null }))
    #expect(problems.isEmpty)
    #expect(group == Group(id: "g", name: "A group"))
  }

  @Test("names are understood as people write them, and each counts once")
  func names() throws {
    let (group, problems) = try read([
      "topics": ["Panic attacks", "panic-attack", "PÁNICO"], "languages": ["english", "en", "Español"],
      "communities": ["women", ["name": "Women"], ["name": "veterans", "exclusive": true]],
      "formats": ["online", "online"],
    ])
    #expect(problems.isEmpty)
    #expect(group?.topics == ["panic"])
    #expect(group?.languages.map(\.description) == ["en", "es"])
    #expect(group?.communities == [CommunityFocus("women"), CommunityFocus("veterans", isExclusive: true)])
    #expect(group?.formats == .online)
  }

  @Test("one price, an upper price alone, and a bare kind")
  func cost() throws {
    #expect(try read(["cost": ["kind": "fixed", "amount": ["minimum": 5]]]).group?.cost?.amount?.maximum == 5)
    #expect(try read(["cost": ["kind": "sliding-scale", "amount": ["maximum": 5]]]).group?.cost?.amount?.minimum == 0)
    #expect(try read(["cost": ["kind": "free"]]).group?.cost == Cost(kind: .free))
  }
}
