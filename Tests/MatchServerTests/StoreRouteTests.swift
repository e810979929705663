import DirectoryStore
import GroupMatching
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import MatchServer

/// What a client with the token sends.
extension TestClientProtocol {
  fileprivate func put(
    _ name: String, _ body: JSONValue, token: String? = Fixture.token
  ) async throws -> TestResponse {
    var headers: HTTPFields = [.contentType: "application/json"]
    headers[.authorization] = token.map { "Bearer \($0)" }
    return try await executeRequest(
      uri: "/v1/weights/\(name)", method: .put, headers: headers, body: ByteBuffer(string: body.text))
  }

  fileprivate func outcomes(
    _ text: String, mediaType: String = "application/x-ndjson", token: String? = Fixture.token
  ) async throws -> TestResponse {
    var headers: HTTPFields = [:]
    headers[.authorization] = token.map { "Bearer \($0)" }
    return try await post("/v1/outcomes", text: text, mediaType: mediaType, headers: headers)
  }
}

@Suite("Weights that an organisation saves")
struct SavedWeightsTests {
  private let store: StoreFixture

  init() throws { store = try StoreFixture() }

  private func weight(_ response: TestResponse, of feature: String) throws -> Double? {
    try response.object()["weights"]?[feature]?.double
  }

  @Test("a profile is made, changed by a new version, and found by name and by version")
  func versions() async throws {
    defer { store.remove() }
    try await Fixture.routes(store.settings) { client in
      let first = try await client.put("ours", ["weights": ["topic": 7], "note": "as agreed"])
      #expect(first.status == .created, "\(first.text)")
      #expect(try first.object()["version"]?.double == 1)
      let second = try await client.put("ours", ["name": "theirs", "version": 9, "weights": ["topic": 8]])
      #expect(second.status == .ok)
      #expect(try second.object()["name"]?.string == "ours")
      #expect(try second.object()["version"]?.double == 2)
      let same = try await client.put("ours", ["weights": ["topic": 8]])
      #expect(same.status == .ok)
      #expect(try same.object()["version"]?.double == 2, "the same weights are no new version")

      #expect(try weight(try await client.get("/v1/weights/ours"), of: "topic") == 8)
      #expect(try weight(try await client.get("/v1/weights/ours@1"), of: "topic") == 7)
      #expect(try await client.get("/v1/weights/ours@3").status == .notFound)
      #expect(try await client.get("/v1/weights/default@1").status == .ok)
      #expect(try await client.get("/v1/weights/default@2").status == .notFound)
      let list = try await client.get("/v1/weights").object()["weights"]?.items?.compactMap { $0["name"]?.string }
      #expect(list == Weights.presets.map(\.name) + ["ours"])
    }
    let history = try store.open().weightsHistory(of: "ours")
    #expect(history.map(\.note) == ["as agreed", nil])
  }

