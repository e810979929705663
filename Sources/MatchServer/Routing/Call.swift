import Foundation
import GroupMatching
import HTTPTypes
import Hummingbird

/// One request on its way through a route: what was asked, and what there is to answer it with.
struct Call: Sendable {
  let service: ServiceParts
  let request: Request
  /// The parts of the path that the route leaves open, by name.
  let parameters: [String: String]
  /// The query, to be read by the route.
  let query: Query

  /// The snapshot that is served now. A route takes it once, so that it answers from one directory from start to end.
  func snapshot() throws(Problem) -> ServedSnapshot {
    guard let served = service.snapshots.current else {
      throw .wait(.noSnapshot, seconds: 5, "no directory is loaded yet; /health/ready says when there is one")
    }
    return served
  }

  /// Does a piece of work on the threads for it.
  ///
  /// - Parameter workers: The threads; `nil` for those that match.
  /// - Throws: ``Problem`` where as much waits already as an operator allows, and what the work throws.
  func work<Value: Sendable>(
    on workers: Workers? = nil, _ work: @escaping @Sendable () throws(Problem) -> Value
  ) async throws(Problem) -> Value {
    guard let place = service.requests.take() else { throw .wait(.busy, seconds: 1) }
    defer { withExtendedLifetime(place) {} }
    return try await (workers ?? service.workers).run(work)
  }

  /// Does a piece of work with the body, one JSON object.
  func workOnObject(
    on workers: Workers? = nil, _ work: @escaping @Sendable (JSONObject) throws(Problem) -> Answer
  ) async throws(Problem) -> Answer {
    try await workOnBody(on: workers) { bytes throws(Problem) in try work(Self.object(bytes)) }
  }

  /// Does a piece of work with the body, whatever is in it.
  func workOnBody<Value: Sendable>(
    on workers: Workers? = nil, _ work: @escaping @Sendable (Data) throws(Problem) -> Value
  ) async throws(Problem) -> Value {
    let bytes = Data(buffer: try await body())
    return try await self.work(on: workers) { () throws(Problem) in try work(bytes) }
  }

  /// A body of JSON.
  static func value(_ bytes: Data) throws(Problem) -> JSONValue {
    do {
      return try JSONValue(parsing: bytes)
    } catch {
      throw Problem(.malformedRequest, "\(error)")
    }
  }

  private static func object(_ bytes: Data) throws(Problem) -> JSONObject {
    guard case .object(let fields) = try value(bytes) else { throw .field("", "expected an object") }
    return fields
  }

  /// The whole body, within the limits of length and time.
  private func body() async throws(Problem) -> ByteBuffer {
    let limit = service.settings.maximumBodyBytes
    let deadline = ContinuousClock.now + .seconds(service.settings.bodySeconds)
    var whole = ByteBuffer()
    do {
      // The connection itself is closed when a single part takes too long: between parts is enough.
      for try await var part in request.body {
        guard whole.readableBytes + part.readableBytes <= limit else { throw Problem.tooLong(limit) }
        guard ContinuousClock.now < deadline else { throw Problem(.requestTimeout) }
        whole.writeBuffer(&part)
      }
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(.malformedRequest, "the body broke off")
    }
    return whole
  }
}

extension Problem {
  static func tooLong(_ limit: Int) -> Problem { Problem(.bodyTooLong, "expected at most \(limit) bytes") }
}

/// What every route may need.
struct ServiceParts: Sendable {
  let settings: ServiceSettings
  let snapshots: SnapshotHolder
  let loading: SnapshotLoading
  let store: ServiceStore
  let vocabulary: Vocabulary
  let places: Places
  let description: APIDescription
  let workers: Workers
  /// What makes a snapshot's index of facets.
  let indexers: Workers
  let metrics: ServiceMetrics
  /// Requests that are worked on or wait for it.
  let requests: Slots
  /// Batches that are streamed.
  let batches: Slots
  /// The moment that counts as now.
  let now: @Sendable () -> Instant
}
