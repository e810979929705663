import GroupMatching
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import MatchServer

@Suite("Limits")
struct LimitTests {
  @Test("a bucket gives its burst, then its rate, and never more than the burst")
  func bucket() {
    let limit = RateLimit(perSecond: 2, burst: 3)
    let start = ContinuousClock.now
    let client: [UInt8] = [127, 0, 0, 1]
    for _ in 0..<3 { #expect(limit.take(for: client, at: start) == nil) }
    #expect(limit.take(for: client, at: start) == 0.5)
    #expect(limit.take(for: [10, 0, 0, 1], at: start) == nil, "another client has its own")
    #expect(limit.take(for: client, at: start + .milliseconds(500)) == nil)
    #expect(limit.take(for: client, at: start + .milliseconds(750)) == 0.25)
    for _ in 0..<3 { #expect(limit.take(for: client, at: start + .seconds(1000)) == nil) }
    #expect(limit.take(for: client, at: start + .seconds(1000)) != nil)
  }

  @Test("a flood of addresses does not fill the memory, and a rate of 0 is no limit")
  func manyClients() {
    let limit = RateLimit(perSecond: 1, burst: 1, maximumClients: 100)
    let now = ContinuousClock.now
    for number in 0..<1000 {
      #expect(limit.take(for: [UInt8(number / 256), UInt8(number % 256)], at: now) == nil)
      #expect(limit.clientCount <= 100)
    }
    let none = RateLimit(perSecond: 0, burst: 1)
    for _ in 0..<10 { #expect(none.take(for: [1], at: now) == nil) }
  }

  @Test(
    "blocks of addresses",
    arguments: [
      ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.168.1.64/26", "192.168.1.127", true),
      ("192.168.1.64/26", "192.168.1.128", false), ("127.0.0.1", "127.0.0.1", true), ("127.0.0.1", "127.0.0.2", false),
      ("2001:db8::/32", "2001:db8:1::1", true), ("2001:db8::/32", "2001:db9::1", false), ("0.0.0.0/0", "8.8.8.8", true),
      ("::1", "127.0.0.1", false), ("10.0.0.0/8", "::ffff:10.1.2.3", true),
    ])
  func blocks(block: String, address: String, isInside: Bool) throws {
    #expect(try #require(AddressBlock(block)).contains(try #require(IPAddress(address))) == isInside)
  }

  @Test("what is no block", arguments: ["", "10.0.0.0/33", "10.0.0/8", "::1/129", "10.0.0.1/-1", "a", "10.0.0.0/8/8"])
  func noBlock(text: String) { #expect(AddressBlock(text) == nil) }

  @Test("a proxy is believed only where it is trusted, and what stands before it never")
  func forwarded() throws {
    let name = try #require(HTTPField.Name("X-Forwarded-For"))
    let headers: HTTPFields = [name: "1.1.1.1, 2.2.2.2, 10.0.0.7"]
    let proxy = try SocketAddress(ipAddress: "10.0.0.9", port: 1)
    let stranger = try SocketAddress(ipAddress: "9.9.9.9", port: 1)
    let trusting = ClientAddress(trustedProxies: [try #require(AddressBlock("10.0.0.0/8"))])
    #expect(trusting.address(of: proxy, headers) == IPAddress("2.2.2.2"))
    #expect(trusting.address(of: stranger, headers) == IPAddress("9.9.9.9"))
    #expect(trusting.address(of: proxy, [:]) == IPAddress("10.0.0.9"))
    #expect(trusting.address(of: proxy, [name: "nonsense"]) == IPAddress("10.0.0.9"))
    #expect(ClientAddress(trustedProxies: []).address(of: proxy, headers) == IPAddress("10.0.0.9"))
  }

  @Test("one subscriber's IPv6 addresses are one client")
  func subscriber() throws {
    #expect(IPAddress("2001:db8:0:1::1")?.client == IPAddress("2001:db8:0:1:ffff::2")?.client)
    #expect(IPAddress("2001:db8:0:1::1")?.client != IPAddress("2001:db8:0:2::1")?.client)
  }

  @Test("who asks too often is told when to come again; probes are not counted")
  func tooMany() async throws {
    var settings = Fixture.settings
    settings.requestsPerSecond = 0.001
    settings.requestBurst = 2
    try await Fixture.service(settings).application().test(.live) { client in
      #expect(try await client.get("/v1/features").status == .ok)
      #expect(try await client.get("/v1/nothing").status == .notFound)
      let refused = try await client.get("/v1/features")
      #expect(refused.status == .tooManyRequests)
      #expect(Int(refused.headers[.retryAfter] ?? "") ?? 0 > 100)
      #expect(try await client.get("/health/live").status == .ok)
      #expect(try await client.get("/metrics").status == .ok)
    }
  }

  @Test("with as much to do as allowed a request is turned away at once, and probes are not")
  func busy() async throws {
    var settings = Fixture.settings
    settings.maximumConcurrentRequests = 1
    let service = try await Fixture.service(settings)
    try await service.application().test(.router) { client in
      var place = service.parts.requests.take()
      #expect(place != nil)
      let refused = try await client.post("/v1/matches", ["member": [:]])
      #expect(refused.status == .serviceUnavailable)
      #expect(refused.headers[.retryAfter] == "1")
      #expect(try refused.object()["type"]?.string == "urn:kith:problem:busy")
      #expect(try await client.get("/health/ready").status == .ok)
      place = nil
      #expect(try await client.post("/v1/matches", ["member": [:]]).status == .ok)
      #expect(service.parts.requests.count == 0)
    }
  }

  @Test("slots are given once each")
  func slots() {
    let slots = Slots(2)
    var places = [slots.take(), slots.take()]
    #expect(!places.contains { $0 == nil })
    #expect(slots.take() == nil && slots.count == 2)
    places.removeLast()
    #expect(slots.count == 1)
    places.append(slots.take())
    #expect(slots.take() == nil)
    places = []
    #expect(slots.count == 0)
  }

  @Test("a body that is too long is refused, announced or not")
  func tooLong() async throws {
    var settings = Fixture.settings
    settings.maximumBodyBytes = 1024
    let body = #"{"member":{"need":""# + String(repeating: "a", count: 2000) + #""}}"#
    try await Fixture.routes(settings) { client in
      let response = try await client.post("/v1/matches", text: body)
      #expect(response.status == .contentTooLarge)
      #expect(response.headers[.connection] == "close")
      #expect(try response.object()["detail"]?.string?.contains("1024") == true)
      #expect(try await client.post("/v1/matches", text: #"{"member":{}}"#).status == .ok)
    }
  }

  @Test(
    "a token is compared as a whole",
    arguments: [
      ("Bearer 0123456789abcdef", true), ("bearer 0123456789abcdef", true), ("Bearer 0123456789abcdeF", false),
      ("Bearer 0123456789abcdef0123456789abcdef", false), ("Bearer 0123456789abcde", false), ("Bearer ", false),
      ("Basic 0123456789abcdef", false), ("0123456789abcdef", false), ("", false),
    ])
  func token(header: String, isRight: Bool) throws {
    let token = try #require(BearerToken("0123456789abcdef"))
    #expect(token.isPresented(in: header) == isRight)
    #expect(BearerToken("short") == nil && BearerToken("with a space in the token") == nil)
  }

  @Test("routes that change something are closed without the token")
  func closed() async throws {
    for route in Route.all where route.access == .token {
      try await Fixture.routes { client in
        let path = route.path
        let none = try await client.executeRequest(uri: path, method: route.method, headers: [:], body: nil)
        #expect(none.status == .unauthorized)
        #expect(none.headers[.wwwAuthenticate] == "Bearer")
        let wrong = try await client.executeRequest(
          uri: path, method: route.method, headers: [.authorization: "Bearer 0123456789abcdef"], body: nil)
        #expect(wrong.status == .unauthorized)
        #expect(wrong.headers[.wwwAuthenticate]?.contains("invalid_token") == true)
      }
      var settings = Fixture.settings
      settings.token = nil
      let status = try await Fixture.routes(settings) {
        try await $0.executeRequest(
          uri: route.path, method: route.method, headers: [.authorization: "Bearer \(Fixture.token)"], body: nil
        ).status
      }
      #expect(status == .forbidden)
    }
  }
}
