import DirectoryStore
import Foundation
import GroupMatching
import HTTPTypes

extension Route {
  /// What became of referrals in, as JSON Lines or one array: all of it is taken in, or none.
  ///
  /// The snapshot is loaded anew before the answer, so that the next match knows how many stayed.
  static let outcomes = Route(
    method: .post, path: "/v1/outcomes", access: .token, input: .records
  ) { call throws(Problem) in
    try call.query.finish()
    let isArray = MediaTypes.isNamed(call.request.headers[.contentType], among: Route.Input.json.mediaTypes)
    var record = try await call.workOnBody(on: call.service.store.writers) { bytes throws(Problem) in
      let file = try isArray ? OutcomeFile(array: bytes) : OutcomeFile(lines: bytes)
      let received = try call.service.store.changing { store throws(StoreError) in try store.receive(file.outcomes) }
      return received.record(repeated: file.repeatedCount)
    }
    // What is stored stays stored where that fails; the log says why.
    let served = await call.service.loading.load(because: "outcomes")
    record["snapshot"] = served.map { .string($0.snapshot.id) } ?? .null
    return .json(record)
  }
}

extension OutcomeFile {
  /// Reads a body of JSON Lines.
  fileprivate init(lines: Data) throws(Problem) {
    do {
      try self.init(lines, format: .jsonl)
    } catch {
      throw Problem(error) { .line($0.line, pointer: $0.path) }
    }
  }

  /// Reads a body that is one JSON array.
  fileprivate init(array: Data) throws(Problem) {
    guard case .array(let records) = try Call.value(array) else {
      throw .field("", "expected an array of outcomes")
    }
    do {
      try self.init(records: records)
    } catch {
      throw Problem(error) { .pointer("/\($0.line - 1)\($0.path)") }
    }
  }
}

extension Problem {
  /// What is wrong with outcomes, each line's mistakes at the place that the body's form gives them.
  fileprivate init(_ error: OutcomeFileError, place: (OutcomeFileError.LineProblem) -> Fault.Place) {
    switch error {
    case .lines(let problems):
      self.init(
        .invalidFields,
        faults: problems.map { Fault(place: place($0), detail: Fault.detail($0.reason, without: $0.path)) })
    case .empty: self = .field("", "expected outcomes")
    // Only a table of CSV breaks off, and that is not read here.
    case .syntax(let error): self.init(.malformedRequest, error.description)
    }
  }
}

extension OutcomesReceived {
  /// How many outcomes were what.
  ///
  /// - Parameter count: How many records said again what an earlier one had said.
  fileprivate func record(repeated count: Int) -> JSONObject {
    let unknown = unknownGroups.sorted { $0.key < $1.key }.reduce(into: JSONObject()) { fields, group in
      fields[group.key] = .number(Double(group.value))
    }
    return [
      "added": .number(Double(added)), "changed": .number(Double(changed)), "unchanged": .number(Double(unchanged)),
      "repeated": .number(Double(count)), "unknownGroups": .object(unknown),
    ]
  }
}
