import HeapModule

/// A row and its score. The better one is greater: the higher score, and at equal scores the earlier row, which is the one
/// with the lesser group id.
struct Candidate: Sendable, Hashable, Comparable {
  let row: Int
  let score: Points

  static func < (left: Self, right: Self) -> Bool {
    left.score != right.score ? left.score < right.score : left.row > right.row
  }
}

/// The best candidates out of many, without sorting them all.
struct Shortlist: Sendable {
  private var heap = Heap<Candidate>()
  private let limit: Int

  /// - Parameter limit: How many are kept.
  init(limit: Int) { self.limit = limit }

  /// Takes a candidate in, and lets the worst go where there are too many.
  ///
  /// - Complexity: O(log limit), and O(1) for a candidate that is not among the best so far.
  mutating func insert(_ candidate: Candidate) {
    if heap.count < limit {
      heap.insert(candidate)
    } else if let worst = heap.min, worst < candidate {
      heap.replaceMin(with: candidate)
    }
  }

  /// The candidates, the best first.
  ///
  /// - Complexity: O(limit · log limit).
  var ranked: [Candidate] { heap.unordered.sorted(by: >) }
}
