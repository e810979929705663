import Foundation
import GroupMatching
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization
import TextUnderstanding

@testable import MatchServer

/// What tests of the service share: the real lists, the demo directory, a moment.
enum Fixture {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let data = root.appendingPathComponent("data", isDirectory: true)

  private static let readVocabulary = Result { try Vocabulary(directory: data) }
  private static let readSnapshot = Result { () throws -> Snapshot in
    let vocabulary = try Self.vocabulary
    let groups = try lines("demo/directory.jsonl").compactMap { line in
      Group.read(try object(line), vocabulary: vocabulary).group
    }
    return try Snapshot(
      groups: groups, vocabulary: vocabulary, textTools: try TextTools(TextModel(dataDirectory: data.path)))
  }

  static var vocabulary: Vocabulary { get throws { try readVocabulary.get() } }

  /// The demo directory.
  static var snapshot: Snapshot { get throws { try readSnapshot.get() } }

  /// A small directory of groups that differ in id and format.
  static func snapshot(of groups: [Group]) throws -> Snapshot {
    try Snapshot(groups: groups, vocabulary: try vocabulary)
  }

  /// Noon on 24 November 2026, UTC.
  static let moment = Instant("2026-11-24T12:00", in: nil) ?? Instant(minutesSinceEpoch: 0)

  static let token = "0123456789abcdef-token"

  /// Settings for a test: no limit of rate, no file that is watched, a free port.
  static var settings: ServiceSettings {
    var settings = ServiceSettings()
    settings.requestsPerSecond = 0
    settings.watchSeconds = 0
    settings.port = 0
    settings.token = token
    return settings
  }

  /// A service over a snapshot, loaded.
  static func service(
    _ settings: ServiceSettings = settings, over snapshot: Snapshot? = nil, log: LogLines = LogLines()
  ) async throws -> MatchService {
    let snapshot = try snapshot ?? Self.snapshot
    let holder = SnapshotHolder { snapshot }
    _ = try await holder.reload()
    return try service(settings, holder: holder, log: log)
  }

  static func service(
    _ settings: ServiceSettings = settings, holder: SnapshotHolder, log: LogLines = LogLines()
  ) throws -> MatchService {
    let places = try Places(directory: data.appendingPathComponent("places", isDirectory: true))
    return MatchService(
      settings: settings, snapshots: holder, vocabulary: try vocabulary, places: places,
      description: try APIDescription(directory: data), logger: log.logger, now: { moment })
  }

  /// Runs a test against the routes, without a socket.
  static func routes<Value>(
    _ settings: ServiceSettings = settings, over snapshot: Snapshot? = nil, log: LogLines = LogLines(),
    _ test: @Sendable (any TestClientProtocol) async throws -> Value
  ) async throws -> Value {
    try await service(settings, over: snapshot, log: log).application().test(.router) { try await test($0) }
  }

  /// The lines of a file under `data/`.
  static func lines(_ path: String) throws -> [Data] {
    try Data(contentsOf: data.appendingPathComponent(path)).split(separator: UInt8(ascii: "\n")).map { Data($0) }
  }

  static func object(_ data: Data) throws -> JSONObject {
    guard case .object(let fields) = try JSONValue(parsing: data) else { throw NotAnObject() }
    return fields
  }

  struct NotAnObject: Error {}
}

/// The messages that a service logged.
final class LogLines: Sendable {
  private let lines = Mutex<[String]>([])

  var text: String { lines.withLock { $0.joined() } }

  var logger: Logger {
    Logger(label: "test") { _ in JSONLogHandler(level: .trace) { line in self.lines.withLock { $0.append(line) } } }
  }
}

extension TestClientProtocol {
  /// Sends a body of JSON.
  func post(
    _ path: String, _ body: JSONValue, headers: HTTPFields = [:]
  ) async throws -> TestResponse {
    try await post(path, text: body.text, headers: headers)
  }

  func post(
    _ path: String, text: String, mediaType: String = "application/json", headers: HTTPFields = [:]
  ) async throws -> TestResponse {
    var headers = headers
    headers[.contentType] = mediaType
    return try await executeRequest(uri: path, method: .post, headers: headers, body: ByteBuffer(string: text))
  }

  func get(_ path: String, headers: HTTPFields = [:]) async throws -> TestResponse {
    try await executeRequest(uri: path, method: .get, headers: headers, body: nil)
  }
}

extension TestResponse {
  var text: String { String(buffer: body) }

  func object() throws -> JSONObject { try Fixture.object(Data(buffer: body)) }

  /// The places that a problem names: pointers and parameters.
  func faults() throws -> [String] {
    try object()["errors"]?.items?.compactMap { $0["pointer"]?.string ?? $0["parameter"]?.string } ?? []
  }
}

extension JSONValue {
  var items: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
  var fields: JSONObject? { if case .object(let fields) = self { fields } else { nil } }
  var string: String? { if case .string(let text) = self { text } else { nil } }
  var double: Double? { if case .number(let number) = self { number } else { nil } }
  subscript(_ name: String) -> JSONValue? { fields?[name] }
}
