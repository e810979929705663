import MatchingKernels
import TextUnderstanding

/// Scores some dozens of rows side by side, each step for all of them before the next: what a step will read of one row is
/// on its way while it works on others.
///
/// It points into a plan and a snapshot, and is used while both live.
struct ChunkScorer {
  private let scorer: RowScorer
  private let kernel: Kernel
  private let scratch: SearchScratch
  private let excludedRows: Set<Int>
  private let likenesses: [Likeness]
  private let words: [Words]
  /// What the texts give at most.
  private let greatestLikeness: Int32
  private let greatestWords: Int32
  /// How much was looked at; the search adds what it looked at itself.
  var counts = SearchCounts()

  private struct Likeness {
    let scale: PointScale
    let curve: LikenessCurve
    let need: UnsafePointer<Int16>
    let vectors: UnsafePointer<Int16>
    let recognized: UnsafePointer<UInt8>
    let textOfRow: UnsafePointer<UInt32>
    let sketches: UnsafePointer<UInt8>
    let query: UnsafePointer<Int8>
    let querySum: Int32
    let slope: Double
    let slack: Double

    init(_ scale: PointScale, _ likeness: TextLikeness) {
      (self.scale, curve, need) = (scale, likeness.curve, likeness.need.pointer)
      let texts = likeness.texts
      (vectors, recognized) = (texts.vectors.pointer, texts.recognized.pointer)
      (textOfRow, sketches) = (texts.ofRows.pointer, texts.sketches.pointer)
      let sketch = likeness.sketch
      (query, querySum, slope, slack) = (sketch.components.pointer, sketch.sum, sketch.slope, sketch.slack)
    }
  }

  private struct Words {
    let scale: PointScale
    let index: RareWordIndex
    let query: RareWordQuery
    let starts: UnsafePointer<UInt32>
    let listed: UnsafePointer<UInt32>

    init(_ scale: PointScale, _ words: SharedWords) {
      (self.scale, index, query) = (scale, words.texts.rareWords, words.query)
      (starts, listed) = (index.storage.documentStarts.pointer, index.storage.documentWords.pointer)
    }

    /// What the words of a text give.
    func points(of text: Int) -> Int32 { scale.points(index.score(ofSum: index.sum(of: query, in: text))) }

    /// Asks for the first words of a text.
    @inline(__always)
    func prefetch(_ text: Int) {
      let words = listed + Int(starts[text])
      kith_prefetch(words)
      kith_prefetch(words + 16)
    }
  }

  init(_ plan: CompiledPlan, _ snapshot: Snapshot, _ kernel: Kernel, _ scratch: SearchScratch) {
    scorer = RowScorer(plan, snapshot)
    self.kernel = kernel
    self.scratch = scratch
    excludedRows = plan.excludedRows
    likenesses = plan.likenesses.map { Likeness($0.scale, $0.likeness) }
    words = plan.words.map { Words($0.scale, $0.words) }
    (greatestLikeness, greatestWords) = (plan.greatestLikeness, plan.greatestWords)
  }

  /// Scores rows in full, but for those that turn out on the way to be too poor for a list: first what bounds the likeness
  /// of their texts, then their facts, then the likeness, and last shared words, which give least.
  ///
  /// - Parameters:
  ///   - rows: At most ``SearchScratch/chunk`` of them; in `scratch.bounds` stands what their scores do not pass.
  ///   - threshold: The points below which a row is too poor.
  ///   - take: Takes a row that is not, and its points; says what the threshold is from then on.
  mutating func score(
    _ rows: UnsafePointer<UInt32>, _ count: Int, threshold: Int32, take: (Int, Int32) -> Int32
  ) {
    let alike = keepAlike(rows, count, threshold)
    counts.scored += alike
    let left = addLikenesses(keepGood(alike, threshold), threshold)
    var threshold = threshold
    let (rows, sums) = (scratch.chunkRows, scratch.products)
    for place in 0..<left where sums[place] + greatestWords >= threshold {
      let row = Int(rows[place])
      var points = sums[place]
      for words in words { points += words.points(of: scorer.text(of: row)) }
      guard points >= threshold else { continue }
      threshold = take(row, points)
    }
  }

