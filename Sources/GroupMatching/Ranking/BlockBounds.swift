import MatchingKernels
import TextUnderstanding

/// The blocks that one member has to look at, and how far each of their rows falls short of the best there could be.
///
/// Blocks and deficits stand in the scratch memory.
struct BlockBounds {
  /// How many blocks are listed.
  private(set) var blockCount: Int
  private let plan: CompiledPlan
  private let snapshot: Snapshot
  private let kernel: Kernel
  private let scratch: SearchScratch

  /// Lists the blocks in which some row may be suggested, and works out which of their rows no class excludes.
  init(_ plan: CompiledPlan, _ snapshot: Snapshot, _ kernel: Kernel, _ scratch: SearchScratch) {
    (self.plan, self.snapshot, self.kernel, self.scratch) = (plan, snapshot, kernel, scratch)
    blockCount = Self.listBlocks(plan, snapshot, kernel, scratch)
    guard blockCount > 0 else { return }
    scratch.deficits.update(repeating: 0, count: blockCount * RowBlock.rows)
    add(plan.deficits.excluding, plan.deficits.distances)
    if let (first, second) = plan.deficits.sessions {
      let choice = kith_choice(one: first.kernelLookup, other: second.kernelLookup)
      kith_add_choice(kernel.level, scratch.blocks, blockCount, choice, scratch.deficits)
    }
    excludePadding()
    blockCount = kith_drop_excluded(kernel.level, scratch.blocks, scratch.deficits, blockCount, scratch.left)
  }

  /// The rows that no class excludes.
  var left: RowBits { RowBits(blocks: scratch.blocks, words: scratch.left, count: blockCount) }

  /// Adds what the columns say that exclude nobody.
  func addRanking() { add(plan.deficits.ranking, []) }

  /// Lists the rows whose deficit lies in a range, with their deficits, after some that are listed already.
  ///
  /// - Returns: How many rows were added.
  func collect(_ deficits: ClosedRange<UInt8>, after place: Int) -> Int {
    var count = kith_collect(
      kernel.level, scratch.blocks, blockCount, scratch.deficits, deficits.lowerBound, deficits.upperBound,
      scratch.rows + place, scratch.rowDeficits + place)
    for wide in plan.deficits.wide {
      count = kith_refine(
        kernel.level, scratch.rows + place, scratch.rowDeficits + place, count, wide.codes.pointer, wide.table.pointer)
    }
    return count
  }

  /// Lists the blocks in which some row may be suggested, in the scratch memory.
  ///
  /// - Returns: How many there are.
  private static func listBlocks(
    _ plan: CompiledPlan, _ snapshot: Snapshot, _ kernel: Kernel, _ scratch: SearchScratch
  ) -> Int {
    let tests = plan.columns.compactMap { points in
      points.column.classesOfBlocks.flatMap { occurring in
        points.allowedClasses.map { kith_class_test(occurring: occurring.pointer, allowed: $0) }
      }
    }
    let blocks = scratch.blocks
    var count = kith_list_blocks(
      kernel.level, tests, tests.count, RowBlock.count(for: snapshot.groups.count), blocks)
    let ways = snapshot.places.attendance.codes.classesOfBlocks?.pointer
    let caps = snapshot.places.caps.pointer
    for reach in plan.reaches.map(BlockReach.init) {
      var kept = 0
      for place in 0..<count {
        let block = Int(blocks[place])
        // Nobody who meets elsewhere, and no place within reach: nobody is to be looked at.
        let isOpen = ways.map { $0[block] & ~reach.travelling != 0 } ?? true
        blocks[kept] = UInt32(block)
        kept += isOpen || !reach.isBeyond(caps[block]) ? 1 : 0
      }
      count = kept
    }
    return count
  }

  /// Adds the deficits of look-ups and of distances to those of all rows of the blocks listed.
  private func add(_ lookups: [PlanDeficits.Lookup], _ distances: [DistanceDeficits]) {
    let attendance = snapshot.places.attendance.codes
    let ofBlocks = distances.map { $0.ofBlocks(scratch.blocks, blockCount, snapshot.places.caps.pointer) }
    let blockLookups = zip(distances, ofBlocks).map { distance, deficits in
      kith_block_lookup(mask: attendance.lookup(in: distance.mask.pointer), deficits: deficits.pointer)
    }
    // The deficits stay where they are while the kernel runs.
    withExtendedLifetime(ofBlocks) {
      kith_add_deficits(
        kernel.level, scratch.blocks, blockCount, lookups.map(\.kernelLookup), lookups.count, blockLookups,
        blockLookups.count, scratch.deficits)
    }
  }

  /// Excludes the rows by which the last block is filled up.
  private func excludePadding() {
    let used = snapshot.groups.count % RowBlock.rows
    let last = blockCount - 1
    guard used > 0, Int(scratch.blocks[last]) == snapshot.groups.count / RowBlock.rows else { return }
    (scratch.deficits + last * RowBlock.rows + used).update(
      repeating: UInt8(KITH_EXCLUDED), count: RowBlock.rows - used)
  }
}

/// Whether whole blocks lie beyond a member's reach, or within.
struct BlockReach {
  private let here: PlaceCap
  /// The longest straight line within the limit, in metres.
  private let limit: Float
  /// The classes of attendance for which somebody has to travel, a bit each.
  let travelling: UInt64

  init(_ reach: TravelReach) {
    here = PlaceCap([reach.here])
    limit = Float(Double(reach.limitChord).squareRoot() / EarthPoint.unitsPerKilometer * 1000)
    travelling = reach.fixed.enumerated().reduce(UInt64(0)) { bits, fixed in
      fixed.element == nil && fixed.offset < 64 ? bits | 1 << UInt64(fixed.offset) : bits
    }
  }

  /// Whether no place of a block is within the limit. True as well where the block has no place.
  @inline(__always)
  func isBeyond(_ cap: PlaceCap) -> Bool {
    let most = limit + 1 + cap.radius + here.radius
    return cap.radius < 0 || cap.squaredDistance(from: here) > most * most
  }

  /// Whether every place of a block is within the limit.
  @inline(__always)
  func isWithin(_ cap: PlaceCap) -> Bool { cap.radius < 0 || cap.greatestChord(from: here) < limit - 1 }
}
