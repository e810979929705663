import ArgumentParser
import MatchServer

/// The settings of the service as flags. `Setting.all` says what each is; a test holds the two together.
struct ServiceFlags: ParsableArguments {
  @Option(help: help("directory")) var directory: String?
  @Option(help: help("snapshot")) var snapshot: String?
  @Option(help: help("host")) var host: String?
  @Option(help: help("port")) var port: String?
  @Option(help: help("watch-seconds")) var watchSeconds: String?
  @Option(help: help("token-file")) var tokenFile: String?
  @Option(help: help("allowed-origins")) var allowedOrigins: String?
  @Option(help: help("trusted-proxies")) var trustedProxies: String?
  @Option(help: help("requests-per-second")) var requestsPerSecond: String?
  @Option(help: help("request-burst")) var requestBurst: String?
  @Option(help: help("maximum-body-bytes")) var maximumBodyBytes: String?
  @Option(help: help("maximum-concurrent-requests")) var maximumConcurrentRequests: String?
  @Option(help: help("maximum-batches")) var maximumBatches: String?
  @Option(help: help("maximum-connections")) var maximumConnections: String?
  @Option(help: help("header-seconds")) var headerSeconds: String?
  @Option(help: help("body-seconds")) var bodySeconds: String?
  @Option(help: help("write-seconds")) var writeSeconds: String?
  @Option(help: help("keep-alive-seconds")) var keepAliveSeconds: String?
  @Option(help: help("shutdown-seconds")) var shutdownSeconds: String?
  @Option(help: help("log-level")) var logLevel: String?

  /// The values that were given, by setting.
  var given: [String: String] {
    let values: [(name: String, value: String?)] = [
      ("directory", directory),
      ("snapshot", snapshot),
      ("host", host),
      ("port", port),
      ("watch-seconds", watchSeconds),
      ("token-file", tokenFile),
      ("allowed-origins", allowedOrigins),
      ("trusted-proxies", trustedProxies),
      ("requests-per-second", requestsPerSecond),
      ("request-burst", requestBurst),
      ("maximum-body-bytes", maximumBodyBytes),
      ("maximum-concurrent-requests", maximumConcurrentRequests),
      ("maximum-batches", maximumBatches),
      ("maximum-connections", maximumConnections),
      ("header-seconds", headerSeconds),
      ("body-seconds", bodySeconds),
      ("write-seconds", writeSeconds),
      ("keep-alive-seconds", keepAliveSeconds),
      ("shutdown-seconds", shutdownSeconds),
      ("log-level", logLevel),
    ]
    return values.reduce(into: [:]) { given, flag in given[flag.name] = flag.value }
  }

  private static func help(_ name: String) -> ArgumentHelp {
    guard let setting = Setting.named(name) else { return "" }
    let standing = setting.defaultText.isEmpty ? "" : " Default: \(setting.defaultText)."
    return ArgumentHelp("\(setting.summary)\(standing)", valueName: "value")
  }
}
