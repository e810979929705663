import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// An answer over HTTP.
struct HTTPAnswer: Sendable {
  let status: Int
  let body: Data
  var text: String { String(decoding: body, as: UTF8.self) }

  /// Asks a service something.
  init(from address: String, method: String, body: String? = nil, headers: [String: String] = [:]) async throws {
    guard let url = URL(string: address) else { throw URLError(.badURL) }
    var request = URLRequest(url: url)
    request.httpMethod = method
    request.httpBody = body.map { Data($0.utf8) }
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    let (data, response) = try await URLSession.shared.data(for: request)
    status = (response as? HTTPURLResponse)?.statusCode ?? 0
    self.body = data
  }
}

/// `kith serve` as a process, on a free port, in a work folder of its own.
final class RunningService {
  struct NotListening: Error { let log: String }

  let process: Process
  let port: Int
  private let logFile: URL

  /// Starts the service and waits until it listens.
  init(_ program: Program, _ arguments: [String] = [], environment: [String: String] = [:]) throws {
    logFile = program.folder.appendingPathComponent("log-\(UUID().uuidString)")
    try Data().write(to: logFile)
    process = program.process(["serve", "--port", "0", "--watch-seconds", "0.2"] + arguments)
    process.environment?.merge(environment) { $1 }
    process.standardError = try FileHandle(forWritingTo: logFile)
    process.standardOutput = try FileHandle(forWritingTo: logFile)
    try process.run()
    var port: Int?
    for _ in 0..<600 where port == nil && process.isRunning {
      Thread.sleep(forTimeInterval: 0.05)
      port = try Self.port(in: logFile)
    }
    guard let port else { throw NotListening(log: try String(contentsOf: logFile, encoding: .utf8)) }
    self.port = port
  }

  deinit { if process.isRunning { process.terminate() } }

  var log: String { (try? String(contentsOf: logFile, encoding: .utf8)) ?? "" }
  var address: String { "http://127.0.0.1:\(port)" }

  private static func port(in file: URL) throws -> Int? {
    let text = try String(contentsOf: file, encoding: .utf8)
    return text.firstMatch(of: #/listening on [0-9.]+:([0-9]+)/#).flatMap { Int($0.1) }
  }

  /// Asks the service something.
  func ask(
    _ path: String, method: String = "GET", body: String? = nil, headers: [String: String] = [:]
  ) async throws -> HTTPAnswer {
    try await HTTPAnswer(from: address + path, method: method, body: body, headers: headers)
  }

  func post(_ path: String, _ body: String) async throws -> HTTPAnswer {
    try await ask(path, method: "POST", body: body, headers: ["Content-Type": "application/json"])
  }

  /// Waits until something holds, half a minute at most.
  func wait(until condition: () async throws -> Bool) async throws -> Bool {
    for _ in 0..<300 {
      if (try? await condition()) == true { return true }
      try await Task.sleep(for: .milliseconds(100))
    }
    return false
  }

  func waitUntilReady() async throws -> Bool { try await wait { try await self.ask("/health/ready").status == 200 } }

  /// Sends a signal.
  func signal(_ number: Int32) { kill(process.processIdentifier, number) }
}
