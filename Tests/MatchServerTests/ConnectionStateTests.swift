import HTTPTypes
import NIOCore
import NIOHTTPTypes
import Testing

@testable import MatchServer

@Suite("How long a connection may stay where it is")
struct ConnectionStateTests {
  private let settings: ServiceSettings = {
    var settings = ServiceSettings()
    settings.headerSeconds = 10
    settings.bodySeconds = 5
    settings.keepAliveSeconds = 60
    return settings
  }()
  private let start = NIODeadline.now()
  private let head = HTTPRequestPart.head(
    HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/", headerFields: [:]))
  private let body = HTTPRequestPart.body(ByteBuffer(repeating: 0, count: 100))
  private let ok = HTTPResponsePart.head(HTTPResponse(status: .ok))

  private func at(_ seconds: Int64) -> NIODeadline { start + .seconds(seconds) }

  @Test("a first head has its time and is then answered with 408")
  func firstHead() {
    let state = ConnectionState(settings, at: start)
    #expect(state.overdue(at: at(9)) == nil)
    #expect(state.overdue(at: at(10)) == .withTimeout)
    #expect(state.deadline(at: start) == at(10))
  }

  @Test("between requests a connection is closed without a word")
  func keepAlive() {
    var state = ConnectionState(settings, at: start)
    state.received(head, at: at(1))
    state.received(.end(nil), at: at(1))
    #expect(state.overdue(at: at(1000)) == nil, "the answer takes the time it takes")
    state.sent(ok, at: at(1000))
    state.sent(.end(nil), at: at(1000))
    #expect(state.overdue(at: at(1059)) == nil)
    #expect(state.overdue(at: at(1060)) == .silently)
  }

  @Test("a part of a body has its time from when it is asked for")
  func bodyParts() {
    var state = ConnectionState(settings, at: start)
    state.received(head, at: at(1))
    #expect(state.overdue(at: at(500)) == nil, "nobody asked for more: what came is still worked on")
    state.isReading(at: at(500))
    #expect(state.overdue(at: at(504)) == nil)
    #expect(state.overdue(at: at(505)) == .withTimeout)
    state.received(body, at: at(504))
    state.isReading(at: at(504))
    #expect(state.overdue(at: at(508)) == nil)
    state.sent(ok, at: at(508))
    #expect(state.overdue(at: at(509)) == .silently, "the answer has begun: there is no other")
  }

  @Test("an answer that says close ends the connection; an interim one does not")
  func close() {
    var state = ConnectionState(settings, at: start)
    state.received(head, at: at(1))
    state.sent(.head(HTTPResponse(status: .continue)), at: at(1))
    state.sent(.head(HTTPResponse(status: .ok, headerFields: [.connection: "close"])), at: at(2))
    #expect(!state.isClosing)
    state.sent(.end(nil), at: at(2))
    #expect(state.isClosing)
  }

  @Test("after the answer a little of the body is taken, and not more")
  func draining() {
    var state = ConnectionState(settings, at: start)
    state.received(head, at: at(1))
    state.sent(ok, at: at(1))
    state.sent(.end(nil), at: at(1))
    for _ in 0..<600 { state.received(body, at: at(2)) }
    #expect(!state.isClosing)
    for _ in 0..<100 { state.received(body, at: at(2)) }
    #expect(state.isClosing)
  }
}
