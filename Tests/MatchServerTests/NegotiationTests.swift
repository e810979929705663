import GroupMatching
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import MatchServer

@Suite("Paths, methods and media types")
struct NegotiationTests {
  private func send(
    _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], body: String? = nil,
    settings: ServiceSettings = Fixture.settings
  ) async throws -> TestResponse {
    try await Fixture.routes(settings) {
      try await $0.executeRequest(
        uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
    }
  }

  @Test(
    "a path that there is not is not found",
    arguments: [
      "/", "/v1", "/v1/", "/v1/groups/a/b", "/V1/groups", "//v1/groups", "/v1/groups/../features", "/v2/matches",
    ])
  func notFound(path: String) async throws {
    let response = try await send(.get, path)
    #expect(response.status == .notFound)
    #expect(response.headers[.contentType] == "application/problem+json")
  }

  @Test("a method that a path does not answer is told which it does", arguments: Route.all.map(\.path))
  func otherMethods(path: String) async throws {
    let answered = Set(Route.all.filter { $0.path == path }.map(\.method))
    let allowed = answered.union(answered.contains(.get) ? [.head, .options] : [.options])
    let others = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND"]
    for method in others.compactMap({ HTTPRequest.Method(rawValue: $0) }) where !allowed.contains(method) {
      let response = try await send(method, path.replacing("{id}", with: "x").replacing("{name}", with: "x"))
      #expect(response.status == .methodNotAllowed, "\(method) \(path)")
      let listed = response.headers[.allow]?.split(separator: ", ").compactMap {
        HTTPRequest.Method(rawValue: String($0))
      }
      #expect(Set(listed ?? []) == allowed)
    }
  }

  @Test(
    "HEAD is GET without a body",
    arguments: Route.all.filter { $0.method == .get && !$0.path.contains("{") }.map(\.path))
  func head(path: String) async throws {
    let whole = try await send(.get, path)
    let head = try await send(.head, path)
    #expect(head.status == whole.status)
    #expect(head.body.readableBytes == 0)
    // What is counted goes on while it is asked for.
    if path != "/metrics" { #expect(head.headers[.contentLength] == whole.headers[.contentLength]) }
    #expect(head.headers[.eTag] == whole.headers[.eTag])
  }

  @Test(
    "an answer that is not accepted is not given",
    arguments: [
      ("application/json", true), ("*/*", true), ("application/*", true), ("text/html", false),
      ("text/html, application/json;q=0.1", true), ("text/html,*/*;q=0.8", true), ("application/json;q=0", false),
      ("*/*, application/json;q=0", false), ("application/*;q=0, */*", false), ("", true), ("nonsense", false),
      ("APPLICATION/JSON", true),
    ])
  func accept(header: String, isAnswered: Bool) async throws {
    let response = try await send(.get, "/v1/features", [.accept: header])
    #expect(response.status == (isAnswered ? .ok : .notAcceptable))
  }

  @Test(
    "a body of another type is not read",
    arguments: [
      ("application/json", true), ("application/json; charset=utf-8", true),
      ("Application/JSON;charset=\"UTF-8\"", true),
      ("application/json; charset=latin1", false), ("text/plain", false), ("application/x-www-form-urlencoded", false),
      ("application/jsonx", false), ("", false),
    ])
  func contentType(type: String, isRead: Bool) async throws {
    let response = try await send(.post, "/v1/matches", [.contentType: type], body: #"{"member":{}}"#)
    #expect(response.status == (isRead ? .ok : .unsupportedMediaType), "\(response.text)")
  }

  @Test("a body without a type, or packed, is not read")
  func packed() async throws {
    let body = #"{"member":{}}"#
    let length: HTTPFields = [.contentLength: "\(body.utf8.count)"]
    #expect(try await send(.post, "/v1/matches", length, body: body).status == .unsupportedMediaType)
    #expect(try await send(.post, "/v1/matches").status == .badRequest, "no body at all is no JSON")
    #expect(try await send(.post, "/v1/batch").status == .ok, "no body at all is a batch of none")
    let headers: HTTPFields = [.contentType: "application/json", .contentEncoding: "gzip"]
    let packed = try await send(.post, "/v1/matches", headers, body: body)
    #expect(packed.status == .unsupportedMediaType)
    #expect(packed.headers[.acceptEncoding] == "identity")
  }

  @Test("what is about a member is not to be stored, and no answer is taken for something else")
  func headers() async throws {
    for (path, body) in [("/v1/matches", #"{"member":{}}"#), ("/v1/matches", "nonsense"), ("/v1/nothing", "{}")] {
      let response = try await send(.post, path, [.contentType: "application/json"], body: body)
      #expect(response.headers[.cacheControl] == "no-store", "\(path)")
      #expect(response.headers[.xContentTypeOptions] == "nosniff")
      #expect(response.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
      #expect(response.headers[.setCookie] == nil)
    }
  }

  @Test("without a list no other origin may read; with one, those on it")
  func crossOrigin() async throws {
    let origin = "https://example.org"
    let closed = try await send(.get, "/v1/features", [.origin: origin])
    #expect(closed.headers[.accessControlAllowOrigin] == nil)
    var settings = Fixture.settings
    settings.allowedOrigins = [origin]
    let open = try await send(.get, "/v1/features", [.origin: origin], settings: settings)
    #expect(open.headers[.accessControlAllowOrigin] == origin)
    #expect(open.headers[.vary] == "Origin")
    let other = try await send(.get, "/v1/features", [.origin: "https://example.com"], settings: settings)
    #expect(other.headers[.accessControlAllowOrigin] == nil)
    #expect(other.headers[.vary] == "Origin")
    let broken = try await send(.get, "/v1/nothing", [.origin: origin], settings: settings)
    #expect(broken.headers[.accessControlAllowOrigin] == origin, "a page can read what went wrong")
  }

  @Test("a browser that asks before it sends is told what it may")
  func preflight() async throws {
    var settings = Fixture.settings
    settings.allowedOrigins = ["https://example.org"]
    let asked: HTTPFields = [.origin: "https://example.org", .accessControlRequestMethod: "POST"]
    let answer = try await send(.options, "/v1/matches", asked, settings: settings)
    #expect(answer.status == .noContent)
    #expect(answer.headers[.accessControlAllowOrigin] == "https://example.org")
    #expect(answer.headers[.accessControlAllowMethods] == "POST, OPTIONS")
    #expect(answer.headers[.accessControlAllowHeaders]?.contains("Content-Type") == true)
    let other = try await send(
      .options, "/v1/matches", [.origin: "https://evil.example", .accessControlRequestMethod: "POST"],
      settings: settings)
    #expect(other.status == .noContent)
    #expect(other.headers[.accessControlAllowOrigin] == nil)
    #expect(other.headers[.accessControlAllowMethods] == nil)
  }
}