  @Test("matches, explanations and batches take saved weights by name, as the matcher does with the same weights")
  func named() async throws {
    defer { store.remove() }
    let saved = try Weights(name: "ours", changes: ["topic": 0, "cost": 50])
    _ = try store.open().save(saved)
    let member = try Member(reading: ["topics": ["panic"]], vocabulary: try Fixture.vocabulary)
    let expected = Matcher(try Fixture.snapshot, weights: saved).match(member, limit: 5, at: Fixture.moment)
    try await Fixture.routes(store.settings) { client in
      for name in ["ours", "ours@1"] {
        let answer = try await client.post("/v1/matches", ["member": ["topics": ["panic"]], "weights": .string(name)])
        #expect(answer.text == JSONValue.object(expected.record).text + "\n")
        let group = try #require(expected.matches.first?.group.id)
        let explained = try await client.post(
          "/v1/explanations",
          ["member": ["topics": ["panic"]], "group": .string(group), "weights": .string(name)])
        #expect(explained.status == .ok, "\(explained.text)")
        let line = try await client.post(
          "/v1/batch?limit=5&weights=\(name)", text: #"{"topics":["panic"]}"#, mediaType: "application/x-ndjson")
        let ids = try line.object()["matches"]?.items?.compactMap { $0["group"]?.string }
        #expect(ids == expected.matches.map(\.group.id))
      }
      for name in ["ours@2", "theirs", "../kith", "ours@"] {
        let answer = try await client.post("/v1/matches", ["member": [:], "weights": .string(name)])
        #expect(answer.status == .unprocessableContent)
        #expect(try answer.faults() == ["/weights"])
      }
      let batch = try await client.post("/v1/batch?weights=theirs", text: "{}", mediaType: "application/x-ndjson")
      #expect(batch.status == .unprocessableContent)
      #expect(try batch.faults() == ["weights"])
    }
  }

  @Test("a preset's name, one that could be a file's, and weights that rank nothing are refused, and nothing is saved")
  func refused() async throws {
    defer { store.remove() }
    try await Fixture.routes(store.settings) { client in
      for name in ["default", "Ours", "ours.json", "ours@2", "a--b"] {
        let answer = try await client.put(name, ["weights": ["topic": 7]])
        #expect(answer.status == .unprocessableContent, "\(name)")
        #expect(try answer.object()["type"]?.string == "urn:kith:problem:unusable-name")
        #expect(try answer.faults() == ["name"])
      }
      let unknown = try await client.put("ours", ["weights": ["topic": -1, "charm": 2], "note": 5, "why": 1])
      #expect(unknown.status == .unprocessableContent)
      #expect(Set(try unknown.faults()) == ["/weights/topic", "/weights/charm", "/note", "/why"])
      let zero = JSONObject(uniqueKeysWithValues: Feature.all.map { ($0.id, JSONValue.number(0)) })
      #expect(try await client.put("ours", ["weights": .object(zero)]).status == .unprocessableContent)
      #expect(try await client.put("ours", [:]).status == .unprocessableContent)
      #expect(try await client.put("ours", ["weights": ["topic": 7]], token: nil).status == .unauthorized)
      #expect(try await client.put("ours", ["weights": ["topic": 7]], token: "wrong").status == .unauthorized)
    }
    #expect(try store.open().savedProfiles().isEmpty)
  }

  @Test("without a store presets are there and nothing can be saved; a broken one is told to the log alone")
  func noStore() async throws {
    store.remove()
    let log = LogLines()
    try await Fixture.routes(store.settings, log: log) { client in
      #expect(try await client.get("/v1/weights").object()["weights"]?.items?.count == Weights.presets.count)
      #expect(try await client.get("/v1/weights/ours").status == .notFound)
      for answer in [
        try await client.put("ours", ["weights": [:]]),
        try await client.outcomes(#"{"member":"m-1","group":"a","date":"2026-10-01"}"#),
      ] {
        #expect(answer.status == .serviceUnavailable)
        #expect(answer.headers[.retryAfter] != nil)
        #expect(!answer.text.contains(store.path))
      }
    }
    #expect(log.text.contains("cannot use the store"))
  }
}

@Suite("Outcomes that come over HTTP")
struct OutcomesRouteTests {
  private let store: StoreFixture

  init() throws { store = try StoreFixture() }

  private let lines = """
    {"member":"m-1","group":"a","date":"2026-10-01","attendedCount":4}

    {"member":"m-2","group":"a","date":"2026-10-01","attendedCount":0}
    {"member":"m-2","group":"b","date":"2026-10-01"}
    {"member":"m-2","group":"b","date":"2026-10-01"}
    """

  /// Whatever is read from a store, as a snapshot of two groups.
  private func holder() -> SnapshotHolder {
    SnapshotHolder { [store] in
      let counts = try store.open().retentionCounts()
      return try Snapshot(
        groups: [Group(id: "a", name: "A"), Group(id: "b", name: "B")], vocabulary: try Fixture.vocabulary,
        retention: Retention.byGroup(counts))
    }
  }

  @Test("lines and arrays are taken in and counted, and the snapshot is loaded anew")
  func received() async throws {
    defer { store.remove() }
    let holder = holder()
    let before = try await holder.reload().snapshot.id
    try await Fixture.service(store.settings, holder: holder).application().test(.router) { client in
      let added = try await client.outcomes(lines)
      #expect(added.status == .ok, "\(added.text)")
      let record = try added.object()
      #expect(record["added"]?.double == 3)
      #expect(record["repeated"]?.double == 1)
      #expect(record["unknownGroups"]?.fields == ["a": 2, "b": 1])
      let after = try #require(record["snapshot"]?.string)
      #expect(after != before && after == holder.current?.snapshot.id)

      let array = """
        [{"member":"m-1","group":"a","date":"2026-10-01","attendedCount":5},
         {"member":"m-2","group":"b","date":"2026-10-01"}]
        """
      let changed = try await client.outcomes(array, mediaType: "application/json").object()
      #expect(changed["changed"]?.double == 1)
      #expect(changed["unchanged"]?.double == 1)
    }
    #expect(try store.open().outcomes().map(\.attendedCount) == [5, 0, nil])
  }

  @Test("any mistake keeps all out, named by line and field or by its place in the array, without the member")
  func mistakes() async throws {
    defer { store.remove() }
    let bad = """
      {"member":"m-1","group":"a","date":"2026-10-01"}
      {"member":"m-2","group":"a","date":"2026-10-01","rating":9,"mood":1}
      nothing
      {"member":"m-1","group":"a","date":"2026-10-01","rating":3}
      """
    try await Fixture.routes(store.settings) { client in
      let answer = try await client.outcomes(bad)
      #expect(answer.status == .unprocessableContent)
      let faults = try answer.object()["errors"]?.items ?? []
      #expect(faults.map { $0["line"]?.double } == [2, 2, 3, 4])
      #expect(faults.map { $0["pointer"]?.string } == ["/rating", "/mood", "", ""])
      #expect(faults.first?["detail"]?.string?.hasPrefix("9 is not") == true, "\(answer.text)")
      #expect(!answer.text.contains("m-1") && !answer.text.contains("m-2"))

      let array = #"[{"member":"m-1","group":"a","date":"2026-10-01"},{"member":"m-2","group":"a","date":"soon"},7]"#
      #expect(try await client.outcomes(array, mediaType: "application/json").faults() == ["/1/date", "/2"])
      for (text, mediaType, status) in [
        ("{}", "application/json", HTTPResponse.Status.unprocessableContent), ("[", "application/json", .badRequest),
        ("", "application/x-ndjson", .unprocessableContent), ("\n", "application/x-ndjson", .unprocessableContent),
        ("member,group,date\nm-1,a,2026-10-01\n", "text/csv", .unsupportedMediaType),
      ] {
        #expect(try await client.outcomes(text, mediaType: mediaType).status == status, "\(text)")
      }
      #expect(try await client.outcomes(lines, token: nil).status == .unauthorized)
    }
    #expect(try store.open().outcomes().isEmpty)
  }

  @Test("outcomes are kept where the snapshot cannot be loaded after them, and the answer says that it was not")
  func staleSnapshot() async throws {
    defer { store.remove() }
    struct Broken: Error {}
    let service = try Fixture.service(store.settings, holder: SnapshotHolder { throw Broken() })
    try await service.application().test(.router) { client in
      let answer = try await client.outcomes(lines)
      #expect(answer.status == .ok)
      #expect(try answer.object()["snapshot"] == .null)
    }
    #expect(try store.open().outcomes().count == 3)
  }
}
