import Foundation
import GroupMatching
import Hummingbird

extension Route {
  /// Members in, one a line, matches out, one line a member in the order of asking.
  ///
  /// Both ways are streamed: a line is read when the one before was answered and the answer taken, so that neither side
  /// has to hold the whole.
  static let batch = Route(
    method: .post, path: "/v1/batch", input: .jsonLines, output: "application/x-ndjson"
  ) { call throws(Problem) in
    let served = try call.snapshot()
    let batch = try await call.work { () throws(Problem) in try Batch(call, over: served.snapshot) }
    guard let place = call.service.batches.take() else {
      throw .wait(.busy, seconds: 5, "\(call.service.settings.maximumBatches) batches are being streamed")
    }
    return .stream(mediaType: "application/x-ndjson") { writer in
      defer { withExtendedLifetime(place) {} }
      try await batch.answer(call.request.body, to: &writer)
      try await writer.finish(nil)
    }
  }
}

/// A stream of members on its way to becoming a stream of matches.
private struct Batch: Sendable {
  let matcher: Matcher
  let limit: Int
  let at: String?
  let service: ServiceParts

  /// Enough answers to be worth a write.
  private static let writeBytes = 32_768

  init(_ call: Call, over snapshot: Snapshot) throws(Problem) {
    var query = call.query
    limit = query.integer("limit", in: 0...1000) ?? 10
    at = query.one("at")
    let name = query.one("weights") ?? Weights.standard.name
    let weights = try call.service.weights(named: name)
    if weights == nil { query.note("weights", ServiceParts.weightsExpectation) }
    if let at, Instant(at, in: nil) == nil { query.note("at", "expected \(MatchRequest.momentExpectation)") }
    try query.finish()
    matcher = Matcher(snapshot, weights: weights ?? .standard)
    service = call.service
  }

  func answer(_ body: RequestBody, to writer: inout any ResponseBodyWriter) async throws {
    var lines = LineSplitter(limit: service.settings.maximumBodyBytes)
    var output = ByteBuffer()
    var parts = body.makeAsyncIterator()
    while let part = try await parts.next() {
      lines.add(part)
      try await drain(&lines, &output, to: &writer)
      // Whoever sends one line and waits gets its answer.
      try await write(&output, to: &writer)
    }
    lines.end()
    try await drain(&lines, &output, to: &writer)
    try await write(&output, to: &writer)
  }

  private func drain(
    _ lines: inout LineSplitter, _ output: inout ByteBuffer, to writer: inout any ResponseBodyWriter
  ) async throws {
    while let line = lines.next() {
      output.writeImmutableBuffer(await service.workers.run { answer(line) })
      service.metrics.batchLine()
      if output.readableBytes >= Self.writeBytes { try await write(&output, to: &writer) }
    }
  }

  private func write(_ output: inout ByteBuffer, to writer: inout any ResponseBodyWriter) async throws {
    guard output.readableBytes > 0 else { return }
    try await writer.write(output)
    output = ByteBuffer()
  }

  /// The answer to one line: matches, or what is wrong with it.
  private func answer(_ line: LineSplitter.Line) -> ByteBuffer {
    do {
      return ByteBuffer(line: try matches(line))
    } catch {
      return ByteBuffer(line: ["line": .number(Double(line.number)), "error": .object(error.record)])
    }
  }

  private func matches(_ line: LineSplitter.Line) throws(Problem) -> JSONObject {
    guard let bytes = line.bytes else { throw .tooLong(service.settings.maximumBodyBytes) }
    let value: JSONValue
    do {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw Problem(.malformedRequest, "\(error)")
    }
    guard case .object(let fields) = value else { throw .field("", "expected a member, an object") }
    var member: Member
    do {
      member = try Member(reading: fields, vocabulary: service.vocabulary)
    } catch {
      throw .fields(error.problems)
    }
    member = try MatchRequest.settled(member, service.places, at: "")
    let moment = at.flatMap { Instant($0, in: member.timeZone) } ?? service.now()
    let list = matcher.list(member, limit: limit, at: moment)
    service.metrics.matched(eligible: list.eligible)
    return list.record(of: member.id)
  }
}
