import Foundation
import GroupMatching
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// The HTTP service: matches and the directory over HTTP/1.1, as `data/openapi.json` describes.
public struct MatchService: Sendable {
  let parts: ServiceParts
  private let logger: Logger

  /// - Parameters:
  ///   - snapshots: Where the snapshot comes from; nothing is loaded before ``run(onListening:)``.
  ///   - now: The moment that counts as now where a request names none.
  public init(
    settings: ServiceSettings, snapshots: SnapshotHolder, vocabulary: Vocabulary, places: Places,
    description: APIDescription, logger: Logger,
    now: @escaping @Sendable () -> Instant = { .now }
  ) {
    let metrics = ServiceMetrics()
    self.logger = logger
    parts = ServiceParts(
      settings: settings, snapshots: snapshots,
      loading: SnapshotLoading(holder: snapshots, metrics: metrics, logger: logger),
      store: ServiceStore(path: settings.directory, logger: logger), vocabulary: vocabulary, places: places,
      description: description, workers: .matching(), indexers: .indexing(), metrics: metrics,
      requests: Slots(settings.maximumConcurrentRequests),
      batches: Slots(settings.maximumBatches), now: now)
  }

  /// Serves until SIGTERM or SIGINT, then finishes what is in flight.
  ///
  /// - Parameter onListening: Called with the port when connections are accepted.
  /// - Throws: Where the address cannot be listened on.
  public func run(onListening: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
    // Nothing is loaded yet that could be loaded anew; from the start on the upkeep listens for it.
    signal(SIGHUP, SIG_IGN)
    var configuration = ServiceGroupConfiguration(
      services: [application(onListening: onListening)], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(parts.settings.shutdownSeconds)
    try await ServiceGroup(configuration: configuration).run()
  }

  /// The service as an application of the framework, for its tests.
  func application(
    onListening: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> Application<ServiceResponder> {
    let settings = parts.settings
    let connections = MaximumAvailableConnections(
      min(settings.maximumConnections, Self.mostDescriptors), logger: logger)
    let headLimits = HTTP1Channel.Configuration.DecoderConfiguration(
      maxHeaderFieldSize: Self.mostHeadBytes, maxHeaderListSize: Self.mostHeadBytes, maxHeaderFieldCount: 100)
    return Application(
      responder: ServiceResponder(parts, logger: logger),
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [ConnectionGuard(settings)], idleTimeout: nil,
          httpDecoderConfiguration: headLimits)),
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port), backlog: 1024,
        availableConnectionsDelegate: connections),
      services: [
        SnapshotUpkeep(
          loading: parts.loading, path: settings.snapshot ?? settings.directory, watchSeconds: settings.watchSeconds)
      ],
      onServerRunning: { channel in
        await onListening(channel.localAddress?.port ?? settings.port)
      },
      logger: logger)
  }

  /// Browsers and proxies send less than half of that.
  private static let mostHeadBytes = 16_384

  /// How many connections the process can have open, some files left for other things.
  private static var mostDescriptors: Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    return max(16, Int(min(limit.rlim_cur, 1 << 30)) - 64)
  }
}

extension Instant {
  /// The present minute.
  public static var now: Instant { Instant(minutesSinceEpoch: Int(Date().timeIntervalSince1970 / 60)) }
}
