import Foundation
import GroupMatching
import Logging

/// Writes log messages as JSON Lines to standard error.
///
/// The service logs the pattern of a route, the status, the time and an id it made itself. Never a path, a query, a header,
/// a body or an address: nothing that a person wrote or that tells who they are.
public struct JSONLogHandler: LogHandler {
  public var metadata: Logger.Metadata = [:]
  public var metadataProvider: Logger.MetadataProvider?
  public var logLevel: Logger.Level
  private let write: @Sendable (String) -> Void

  /// - Parameter write: Takes one line with its end; standard error where not given.
  public init(
    level: Logger.Level,
    write: @escaping @Sendable (String) -> Void = { FileHandle.standardError.write(Data($0.utf8)) }
  ) {
    logLevel = level
    self.write = write
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    var fields: JSONObject = [
      "time": .string(Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))),
      "level": .string(event.level.rawValue), "message": .string("\(event.message)"),
    ]
    let all = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }.merging(event.metadata ?? [:]) { $1 }
    for (name, value) in all.sorted(by: { $0.key < $1.key }) where fields[name] == nil {
      fields[name] = Self.json(value)
    }
    write(JSONValue.object(fields).text + "\n")
  }

  private static func json(_ value: Logger.Metadata.Value) -> JSONValue {
    switch value {
    case .string(let text): .string(text)
    // Numbers stay numbers, so that they can be added up.
    case .stringConvertible(let value as Int): .number(Double(value))
    case .stringConvertible(let value): .string("\(value)")
    case .array(let values): .array(values.map(json))
    case .dictionary(let fields):
      .object(fields.sorted { $0.key < $1.key }.reduce(into: [:]) { $0[$1.key] = json($1.value) })
    }
  }
}
