import Foundation
import GroupMatching
import HTTPTypes
import HummingbirdTesting
import Synchronization
import Testing

@testable import MatchServer

@Suite("The snapshot that is served")
struct SnapshotHolderTests {
  private struct Broken: Error, CustomStringConvertible { let description = "the file /secret/place is broken" }

  /// A directory that changes: each load takes what is set.
  private final class Source: Sendable {
    private let groups = Mutex<[Group]?>(nil)
    func set(_ groups: [Group]?) { self.groups.withLock { $0 = groups } }
    func load() throws -> Snapshot {
      guard let groups = groups.withLock({ $0 }) else { throw Broken() }
      return try Fixture.snapshot(of: groups)
    }
  }

  private let authorized: HTTPFields = [.authorization: "Bearer \(Fixture.token)"]

  @Test("without a snapshot the service lives, is not ready, and says so on every route that needs one")
  func notReady() async throws {
    let source = Source()
    let service = try Fixture.service(holder: SnapshotHolder { try source.load() })
    try await service.application().test(.router) { client in
      #expect(try await client.get("/health/live").status == .ok)
      #expect(try await client.get("/v1/features").status == .ok)
      for response in [
        try await client.get("/health/ready"), try await client.get("/v1/groups"), try await client.get("/v1/groups/a"),
        try await client.post("/v1/matches", ["member": [:]]),
        try await client.post("/v1/explanations", ["member": [:], "group": "a"]),
        try await client.post("/v1/batch", text: "{}", mediaType: "application/x-ndjson"),
      ] {
        #expect(response.status == .serviceUnavailable)
        #expect(response.headers[.retryAfter] != nil)
        #expect(try response.object()["type"]?.string == "urn:kith:problem:no-snapshot")
      }
    }
  }

  @Test("a reload takes the new directory over; one that fails leaves the old, and tells the log alone why")
  func reload() async throws {
    let source = Source()
    source.set([Group(id: "a", name: "A")])
    let log = LogLines()
    let holder = SnapshotHolder { try source.load() }
    _ = try await holder.reload()
    try await Fixture.service(holder: holder, log: log).application().test(.router) { client in
      #expect(try await client.get("/health/ready").object()["groups"]?.double == 1)
      source.set([Group(id: "a", name: "A"), Group(id: "b", name: "B")])
      let reloaded = try await client.post("/v1/snapshot/reload", text: "", headers: authorized)
      #expect(reloaded.status == .ok)
      #expect(try reloaded.object()["groups"]?.double == 2)
      #expect(try await client.get("/v1/groups/b").status == .ok)
      source.set(nil)
      let failed = try await client.post("/v1/snapshot/reload", text: "", headers: authorized)
      #expect(failed.status == .serviceUnavailable)
      #expect(!failed.text.contains("secret"))
      #expect(log.text.contains("secret"))
      #expect(try await client.get("/v1/groups/b").status == .ok)
      #expect(try await client.get("/metrics").text.contains("\nkith_snapshot_load_failures_total 1\n"))
    }
  }

  @Test("while the directory changes, no request fails, and each answer is of one directory")
  func swapping() async throws {
    let source = Source()
    let small = [Group(id: "a", name: "A")]
    let large = (0..<50).map { Group(id: "g\($0)", name: "G") }
    source.set(small)
    let holder = SnapshotHolder { try source.load() }
    _ = try await holder.reload()
    let sizes = [
      try Fixture.snapshot(of: small).id: 1.0, try Fixture.snapshot(of: large).id: 50,
    ]
    try await Fixture.service(holder: holder).application().test(.router) { client in
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask {
          for turn in 0..<40 {
            source.set(turn.isMultiple(of: 2) ? large : small)
            _ = try await holder.reload()
          }
        }
        for _ in 0..<4 {
          tasks.addTask {
            for _ in 0..<50 {
              let answer = try await client.post("/v1/matches", ["member": [:], "limit": 100]).object()
              let id = try #require(answer["snapshot"]?["id"]?.string)
              let size = try #require(sizes[id])
              #expect(answer["snapshot"]?["groups"]?.double == size)
              #expect(answer["matches"]?.items?.count == Int(size))
            }
          }
        }
        try await tasks.waitForAll()
      }
    }
  }

  @Test("metrics count answers by route and status, matches by how many were eligible")
  func metrics() async throws {
    let text = try await Fixture.routes { client in
      for _ in 0..<3 { _ = try await client.post("/v1/matches", ["member": [:]]) }
      _ = try await client.post("/v1/matches", ["member": ["age": -1]])
      _ = try await client.post("/v1/batch", text: "{}\n{}\nx\n", mediaType: "application/x-ndjson")
      return try await client.get("/metrics").text
    }
    for line in [
      #"kith_http_requests_total{route="/v1/matches",method="POST",status="200"} 3"#,
      #"kith_http_requests_total{route="/v1/matches",method="POST",status="422"} 1"#,
      #"kith_http_request_seconds_count{route="/v1/matches"} 4"#, "kith_eligible_groups_count 5",
      "kith_batch_lines_total 3", "kith_snapshot_groups 357", "# TYPE kith_eligible_groups histogram",
    ] {
      #expect(text.contains(line + "\n"), "\(line)")
    }
    #expect(text.contains("kith_snapshot_age_seconds "))
  }

  @Test("a histogram's buckets hold all that is below them")
  func histogram() {
    var histogram = Histogram(bounds: [1, 10])
    for value in [0.5, 1, 5, 10, 100] { histogram.observe(value) }
    var text = PrometheusText()
    text.histogram("h", [("a", "x\"y\\")], histogram)
    #expect(
      text.text == """
        h_bucket{a="x\\"y\\\\",le="1"} 2
        h_bucket{a="x\\"y\\\\",le="10"} 4
        h_bucket{a="x\\"y\\\\",le="+Inf"} 5
        h_sum{a="x\\"y\\\\"} 116.5
        h_count{a="x\\"y\\\\"} 5

        """)
  }
}
