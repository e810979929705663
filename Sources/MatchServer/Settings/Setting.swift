import Logging

/// One thing that an operator decides: how it is called, what it may be and what it does.
///
/// A setting is a flag of `kith serve`, a variable of the environment and a field of the configuration file. The command's
/// help and the table in `deploy/` follow ``all``.
public struct Setting: Sendable {
  /// How the configuration file writes a value.
  enum Kind: Sendable {
    case text, number, list
  }

  /// The name of the flag without its dashes, and of the field in the file: `header-seconds`.
  public let name: String
  /// What it decides, as a sentence.
  public let summary: String
  /// What a value may be: "a whole number from 0 to 65535".
  public let expected: String
  /// Whether it is kept from the command line, where every user of the machine could read it.
  public let isSecret: Bool
  let kind: Kind
  private let show: @Sendable (ServiceSettings) -> String
  private let set: @Sendable (inout ServiceSettings, String) -> Bool

  /// The variable of the environment: `KITH_HEADER_SECONDS`.
  public var variable: String { "KITH_" + name.uppercased().replacing("-", with: "_") }

  /// What holds where nothing is said; empty where that is nothing.
  public var defaultText: String { show(ServiceSettings()) }

  /// Takes a value over.
  ///
  /// - Parameter source: Where the value stands, for the message: `--port`, `KITH_PORT`, `kith.json: port`.
  /// - Throws: ``SettingsError/invalid(source:value:expected:)``, without the value where it is a secret.
  public func apply(_ text: String, from source: String, to settings: inout ServiceSettings) throws(SettingsError) {
    guard set(&settings, text) else {
      throw .invalid(source: source, value: isSecret ? nil : text, expected: expected)
    }
  }

  /// Every setting, in the order in which the help and the table show them.
  public static let all: [Setting] = [
    .text("directory", \.directory, "The directory's file."),
    .path("snapshot", \.snapshot, "A snapshot file to serve as it is, in place of the directory's own."),
    .text("host", \.host, "The address to listen on. Anything but loopback belongs behind a proxy that speaks TLS."),
    .count("port", \.port, in: 0...65_535, "The port to listen on; 0 takes a free one."),
    .number("watch-seconds", \.watchSeconds, in: 0...86_400, "How often the file is looked at for changes; 0 never."),
    .secret("token", \.token, "What a caller presents as 'Authorization: Bearer' where something is changed."),
    .path("token-file", \.tokenFile, "A file whose first line is the token."),
    .list("allowed-origins", \.allowedOrigins, Self.origin, "Origins whose pages may call the service."),
    .list("trusted-proxies", \.trustedProxies, AddressBlock.init, "Proxies whose X-Forwarded-For is believed."),
    .number("requests-per-second", \.requestsPerSecond, in: 0...1e6, "The rate of one client; 0 sets no limit."),
    .count("request-burst", \.requestBurst, in: 1...1_000_000, "How many requests a client may make at once."),
    .count("maximum-body-bytes", \.maximumBodyBytes, in: 1024...(1 << 28), "The longest body or line of a batch."),
    .count(
      "maximum-concurrent-requests", \.maximumConcurrentRequests, in: 1...100_000, "Requests worked on at a time."),
    .count("maximum-batches", \.maximumBatches, in: 1...10_000, "Batches streamed at a time."),
    .count("maximum-connections", \.maximumConnections, in: 1...1_000_000, "Connections open at a time."),
    .number("header-seconds", \.headerSeconds, in: Self.wait, "How long the head of a first request may take."),
    .number("body-seconds", \.bodySeconds, in: Self.wait, "How long the next part of a body may take."),
    .number("write-seconds", \.writeSeconds, in: Self.wait, "How long a client may leave an answer unread."),
    .number("keep-alive-seconds", \.keepAliveSeconds, in: Self.wait, "How long a connection may lie idle."),
    .number("shutdown-seconds", \.shutdownSeconds, in: Self.wait, "How long a shutdown waits for requests in flight."),
    .logLevel,
  ]

  /// The setting of a name.
  public static func named(_ name: String) -> Setting? { all.first { $0.name == name } }

