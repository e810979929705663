import MatchingKernels
import TextUnderstanding

/// Finds the best rows of a snapshot for one member, exactly, looking closely at few of them.
///
/// First every row of every block within reach gets an upper bound of its score: the sum of what its classes can give, as a
/// byte that counts how far it falls short of the best there could be. Rows are then taken in order of that byte, and the
/// few whose text is not too unlike the need are scored in full, until no row left can enter the list.
struct Search {
  private let plan: CompiledPlan
  private let snapshot: Snapshot
  private let kernel: Kernel
  private let scratch: SearchScratch
  private var scorer: ChunkScorer
  private let countsEligible: Bool
  private var shortlist: Shortlist
  /// The points below which nothing enters the list.
  private var threshold: Int32

  /// - Parameter countsEligible: Whether to count the rows that no rule excludes as well.
  /// - Complexity: O(rows / 64) at least, O(rows) at most, with a small factor.
  static func ranked(
    _ plan: CompiledPlan, over snapshot: Snapshot, limit: Int, countsEligible: Bool = false, kernel: Kernel,
    scratch: SearchScratch
  ) -> [Candidate] {
    var search = Search(plan, snapshot, limit: limit, countsEligible, kernel, scratch)
    withExtendedLifetime((plan, snapshot)) { search.run() }
    scratch.counts = search.scorer.counts
    return search.shortlist.ranked
  }

  private init(
    _ plan: CompiledPlan, _ snapshot: Snapshot, limit: Int, _ countsEligible: Bool, _ kernel: Kernel,
    _ scratch: SearchScratch
  ) {
    self.countsEligible = countsEligible
    self.plan = plan
    self.snapshot = snapshot
    self.kernel = kernel
    self.scratch = scratch
    scorer = ChunkScorer(plan, snapshot, kernel, scratch)
    shortlist = Shortlist(limit: limit)
    threshold = shortlist.threshold
  }

  private mutating func run() {
    guard threshold < .max || countsEligible else { return }
    let bounds = BlockBounds(plan, snapshot, kernel, scratch)
    scorer.counts.blocks = bounds.blockCount
    guard bounds.blockCount > 0 else { return }
    if countsEligible { scorer.counts.eligible = eligible(bounds.left) }
    bounds.addRanking()
    takeBest(bounds)
  }

  /// How many of the rows that no class excludes no rule does: distances and sessions have the last word.
  private func eligible(_ rows: RowBits) -> Int {
    for part in plan.openChecks { part.exclude(from: rows, snapshot, kernel) }
    return rows.rowCount
  }

  /// Takes rows in rounds of rising deficit until none that is left can enter the list.
  ///
  /// A round looks at few rows more closely, by which the bar rises for the next one: most rows are never listed. Rows that
  /// turn out to fall short by more than their round takes are held back for a later one.
  private mutating func takeBest(_ bounds: BlockBounds) {
    var (least, span) = (0, Self.firstSpan)
    var held = 0
    while least <= greatestDeficit {
      let most = min(least + span - 1, greatestDeficit)
      let listed = bounds.collect(UInt8(least)...UInt8(most), after: held)
      scorer.counts.rows += listed
      let found = kith_take(
        kernel.level, scratch.rows, scratch.rowDeficits, held + listed, UInt8(most), scratch.taken,
        scratch.takenDeficits)
      held += listed - found
      order(found, after: held)
      take(scratch.rows + held, scratch.rowDeficits + held, found)
      least = most + 1
      // Where hardly anything is found, larger steps are taken.
      span = found < Self.few ? span * 2 : Self.nextSpan
    }
  }

  /// How many deficits the first round takes, and those after it.
  private static let firstSpan = 48
  private static let nextSpan = 16
  /// So few rows are hardly anything.
  private static let few = 16

  /// The greatest deficit with which a row can enter the list.
  private var greatestDeficit: Int {
    min(Int(KITH_EXCLUDED) - 1, Int((plan.greatest - threshold) / plan.deficits.unit))
  }

  /// Puts the rows taken in order of deficit, those with equal ones as they stood, behind those held back.
  private func order(_ count: Int, after held: Int) {
    let (rows, deficits, ends) = (scratch.rows + held, scratch.rowDeficits + held, scratch.ends)
    let (taken, takenDeficits) = (scratch.taken, scratch.takenDeficits)
    ends.update(repeating: 0, count: SearchScratch.deficitCount + 1)
    // Counted one place on, so that after the sums each entry says where its deficit begins, and after the rows are placed
    // where it ends.
    for place in 0..<count { ends[Int(takenDeficits[place]) + 1] &+= 1 }
    for deficit in 1...SearchScratch.deficitCount { ends[deficit] &+= ends[deficit - 1] }
    for place in 0..<count {
      let deficit = takenDeficits[place]
      let end = Int(ends[Int(deficit)])
      (rows[end], deficits[end]) = (taken[place], deficit)
      ends[Int(deficit)] &+= 1
    }
  }

  /// Scores rows in order of deficit until none that is left can enter the list.
  private mutating func take(_ rows: UnsafePointer<UInt32>, _ deficits: UnsafePointer<UInt8>, _ count: Int) {
    var start = 0
    while start < count {
      let end = min(start + SearchScratch.chunk, count)
      for place in start..<end {
        scratch.bounds[place - start] = plan.greatest - Int32(deficits[place]) * plan.deficits.unit
      }
      if scratch.bounds[0] < threshold { return }
      scorer.score(rows + start, end - start, threshold: threshold) { row, points in
        shortlist.insert(Candidate(row: row, score: Points(points), rank: snapshot.ids.ranks.pointer[row]))
        return shortlist.threshold
      }
      threshold = shortlist.threshold
      start = end
    }
  }
}

/// How much of a directory a search looked at.
public struct SearchCounts: Sendable, Hashable {
  /// Blocks of 64 rows within reach.
  public internal(set) var blocks = 0
  /// Rows that no class excludes.
  public internal(set) var rows = 0
  /// Rows whose text was compared by its sketch.
  public internal(set) var sketches = 0
  /// Rows whose facts were added up.
  public internal(set) var scored = 0
  /// Rows that no rule excludes, where they were counted.
  var eligible = 0
  /// Rows whose text was compared in full.
  public internal(set) var products = 0
}
