import Dispatch

/// The threads that matching runs on, apart from those that move bytes: a long queue of matches does not keep a health
/// check waiting.
struct Workers: Sendable {
  private let queue = DispatchQueue(label: "kith.matching", attributes: .concurrent)

  /// Does a piece of work, in the order of asking, as many at a time as there are processors.
  func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: work()) }
    }
  }
}
