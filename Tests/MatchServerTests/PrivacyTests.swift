import Foundation
import GroupMatching
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import MatchServer

@Suite("Nothing about a person is written down")
struct PrivacyTests {
  @Test("words planted wherever a client can put them are in no log and no metric")
  func planted() async throws {
    let word = "zanzibarquux"
    let log = LogLines()
    let store = try StoreFixture()
    defer { store.remove() }
    var settings = store.settings
    settings.logLevel = .trace
    let custom = try #require(HTTPField.Name("X-Request-Id"))
    let headers: HTTPFields = [custom: word, .userAgent: word, .authorization: "Bearer \(word)", .referer: word]
    let method = try #require(HTTPRequest.Method("ZANZIBARQUUX"))
    let metrics = try await Fixture.service(settings, log: log).application().test(.live) { client in
      let member: JSONValue = ["id": .string(word), "need": .string("panic \(word)"), "near": .string(word)]
      _ = try await client.post(
        "/v1/matches", ["member": ["need": .string("panic \(word)"), "id": .string(word)]], headers: headers)
      _ = try await client.post("/v1/matches", ["member": member], headers: headers)
      _ = try await client.post("/v1/explanations", ["member": member, "group": .string(word)], headers: headers)
      _ = try await client.post("/v1/matches", text: "{\"\(word)\":", headers: headers)
      _ = try await client.post("/v1/matches", [word: 1], headers: headers)
      let lines = "{\"need\":\"\(word)\"}\n\(word)\n{\"\(word)\":1}\n"
      _ = try await client.post("/v1/batch", text: lines, mediaType: "application/x-ndjson", headers: headers)
      _ = try await client.get("/v1/groups?\(word)=\(word)&topic=\(word)", headers: headers)
      _ = try await client.get("/v1/groups/\(word)", headers: headers)
      _ = try await client.get("/\(word)", headers: headers)
      _ = try await client.post("/v1/snapshot/reload", text: word, headers: headers)
      var bearer = headers
      bearer[.authorization] = "Bearer \(Fixture.token)"
      bearer[.contentType] = "application/json"
      let outcome = "{\"member\":\"\(word)\",\"group\":\"\(word)\",\"date\":\"2026-10-01\",\"\(word)\":\"\(word)\"}"
      _ = try await client.post("/v1/outcomes", text: "[\(outcome)]", headers: bearer)
      let known = "{\"member\":\"\(word)\",\"group\":\"\(word)\",\"date\":\"2026-10-01\"}"
      _ = try await client.post("/v1/outcomes", text: "[\(known)]", headers: bearer)
      _ = try await client.executeRequest(
        uri: "/v1/weights/\(word)", method: .put, headers: bearer, body: ByteBuffer(string: "{\"\(word)\":1}"))
      let metrics = try await client.get("/metrics").text
      // A method that HTTP does not know ends the connection.
      _ = try? await client.executeRequest(uri: "/v1/features", method: method, headers: headers, body: nil)
      return metrics
    }
    #expect(log.text.split(separator: "\n").count { $0.contains("\"route\"") } == 14)
    #expect(!log.text.lowercased().contains(word))
    #expect(!metrics.lowercased().contains(word))
    #expect(!log.text.contains("127.0.0.1:"), "no address of a client")
  }

  @Test("a message is one line of JSON, with its numbers as numbers")
  func lines() async throws {
    let log = LogLines()
    _ = try await Fixture.routes(log: log) { try await $0.get("/v1/features") }
    let line = try #require(log.text.split(separator: "\n").first { $0.contains("/v1/features") })
    let fields = try Fixture.object(Data(line.utf8))
    #expect(fields["level"]?.string == "info")
    #expect(fields["status"]?.double == 200)
    #expect(fields["milliseconds"]?.double != nil)
    #expect(fields["method"]?.string == "GET")
    let time = try #require(fields["time"]?.string)
    #expect(try Date(time, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)) <= Date())
  }

  @Test("the log names a request by the id that its answer has, and not by one that the client made up")
  func requestID() async throws {
    let log = LogLines()
    let name = try #require(HTTPField.Name("X-Request-Id"))
    let answer = try await Fixture.routes(log: log) { try await $0.get("/v1/features", headers: [name: "mine"]) }
    let id = try #require(answer.headers[name])
    #expect(id != "mine")
    #expect(log.text.contains("\"request\":\"\(id)\""))
  }
}
