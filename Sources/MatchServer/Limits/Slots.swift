import Synchronization

/// A number of places for work; who finds none is turned away rather than made to wait.
final class Slots: Sendable {
  private let maximum: Int
  private let taken = Mutex(0)

  init(_ maximum: Int) { self.maximum = maximum }

  /// How many are taken now.
  var count: Int { taken.withLock { $0 } }

  /// Takes a place; `false` where there is none. Each one taken has to be given back with ``release()``.
  func take() -> Bool {
    taken.withLock { taken in
      guard taken < maximum else { return false }
      taken += 1
      return true
    }
  }

  /// Gives a place back.
  func release() { taken.withLock { $0 -= 1 } }
}
