import Foundation
import GroupMatching
import Synchronization

/// A snapshot as the service holds it.
struct ServedSnapshot: Sendable {
  let snapshot: Snapshot
  /// When it was loaded.
  let loadedAt: Date
  /// What a listing counts by.
  let facets: LazyFacetIndex

  init(_ snapshot: Snapshot, loadedAt: Date) {
    self.snapshot = snapshot
    self.loadedAt = loadedAt
    facets = LazyFacetIndex(snapshot)
  }
}

/// The snapshot that is served now, and the way to a newer one.
///
/// It is swapped whole: a request that took the last one finishes with it, and the next request takes the new one.
public final class SnapshotHolder: Sendable {
  private let load: @Sendable () throws -> Snapshot
  private let served = Mutex<ServedSnapshot?>(nil)
  private let queue = DispatchQueue(label: "kith.snapshot")

  /// - Parameter load: Reads the directory and makes a snapshot of it. Called from one thread at a time.
  public init(load: @escaping @Sendable () throws -> Snapshot) { self.load = load }

  /// What is served now; `nil` until something was loaded.
  var current: ServedSnapshot? { served.withLock { $0 } }

  /// Loads the directory anew and serves it. Where that fails the last snapshot stays.
  func reload() async throws -> ServedSnapshot {
    try await withCheckedThrowingContinuation { continuation in
      // A queue of its own, one load at a time: loading is long and keeps no request waiting.
      queue.async {
        continuation.resume(
          with: Result {
            let fresh = ServedSnapshot(try self.load(), loadedAt: Date())
            // Where the last one was listed this one will be: made before it is served, nobody waits for it.
            if self.current?.facets.isMade == true { _ = fresh.facets.index }
            self.served.withLock { $0 = fresh }
            return fresh
          })
      }
    }
  }
}
