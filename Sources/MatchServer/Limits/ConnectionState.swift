import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Where a connection stands, and how long it may stay there. Moments are passed in, so that it can be tested without
/// waiting.
struct ConnectionState {
  /// How a connection that is overdue ends.
  enum Ending: Equatable {
    /// There is nobody to tell, or an answer is half sent.
    case silently
    /// With an answer of status 408.
    case withTimeout
  }

  /// How long a client may pause after the last answer while what it still sends is thrown away.
  static let lingerSeconds = 2.0
  /// How long that goes on at most.
  static let mostLingerSeconds = 15.0
  /// How much of a body is taken after its answer, so that the connection can be used again.
  private static let mostDrained = 1 << 16

  private let limits: ServiceSettings
  /// Since when the next head is waited for.
  private var idleSince: NIODeadline
  /// Since when the socket was asked for more of a body, and none came; `nil` while nobody asks, because what came before
  /// is still worked on.
  private var readingSince: NIODeadline?
  private var isFirst = true
  private var isInBody = false
  private var unanswered = 0
  private var isAnswering = false
  private var endsAfterAnswer = false
  private var drained = 0
  /// Whether nothing more is read or answered.
  private(set) var isClosing = false

  init(_ limits: ServiceSettings, at now: NIODeadline) {
    self.limits = limits
    idleSince = now
  }

  /// More is asked of the socket.
  mutating func isReading(at now: NIODeadline) { readingSince = now }

  /// A part of a request came.
  mutating func received(_ part: HTTPRequestPart, at now: NIODeadline) {
    readingSince = nil
    switch part {
    case .head:
      isFirst = false
      isInBody = true
      unanswered += 1
      drained = 0
    case .body(let bytes):
      guard unanswered == 0 else { return }
      drained += bytes.readableBytes
      if drained > Self.mostDrained { isClosing = true }
    case .end:
      isInBody = false
      idleSince = now
    }
  }

  /// A part of an answer is sent.
  mutating func sent(_ part: HTTPResponsePart, at now: NIODeadline) {
    switch part {
    case .head(let head):
      guard head.status.kind != .informational else { return }
      isAnswering = true
      endsAfterAnswer = head.headerFields[.connection] == "close"
    case .body: break
    case .end:
      isAnswering = false
      unanswered -= 1
      idleSince = now
      if endsAfterAnswer { isClosing = true }
    }
  }

  /// Nothing more is read or answered.
  mutating func close() { isClosing = true }

  /// When to look again: never before something can be overdue.
  func deadline(at now: NIODeadline) -> NIODeadline {
    guard let (since, seconds) = waiting else { return now + .seconds(shortestWait) }
    return since + .seconds(seconds)
  }

  /// How the connection has to end, if it has to.
  func overdue(at now: NIODeadline) -> Ending? {
    guard let (since, seconds) = waiting, now >= since + .seconds(seconds) else { return nil }
    if isInBody { return unanswered == 1 && !isAnswering ? .withTimeout : .silently }
    return isFirst ? .withTimeout : .silently
  }

  /// What is waited for, since when, and how long at most.
  private var waiting: (since: NIODeadline, seconds: Double)? {
    if isInBody { return readingSince.map { ($0, limits.bodySeconds) } }
    guard unanswered == 0 else { return nil }
    return (idleSince, isFirst ? limits.headerSeconds : limits.keepAliveSeconds)
  }

  private var shortestWait: Double { min(limits.bodySeconds, limits.keepAliveSeconds) }
}
