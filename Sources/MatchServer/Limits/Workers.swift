import Dispatch

/// The threads that reading members, matching and writing answers run on, apart from those that move bytes: a long queue
/// of matches does not keep a health check waiting.
struct Workers: Sendable {
  private let queue: DispatchQueue

  private init(_ queue: DispatchQueue) { self.queue = queue }

  /// As many pieces of work at a time as there are processors.
  static func matching() -> Workers { Workers(DispatchQueue(label: "kith.matching", attributes: .concurrent)) }

  /// One piece of work at a time.
  static func writing() -> Workers { Workers(DispatchQueue(label: "kith.writing")) }

  /// One piece of work at a time, apart from changes.
  static func indexing() -> Workers { Workers(DispatchQueue(label: "kith.indexing")) }

  /// Does a piece of work, in the order of asking.
  func run<Value: Sendable, Failure: Error>(
    _ work: @escaping @Sendable () throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: Result(catching: work)) }
    }
    return try result.get()
  }
}
