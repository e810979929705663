import GroupMatching
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import MatchServer

@Suite("Matches and explanations")
struct MatchRouteTests {
  private let panic: JSONValue = [
    "member": [
      "id": "m-1", "need": "I keep having panic attacks at work", "near": "94612", "topics": ["panic"],
      "distance": ["maximumKilometers": 25],
    ],
    "limit": 3,
  ]

  @Test("an answer is the matcher's own, byte for byte")
  func answer() async throws {
    let vocabulary = try Fixture.vocabulary
    let places = try Places(directory: Fixture.data.appendingPathComponent("places"))
    let fields = try #require(panic["member"]?.fields)
    let member = try Member(reading: fields, vocabulary: vocabulary).settled(in: places)
    let expected = Matcher(try Fixture.snapshot).match(member, limit: 3, at: Fixture.moment)
    #expect(expected.matches.count == 3)
    let response = try await Fixture.routes { try await $0.post("/v1/matches", panic) }
    #expect(response.status == .ok)
    #expect(response.text == JSONValue.object(expected.record).text + "\n")
    #expect(response.headers[.contentType] == "application/json")
  }

  @Test("weights by name or of one's own, the moment, variety and a cap change the answer as in the command")
  func options() async throws {
    try await Fixture.routes { client in
      func ids(_ changes: JSONObject) async throws -> [String] {
        var body = panic.fields ?? [:]
        body["limit"] = 10
        body.merge(changes) { $1 }
        let response = try await client.post("/v1/matches", .object(body))
        #expect(response.status == .ok, "\(response.text)")
        return try response.object()["matches"]?.items?.compactMap { $0["group"]?["id"]?.string } ?? []
      }
      let usual = try await ids([:])
      #expect(try await ids(["weights": "default", "diversity": 0]) == usual)
      #expect(try await ids(["weights": "newcomer"]) != usual)
      #expect(try await ids(["weights": ["name": "ours", "weights": ["topic": 0, "cost": 50]]]) != usual)
      #expect(try await ids(["diversity": 0.9]) != usual)
      #expect(try await ids(["limit": 0]).isEmpty)
      let capped = try await client.post(
        "/v1/matches", .object((panic.fields ?? [:]).merging(["limit": 50, "perOrganization": 1]) { $1 }))
      let names = try capped.object()["matches"]?.items?.compactMap { $0["group"]?["organization"]?["name"]?.string }
      #expect(Set(names ?? []).count == names?.count)
      let later = try await client.post(
        "/v1/matches", .object((panic.fields ?? [:]).merging(["at": "2027-02-01T09:00"]) { $1 }))
      let starts = try later.object()["matches"]?.items?.compactMap { $0["nextSession"]?.string } ?? []
      #expect(!starts.isEmpty && starts.allSatisfy { $0 >= "2027-02-01" })
    }
  }

  @Test(
    "a field that cannot be used is named by its pointer",
    arguments: [
      (#"{"member":{"location":{"latitude":100,"longitude":0}}}"#, ["/member/location/latitude"]),
      (#"{"member":{"location":{"latitude":10}}}"#, ["/member/location/longitude"]),
      (#"{"member":{"topics":["panic","pannic"]}}"#, ["/member/topics/1"]),
      (#"{"member":{"langauges":["en"]}}"#, ["/member/langauges"]),
      (#"{"member":{},"limt":3}"#, ["/limt"]),
      (#"{"limit":3}"#, ["/member"]), (#"{"member":[]}"#, ["/member"]), ("[]", [""]), ("3", [""]),
      (#"{"member":{},"limit":-1,"diversity":2,"at":"soon"}"#, ["/at", "/limit", "/diversity"]),
      (#"{"member":{},"weights":"mine"}"#, ["/weights"]), (#"{"member":{},"weights":7}"#, ["/weights"]),
      (#"{"member":{},"weights":{"weights":{"luck":1}}}"#, ["/weights/weights/luck"]),
      (#"{"member":{"near":"Springfield"}}"#, ["/member/near"]),
      (#"{"member":{"near":"Nowhereville, ZZ"}}"#, ["/member/near"]),
    ])
  func faults(body: String, pointers: [String]) async throws {
    let response = try await Fixture.routes { try await $0.post("/v1/matches", text: body) }
    #expect(response.status == .unprocessableContent, "\(response.text)")
    #expect(response.headers[.contentType] == "application/problem+json")
    #expect(try response.faults() == pointers)
    #expect(try response.object()["type"]?.string == "urn:kith:problem:invalid-fields")
  }

  @Test(
    "what is not JSON is refused as such",
    arguments: [
      "", " ", "{", #"{"member":"#, "<html></html>", #"{"member":{}} trailing"#, "{\"member\":{\"need\":\"\u{1}\"}}",
    ])
  func syntax(body: String) async throws {
    let response = try await Fixture.routes { try await $0.post("/v1/matches", text: body) }
    #expect(response.status == .badRequest, "\(response.text)")
    #expect(try response.object()["type"]?.string == "urn:kith:problem:malformed-request")
  }

  @Test("a need is never repeated in a problem")
  func needInProblem() async throws {
    let long = "zanzibarquux " + String(repeating: "a", count: 20_000)
    let response = try await Fixture.routes { try await $0.post("/v1/matches", ["member": ["need": .string(long)]]) }
    #expect(try response.faults() == ["/member/need"])
    #expect(!response.text.contains("zanzibarquux"))
  }

  @Test("an explanation is the matcher's own; an unknown group is not found, a missing one is a fault")
  func explanation() async throws {
    let member: JSONValue = ["topics": ["panic"], "formats": ["accepted": ["phone"]]]
    try await Fixture.routes { client in
      let response = try await client.post("/v1/explanations", ["member": member, "group": "anx-oak-tue"])
      #expect(response.status == .ok)
      let record = try Member(reading: member.fields ?? [:], vocabulary: try Fixture.vocabulary)
      let expected = try #require(
        Matcher(try Fixture.snapshot).explain("anx-oak-tue", for: record, at: Fixture.moment))
      #expect(response.text == JSONValue.object(expected.record).text + "\n")
      let unknown = try await client.post("/v1/explanations", ["member": member, "group": "no-such-group"])
      #expect(unknown.status == .notFound)
      #expect(try unknown.faults() == ["/group"])
      let missing = try await client.post("/v1/explanations", ["member": member])
      #expect(missing.status == .unprocessableContent)
      #expect(try missing.faults() == ["/group"])
    }
  }

  @Test("signs of a crisis bring the lines of the member's country, and the matches stay")
  func crisis() async throws {
    let body: JSONValue = ["member": ["need": "I want to end my life", "near": "Dublin, Ireland", "topics": ["grief"]]]
    let response = try await Fixture.routes { try await $0.post("/v1/matches", body) }
    let answer = try response.object()
    #expect(answer["crisis"]?["lines"]?.items?.contains { $0["country"]?.string == "IE" } == true, "\(response.text)")
    #expect(answer["matches"]?.items?.isEmpty == false)
  }
}
