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
  private let scorer: RowScorer
  private let countsEligible: Bool
  private var shortlist: Shortlist
  /// The points below which nothing enters the list.
  private var threshold: Int32
  private var counts = SearchCounts()

  /// - Parameter countsEligible: Whether to count the rows that no rule excludes as well.
  /// - Complexity: O(rows / 64) at least, O(rows) at most, with a small factor.
  static func ranked(
    _ plan: CompiledPlan, over snapshot: Snapshot, limit: Int, countsEligible: Bool = false, kernel: Kernel,
    scratch: SearchScratch
  ) -> [Candidate] {
    var search = Search(plan, snapshot, limit: limit, countsEligible, kernel, scratch)
    withExtendedLifetime((plan, snapshot)) { search.run() }
    scratch.counts = search.counts
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
    scorer = RowScorer(plan, snapshot)
    shortlist = Shortlist(limit: limit)
    threshold = shortlist.threshold
  }

  private mutating func run() {
    guard threshold < .max || countsEligible else { return }
    let blockCount = BlockBounds.listBlocks(plan, snapshot, scratch)
    guard blockCount > 0 else { return }
    BlockBounds(plan, snapshot, blockCount, scratch).addDeficits(kernel, scratch)
    var count = kith_collect(
      kernel.level, scratch.blocks, blockCount, scratch.deficits, UInt8(KITH_EXCLUDED) - 1, scratch.rows,
      scratch.rowDeficits)
    // The last block is padded.
    while count > 0, Int(scratch.rows[count - 1]) >= snapshot.groups.count { count -= 1 }
    counts.blocks = blockCount
    counts.rows = count
    for wide in plan.deficits.wide {
      count = kith_refine(
        kernel.level, scratch.rows, scratch.rowDeficits, count, wide.codes.pointer, wide.table.pointer)
    }
    if countsEligible { counts.eligible = eligible(count) }
    take(order(count))
  }

  /// How many of the rows left no rule excludes: the classes have spoken, and distances and sessions have the last word.
  private func eligible(_ count: Int) -> Int {
    let blocks = UnsafeMutableBufferPointer(
      start: scratch.eligible, count: RowBlock.count(for: snapshot.groups.count))
    blocks.update(repeating: 0)
    var (block, bits): (Int, UInt64) = (0, 0)
    for place in 0..<count {
      let row = Int(scratch.rows[place])
      if row / RowBlock.rows != block {
        blocks[block] = bits
        (block, bits) = (row / RowBlock.rows, 0)
      }
      bits |= 1 << UInt64(row % RowBlock.rows)
    }
    blocks[block] = bits
    for part in plan.openChecks { part.exclude(from: blocks, snapshot, kernel) }
    return blocks.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  /// Puts the rows in order of deficit, those with equal ones as they stood.
  ///
  /// - Returns: For each deficit where its rows end.
  private func order(_ count: Int) -> UnsafeMutablePointer<UInt32> {
    let (rows, deficits, ordered, ends) = (scratch.rows, scratch.rowDeficits, scratch.ordered, scratch.ends)
    ends.update(repeating: 0, count: SearchScratch.deficitCount + 1)
    // Counted one place on, so that after the sums each entry says where its deficit begins, and after the rows are placed
    // where it ends.
    for place in 0..<count { ends[Int(deficits[place]) + 1] &+= 1 }
    for deficit in 1...SearchScratch.deficitCount { ends[deficit] &+= ends[deficit - 1] }
    for place in 0..<count {
      let deficit = Int(deficits[place])
      ordered[Int(ends[deficit])] = rows[place]
      ends[deficit] &+= 1
    }
    return ends
  }

  /// Scores the rows in order of deficit until none that is left can enter the list.
  ///
  /// Rows are taken some dozens at a time, each step for all of them before the next: what a step will read of one row is
  /// on its way while it works on others.
  private mutating func take(_ ends: UnsafeMutablePointer<UInt32>) {
    var deficit = 0
    var start = 0
    let count = Int(ends[SearchScratch.deficitCount - 1])
    while start < count {
      let end = min(start + SearchScratch.chunk, count)
      for place in start..<end {
        while ends[deficit] <= place { deficit += 1 }
        scratch.bounds[place - start] = plan.greatest - Int32(deficit) * plan.deficits.unit
      }
      if scratch.bounds[0] < threshold { return }
      score(compareSketches(scratch.ordered + start, end - start))
      start = end
    }
  }

  /// Keeps the rows of a chunk whose text may be like the need enough, each with what likeness gives at most.
  ///
  /// - Returns: How many rows there are in the scratch memory.
  private mutating func compareSketches(_ rows: UnsafePointer<UInt32>, _ count: Int) -> Int {
    let (kept, bounds) = (scratch.chunkRows, scratch.bounds)
    guard let (scale, likeness) = plan.likenesses.first else {
      for place in 0..<count {
        scorer.prefetch(Int(rows[place]))
        kept[place] = rows[place]
        bounds[place] = 0
      }
      return count
    }
    counts.sketches += count
    let (texts, products) = (scratch.texts, scratch.products)
    let (textOfRow, sketches) = (likeness.texts.ofRows.pointer, likeness.texts.sketches.pointer)
    for place in 0..<count {
      texts[place] = textOfRow[Int(rows[place])]
      kith_prefetch(sketches + Int(texts[place]) * Sketching.bytes)
    }
    kith_sketch_products(
      kernel.level, sketches, texts, count, likeness.sketch.components.pointer, likeness.sketch.sum, products)
    let rest = plan.greatestLikeness - scale.points(1)
    let unknown = scale.points(nil)
    let (slope, slack) = (likeness.sketch.slope, likeness.sketch.slack)
    var left = 0
    for place in 0..<count {
      let cosine = Double(products[place]) * slope + slack
      let likenessBound = max(unknown, scale.points(likeness.value(cosine))) + rest
      guard bounds[place] - plan.greatestLikeness + likenessBound >= threshold else { continue }
      scorer.prefetch(Int(rows[place]))
      kept[left] = rows[place]
      bounds[left] = likenessBound
      left += 1
    }
    return left
  }

  /// Scores the rows of a chunk in full, but for those that turn out on the way to be too poor for the list.
  private mutating func score(_ count: Int) {
    counts.scored += count
    for place in 0..<count { scorer.prefetchSessions(Int(scratch.chunkRows[place])) }
    let (rows, bounds, sums) = (scratch.chunkRows, scratch.bounds, scratch.products)
    let (threshold, words) = (threshold, plan.greatestWords)
    var left = 0
    for place in 0..<count {
      let points = scorer.points(of: Int(rows[place]))
      guard points >= 0, points + bounds[place] + words >= threshold else { continue }
      (rows[left], bounds[left], sums[left]) = (rows[place], bounds[place], points)
      left += 1
    }
    if !plan.excludedRows.isEmpty { left = withoutExcluded(left) }
    addWords(left)
    let likenesses = plan.likenesses
    if let likeness = likenesses.first?.likeness {
      for place in 0..<left {
        guard sums[place] + bounds[place] >= threshold else { continue }
        kith_prefetch_vector(likeness.texts.vectors.pointer + scorer.text(of: Int(rows[place])) * TextColumn.dimensions)
      }
    }
    for place in 0..<left where sums[place] + bounds[place] >= self.threshold {
      var points = sums[place]
      counts.products += 1
      for (scale, likeness) in likenesses { points += scale.points(likeness.value(of: Int(rows[place]), kernel)) }
      guard points >= self.threshold else { continue }
      let row = Int(rows[place])
      shortlist.insert(Candidate(row: row, score: Points(points), rank: snapshot.ids.ranks.pointer[row]))
      self.threshold = shortlist.threshold
    }
  }

  private func withoutExcluded(_ count: Int) -> Int {
    let (rows, bounds, sums) = (scratch.chunkRows, scratch.bounds, scratch.products)
    var left = 0
    for place in 0..<count where !plan.excludedRows.contains(Int(rows[place])) {
      (rows[left], bounds[left], sums[left]) = (rows[place], bounds[place], sums[place])
      left += 1
    }
    return left
  }

  /// Adds what shared words give to the sums of a chunk.
  private func addWords(_ count: Int) {
    let (rows, sums) = (scratch.chunkRows, scratch.products)
    for (scale, words) in plan.words {
      let index = words.texts.rareWords
      let starts = index.storage.documentStarts.pointer
      for place in 0..<count { kith_prefetch(starts + scorer.text(of: Int(rows[place]))) }
      for place in 0..<count {
        let words = index.storage.documentWords.pointer + Int(starts[scorer.text(of: Int(rows[place]))])
        kith_prefetch(words)
        kith_prefetch(words + 16)
      }
      for place in 0..<count {
        let sum = index.sum(of: words.query, in: scorer.text(of: Int(rows[place])))
        sums[place] += scale.points(index.score(ofSum: sum))
      }
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
