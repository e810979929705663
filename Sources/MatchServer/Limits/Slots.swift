import Synchronization

/// A number of places for work; who finds none is turned away rather than made to wait.
final class Slots: Sendable {
  /// A place that is taken, until nobody holds it any more: also where an answer is given up before it has begun.
  final class Place: Sendable {
    private let slots: Slots

    fileprivate init(_ slots: Slots) { self.slots = slots }

    deinit { slots.taken.withLock { $0 -= 1 } }
  }

  private let maximum: Int
  private let taken = Mutex(0)

  init(_ maximum: Int) { self.maximum = maximum }

  /// How many are taken now.
  var count: Int { taken.withLock { $0 } }

  /// Takes a place; `nil` where there is none.
  func take() -> Place? {
    taken.withLock { taken in
      guard taken < maximum else { return nil }
      taken += 1
      return Place(self)
    }
  }
}
