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
  /// How many points one step of a deficit stands for.
  private let unit: Int32
  private var shortlist: Shortlist

  /// - Complexity: O(rows / 64) at least, O(rows) at most, with a small factor.
  static func ranked(
    _ plan: CompiledPlan, over snapshot: Snapshot, limit: Int, kernel: Kernel, scratch: SearchScratch
  ) -> [Candidate] {
    var search = Search(plan, snapshot, limit: limit, kernel, scratch)
    search.run()
    return search.shortlist.ranked
  }

  private init(
    _ plan: CompiledPlan, _ snapshot: Snapshot, limit: Int, _ kernel: Kernel, _ scratch: SearchScratch
  ) {
    self.plan = plan
    self.snapshot = snapshot
    self.kernel = kernel
    self.scratch = scratch
    // So coarse that deficits of rows which are not excluded never add up to 255.
    unit = plan.greatest / (Int32(KITH_EXCLUDED) - 2) + 1
    shortlist = Shortlist(limit: limit)
  }

  private mutating func run() {
    let bounds = BlockBounds(plan, snapshot, unit: unit, scratch)
    guard bounds.blockCount > 0, shortlist.threshold < .max else { return }
    bounds.addDeficits(kernel, scratch, attendance: snapshot.places.attendance.codes.classes.pointer)
    var count = kith_collect(
      kernel.level, scratch.blocks.baseAddress, bounds.blockCount, scratch.deficits, UInt8(KITH_EXCLUDED) - 1,
      scratch.rows, scratch.rowDeficits)
    // The last block is padded.
    while count > 0, Int(scratch.rows[count - 1]) >= snapshot.groups.count { count -= 1 }
    refine(&count)
    let ends = order(count)
    var start = 0
    for deficit in 0..<ends.count where ends[deficit] > start {
      let bound = plan.greatest - Int32(deficit) * unit
      if bound < shortlist.threshold { return }
      take(start..<ends[deficit], bound: bound)
      start = ends[deficit]
    }
  }

  /// Sharpens the deficits of the rows left by the columns whose code is wider than a byte.
  private func refine(_ count: inout Int) {
    guard !plan.wideColumns.isEmpty else { return }
    let columns = plan.wideColumns.compactMap { points in points.column.wide.map { WideDeficits(points, $0, unit) } }
    var kept = 0
    for place in 0..<count {
      let row = Int(scratch.rows[place])
      var deficit = Int(scratch.rowDeficits[place])
      for column in columns { deficit += column.change(at: row) }
      scratch.rows[kept] = UInt32(row)
      scratch.rowDeficits[kept] = UInt8(min(deficit, Int(KITH_EXCLUDED)))
      kept += deficit < Int(KITH_EXCLUDED) ? 1 : 0
    }
    count = kept
  }

  /// Puts the rows in order of deficit, those with equal ones as they stood.
  ///
  /// - Returns: For each deficit where its rows end.
  private func order(_ count: Int) -> [Int] {
    var ends = [Int](repeating: 0, count: Int(KITH_EXCLUDED))
    for place in 0..<count { ends[Int(scratch.rowDeficits[place])] += 1 }
    var starts = ends
    var total = 0
    for deficit in ends.indices {
      starts[deficit] = total
      total += ends[deficit]
      ends[deficit] = total
    }
    for place in 0..<count {
      let deficit = Int(scratch.rowDeficits[place])
      scratch.ordered[starts[deficit]] = scratch.rows[place]
      starts[deficit] += 1
    }
    return ends
  }

  /// Scores the rows of one deficit that can still enter the list.
  private mutating func take(_ range: Range<Int>, bound: Int32) {
    guard let (feature, likeness) = plan.likenesses.first, let texts = snapshot.texts else {
      for place in range { score(Int(scratch.ordered[place]), likenessBound: plan.greatestLikeness) }
      return
    }
    for place in range { scratch.texts[place] = texts.ofRows.pointer[Int(scratch.ordered[place])] }
    likeness.sketch.components.withUnsafeBufferPointer { query in
      kith_sketch_products(
        kernel.level, texts.sketches.pointer, scratch.texts + range.lowerBound, range.count, query.baseAddress,
        likeness.sketch.sum, scratch.products + range.lowerBound)
    }
    let rest = plan.greatestLikeness - feature.points(1).count
    let unknown = feature.points(nil).count
    for place in range {
      let cosine = Double(scratch.products[place]) * likeness.sketch.slope + likeness.sketch.slack
      let likenessBound = max(unknown, feature.points(likeness.value(cosine)).count) + rest
      if bound - plan.greatestLikeness + likenessBound < shortlist.threshold { continue }
      score(Int(scratch.ordered[place]), likenessBound: likenessBound)
    }
  }

  /// Scores a row in full unless it turns out on the way that it cannot enter the list.
  private mutating func score(_ row: Int, likenessBound: Int32) {
    guard var points = pointsOfFacts(row), points + likenessBound + plan.greatestWords >= shortlist.threshold else { return }
    for (feature, words) in plan.words { points += feature.points(words.value(of: row)).count }
    guard points + likenessBound >= shortlist.threshold else { return }
    for (feature, likeness) in plan.likenesses { points += feature.points(value(of: row, likeness)).count }
    guard points >= shortlist.threshold else { return }
    shortlist.insert(Candidate(row: row, score: Points(points), rank: snapshot.ids.ranks.pointer[row]))
  }

  private func value(of row: Int, _ likeness: TextLikeness) -> Double? {
    let texts = likeness.texts
    let text = Int(texts.ofRows.pointer[row])
    guard texts.recognized.pointer[text] != 0 else { return nil }
    let product = likeness.need.withUnsafeBufferPointer { need -> Int32 in
      guard let need = need.baseAddress else { return 0 }
      return kernel.product(need, texts.vectors.pointer + text * TextColumn.dimensions)
    }
    return likeness.value(TextLikeness.cosine(product))
  }

  /// What all but texts give a row; `nil` where something excludes it.
  private func pointsOfFacts(_ row: Int) -> Int32? {
    let bytes = snapshot.rows.pointer + row * snapshot.rowStride
    var points: Int32 = 0
    plan.narrowPoints.withUnsafeBufferPointer { table in
      for (index, place) in plan.narrowPlaces.enumerated() { points &+= table[index * 256 + Int(bytes[place])] }
    }
    for column in plan.wideColumns { points &+= column.wide[column.column[row]] }
    guard points >= 0 else { return nil }
    if let schedule = plan.schedule {
      points &+= schedule.points(of: row)
      guard points >= 0 else { return nil }
    }
    let attendance = snapshot.places.attendance.codes[row]
    for reach in plan.reaches where reach.fixed[attendance] == nil {
      guard reach.isWithin(snapshot.places.points.pointer[row]) else { return nil }
    }
    for travel in plan.travels where travel.table.fixed[attendance] == nil {
      points &+= travel.points(at: travel.table.here.kilometers(to: snapshot.places.points.pointer[row]))
    }
    guard plan.excludedRows.isEmpty || !plan.excludedRows.contains(row) else { return nil }
    return points
  }
}

/// The deficits of a column whose code is wider than a byte.
private struct WideDeficits {
  let codes: UnsafePointer<UInt32>
  let classes: UnsafePointer<UInt8>
  let byCode: [UInt8]
  let byClass: [UInt8]

  init(_ points: ColumnPoints, _ wide: StoredArray<UInt32>, _ unit: Int32) {
    codes = wide.pointer
    classes = points.column.classes.pointer
    byCode = points.wide.map { points.deficit($0, unit: unit) }
    byClass = points.classes.map { points.deficit($0, unit: unit) }
  }

  /// How much more a row's code falls short than its class does; so much that it is excluded where the code is.
  @inline(__always)
  func change(at row: Int) -> Int {
    let ofCode = Int(byCode[Int(codes[row])])
    return ofCode == Int(KITH_EXCLUDED) ? ofCode : ofCode - Int(byClass[Int(classes[row])])
  }
}