  /// Keeps the rows whose text may be like the need enough, each with what likeness gives at most.
  ///
  /// - Returns: How many rows there are in the scratch memory.
  private mutating func keepAlike(_ rows: UnsafePointer<UInt32>, _ count: Int, _ threshold: Int32) -> Int {
    let (kept, bounds) = (scratch.chunkRows, scratch.bounds)
    guard let likeness = likenesses.first else {
      for place in 0..<count {
        scorer.prefetch(Int(rows[place]))
        kept[place] = rows[place]
        bounds[place] = 0
      }
      return count
    }
    counts.sketches += count
    let (texts, products) = (scratch.texts, scratch.products)
    for place in 0..<count {
      texts[place] = likeness.textOfRow[Int(rows[place])]
      kith_prefetch(likeness.sketches + Int(texts[place]) * Sketching.bytes)
    }
    kith_sketch_products(
      kernel.level, likeness.sketches, texts, count, likeness.query, likeness.querySum, products)
    let rest = greatestLikeness - likeness.scale.points(1)
    let unknown = likeness.scale.points(nil)
    var left = 0
    for place in 0..<count {
      let cosine = Double(products[place]) * likeness.slope + likeness.slack
      let bound = max(unknown, likeness.scale.points(likeness.curve.value(ofCosine: cosine))) + rest
      guard bounds[place] - greatestLikeness + bound >= threshold else { continue }
      scorer.prefetch(Int(rows[place]))
      kept[left] = rows[place]
      bounds[left] = bound
      left += 1
    }
    return left
  }

  /// Keeps the rows whose facts are good enough, each with what these give.
  ///
  /// - Returns: How many rows there are in the scratch memory.
  private func keepGood(_ count: Int, _ threshold: Int32) -> Int {
    let (rows, bounds, sums) = (scratch.chunkRows, scratch.bounds, scratch.products)
    for place in 0..<count { scorer.prefetchDetails(Int(rows[place])) }
    var left = 0
    for place in 0..<count {
      let row = Int(rows[place])
      let points = scorer.points(of: row)
      guard points >= 0, points + bounds[place] + greatestWords >= threshold else { continue }
      guard excludedRows.isEmpty || !excludedRows.contains(row) else { continue }
      (rows[left], bounds[left], sums[left]) = (rows[place], bounds[place], points)
      left += 1
      let text = scorer.text(of: row)
      for likeness in likenesses { kith_prefetch_vector(likeness.vectors + text * TextColumn.dimensions) }
      for words in words { kith_prefetch(words.starts + text) }
    }
    return left
  }

  /// Adds what the likeness of their texts gives, and keeps the rows that are still good enough.
  ///
  /// - Returns: How many rows there are in the scratch memory.
  private mutating func addLikenesses(_ count: Int, _ threshold: Int32) -> Int {
    guard !likenesses.isEmpty else { return count }
    counts.products += count
    let (rows, sums) = (scratch.chunkRows, scratch.products)
    var left = 0
    for place in 0..<count {
      let text = scorer.text(of: Int(rows[place]))
      var points = sums[place]
      for likeness in likenesses { points += self.points(of: text, likeness) }
      guard points + greatestWords >= threshold else { continue }
      (rows[left], sums[left]) = (rows[place], points)
      left += 1
      for words in words { words.prefetch(text) }
    }
    return left
  }

  /// What the likeness of a text gives.
  @inline(__always)
  private func points(of text: Int, _ likeness: Likeness) -> Int32 {
    guard likeness.recognized[text] != 0 else { return likeness.scale.points(nil) }
    let product = kernel.product(likeness.need, likeness.vectors + text * TextColumn.dimensions)
    return likeness.scale.points(likeness.curve.value(ofCosine: TextLikeness.cosine(product)))
  }
}
