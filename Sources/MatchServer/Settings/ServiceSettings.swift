import Logging

/// Everything about the service that an operator decides, with what holds where nothing is said.
///
/// ``Setting/all`` says how each is called and what it may be.
public struct ServiceSettings: Sendable, Equatable {
  /// The directory's file.
  public var directory = "kith.sqlite"
  /// A snapshot file to serve as it is; `nil` serves the directory's own.
  public var snapshot: String?
  /// The address to listen on; loopback unless an operator opens it.
  public var host = "127.0.0.1"
  /// The port to listen on; 0 takes a free one.
  public var port = 8080
  /// How often the directory's file is looked at for changes, in seconds; 0 never.
  public var watchSeconds = 2.0
  /// What a caller has to present for routes that change something; `nil` closes them.
  public var token: String?
  /// A file whose first line is the token.
  public var tokenFile: String?
  /// The origins whose pages may call the service from a browser, such as `https://example.org`.
  public var allowedOrigins: [String] = []
  /// The proxies whose `X-Forwarded-For` is believed.
  public var trustedProxies: [AddressBlock] = []
  /// How many requests a second one client may make in the long run; 0 sets no limit.
  public var requestsPerSecond = 50.0
  /// How many requests one client may make at once, after a pause.
  public var requestBurst = 100
  /// The longest body, and the longest line of a batch.
  public var maximumBodyBytes = 1 << 20
  /// How many requests are worked on or wait for it at a time.
  public var maximumConcurrentRequests = 256
  /// How many batches are streamed at a time.
  public var maximumBatches = 8
  /// How many connections are open at a time; further ones wait to be accepted.
  public var maximumConnections = 8192
  /// How long a new connection may take to send the head of its first request.
  public var headerSeconds = 10.0
  /// How long the next part of a body may take, and a whole body that is not streamed.
  public var bodySeconds = 10.0
  /// How long a client may leave an answer unread.
  public var writeSeconds = 30.0
  /// How long a connection may lie idle between two requests.
  public var keepAliveSeconds = 60.0
  /// How long a shutdown waits for requests in flight.
  public var shutdownSeconds = 30.0
  /// The least weighty messages that are logged.
  public var logLevel = Logger.Level.info

  public init() {}
}
