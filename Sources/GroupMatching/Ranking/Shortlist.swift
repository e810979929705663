import HeapModule

/// A row and its score. The better one is greater: the higher score, and at equal scores the one with the lesser group id.
struct Candidate: Sendable, Hashable, Comparable {
  let row: Int
  let score: Points
  /// The score above, the rank among the ids, turned round, below: one comparison decides.
  private let key: UInt64

  /// - Parameter rank: The place of the group's id in the order of ids.
  @inline(__always)
  init(row: Int, score: Points, rank: UInt32) {
    self.row = row
    self.score = score
    key = UInt64(UInt32(bitPattern: score.count)) << 32 | UInt64(~rank)
  }

  static func < (left: Self, right: Self) -> Bool { left.key < right.key }
}

/// The best candidates out of many, without sorting them all.
struct Shortlist: Sendable {
  private var heap = Heap<Candidate>()
  private let limit: Int

  /// - Parameter limit: How many are kept.
  init(limit: Int) { self.limit = limit }

  /// The points below which a candidate cannot get in. One with as many may, by its id.
  @inline(__always)
  var threshold: Int32 { heap.count < limit ? 0 : limit == 0 ? .max : heap.min?.score.count ?? 0 }

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