  /// The settings as a table in Markdown.
  public static var table: String {
    let rows = all.map { setting in
      let flag = setting.isSecret ? "" : "`--\(setting.name)`"
      return "| \(flag) | `\(setting.variable)` | \(setting.defaultText) | \(setting.summary) |"
    }
    return (["| flag | environment | default | |", "|---|---|---|---|"] + rows).joined(separator: "\n")
  }

  private static let wait = 0.1...3600.0

  /// A browser's origin: scheme, host and perhaps a port, nothing after it.
  private static func origin(_ text: String) -> String? {
    let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, ["http", "https"].contains(parts[0]), !parts[1].isEmpty,
      parts[1].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".-:[]".contains($0)) })
    else { return nil }
    return text.lowercased()
  }
}

extension Setting {
  private static func text(
    _ name: String, _ path: WritableKeyPath<ServiceSettings, String> & Sendable, _ summary: String
  ) -> Setting {
    Setting(name: name, summary: summary, expected: "a text", isSecret: false, kind: .text) {
      $0[keyPath: path]
    } set: { settings, text in
      settings[keyPath: path] = text
      return !text.isEmpty
    }
  }

  private static func path(
    _ name: String, _ path: WritableKeyPath<ServiceSettings, String?> & Sendable, _ summary: String
  ) -> Setting {
    Setting(name: name, summary: summary, expected: "a file's path", isSecret: false, kind: .text) {
      $0[keyPath: path] ?? ""
    } set: { settings, text in
      settings[keyPath: path] = text
      return !text.isEmpty
    }
  }

  private static func secret(
    _ name: String, _ path: WritableKeyPath<ServiceSettings, String?> & Sendable, _ summary: String
  ) -> Setting {
    let expected = "at least \(BearerToken.leastLength) printable characters of ASCII without spaces"
    return Setting(name: name, summary: summary, expected: expected, isSecret: true, kind: .text) { _ in
      ""
    } set: { settings, text in
      settings[keyPath: path] = text
      return BearerToken(text) != nil
    }
  }

  private static func count(
    _ name: String, _ path: WritableKeyPath<ServiceSettings, Int> & Sendable, in range: ClosedRange<Int>,
    _ summary: String
  ) -> Setting {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return Setting(name: name, summary: summary, expected: expected, isSecret: false, kind: .number) {
      "\($0[keyPath: path])"
    } set: { settings, text in
      guard let number = Int(text), range.contains(number) else { return false }
      settings[keyPath: path] = number
      return true
    }
  }

  private static func number(
    _ name: String, _ path: WritableKeyPath<ServiceSettings, Double> & Sendable, in range: ClosedRange<Double>,
    _ summary: String
  ) -> Setting {
    let expected = "a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
    return Setting(name: name, summary: summary, expected: expected, isSecret: false, kind: .number) {
      plain($0[keyPath: path])
    } set: { settings, text in
      guard let number = Double(text), range.contains(number) else { return false }
      settings[keyPath: path] = number
      return true
    }
  }

  private static func list<Value>(
    _ name: String, _ path: WritableKeyPath<ServiceSettings, [Value]> & Sendable,
    _ read: @escaping @Sendable (String) -> Value?, _ summary: String
  ) -> Setting {
    let example = name == "allowed-origins" ? "https://example.org" : "10.0.0.0/8,127.0.0.1"
    return Setting(
      name: name, summary: summary + " Separate several by commas.", expected: "such as \(example)", isSecret: false,
      kind: .list
    ) { _ in
      ""
    } set: { settings, text in
      let items = text.split(separator: ",").map { $0.trimmingPrefix(" ") }
      let values = items.compactMap { read(String($0)) }
      settings[keyPath: path] = values
      return values.count == items.count
    }
  }

  private static let logLevel = Setting(
    name: "log-level", summary: "The least weighty messages that are logged.",
    expected: "one of " + Logger.Level.allCases.map(\.rawValue).joined(separator: ", "), isSecret: false, kind: .text
  ) {
    $0.logLevel.rawValue
  } set: { settings, text in
    guard let level = Logger.Level(rawValue: text) else { return false }
    settings.logLevel = level
    return true
  }

  /// Whole numbers without a fraction.
  private static func plain(_ number: Double) -> String {
    number == number.rounded() ? "\(Int(number))" : "\(number)"
  }
}
