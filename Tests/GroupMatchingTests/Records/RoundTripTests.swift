import Foundation
import Testing

@testable import GroupMatching

@Suite("Records there and back")
struct RoundTripTests {
  @Test(
    "a group's record reads as the group, without a problem, and writes as the same record", arguments: UInt64(0)..<24)
  func groups(seed: UInt64) throws {
    let generated = try GeneratedCase(seed: seed, size: 12, knowledge: [0, 0.5, 0.9, 1][Int(seed % 4)])
    for group in generated.groups {
      let line = JSONValue.object(group.record).text
      #expect(!line.contains("\n"))
      guard case .object(let fields) = try JSONValue(parsing: Data(line.utf8)) else {
        Issue.record("no object: \(line)")
        continue
      }
      let (read, problems) = Group.read(fields, vocabulary: generated.vocabulary)
      #expect(problems.isEmpty)
      #expect(read == group)
      #expect(read.map { JSONValue.object($0.record).text } == line)
    }
  }

  @Test("a member's record reads as the member and writes as the same record", arguments: UInt64(100)..<160)
  func members(seed: UInt64) throws {
    let member = try GeneratedCase(seed: seed, size: 0, openness: [0, 0.5, 0.9, 1][Int(seed % 4)]).member
    let line = JSONValue.object(member.record).text
    guard case .object(let fields) = try JSONValue(parsing: Data(line.utf8)) else {
      Issue.record("no object: \(line)")
      return
    }
    // A preferred way beside the accepted ones is the one thing that a generated member may have and a record may not.
    let read = try Member(reading: fields, vocabulary: try ProjectData.vocabulary)
    #expect(read == member)
    #expect(JSONValue.object(read.record).text == line)
  }

  @Test("every field of the format is written when it is known")
  func complete() throws {
    let record = try GeneratedCase(seed: 3, size: 1, knowledge: 1).groups[0].record
    let always = [
      "id", "name", "organization", "description", "topics", "audiences", "formats", "location", "languages",
      "sessions",
      "cost", "participation", "facilitation", "size", "status", "verifiedAt", "contact", "source",
    ]
    #expect(Set(always).isSubset(of: record.keys))
    let order = [
      "id", "name", "organization", "description", "topics", "audiences", "communities", "ages", "formats", "location",
      "languages", "sessions", "cost", "accommodations", "participation", "facilitation", "size", "status",
      "verifiedAt",
      "contact", "source",
    ]
    #expect(Array(record.keys) == order.filter { record.keys.contains($0) })
  }

  @Test("what is unknown is left out: a group with a name alone has two fields, an open member none")
  func unknown() {
    #expect(Array(Group(id: "g", name: "A group").record.keys) == ["id", "name"])
    #expect(Member().record.isEmpty)
  }

  @Test("belonging to no community is an answer, and is kept apart from not saying")
  func noCommunity() throws {
    let vocabulary = try ProjectData.vocabulary
    #expect(try Member(reading: ["communities": []], vocabulary: vocabulary).communities == [])
    #expect(try Member(reading: [:], vocabulary: vocabulary).communities == nil)
    #expect(try Member(reading: ["communities": .null], vocabulary: vocabulary).communities == nil)
  }
}
