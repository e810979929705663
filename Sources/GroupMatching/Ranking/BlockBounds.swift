import MatchingKernels
import TextUnderstanding

/// The blocks that one member has to look at, and the look-ups that bound their rows.
struct BlockBounds {
  /// How many blocks are listed in the scratch memory.
  private let blockCount: Int
  private let lookups: [PlanDeficits.Lookup]
  private var travels: [Travel] = []
  private let attendance: CodeColumn

  /// Rows whose deficit is that of their block's distance.
  private struct Travel {
    /// 255 for the classes of attendance for which somebody has to travel.
    let mask: [UInt8]
    /// By block listed.
    var deficits: [UInt8]
  }

  /// - Parameter blockCount: How many blocks ``listBlocks(_:_:_:)`` has listed.
  init(_ plan: CompiledPlan, _ snapshot: Snapshot, _ blockCount: Int, _ scratch: SearchScratch) {
    self.blockCount = blockCount
    attendance = snapshot.places.attendance.codes
    lookups = plan.deficits.lookups
    let unit = plan.deficits.unit
    let caps = snapshot.places.caps.pointer
    for travel in plan.travels {
      let here = PlaceCap([travel.table.here])
      add(travel.table.fixed.map { $0 == nil }) { place in
        let cap = caps[Int(scratch.blocks[place])]
        // A straight line is shorter than the way along the ground: the bound only gets wider.
        let kilometers = cap.radius < 0 ? 0 : Double(cap.leastChord(from: here)) / 1000
        return min((travel.greatest - travel.points(at: kilometers)) / unit, Int32(KITH_EXCLUDED) - 1)
      }
    }
    for reach in plan.reaches {
      let ofBlocks = BlockReach(reach)
      add(reach.fixed.map { $0 == nil }) { place in
        ofBlocks.isBeyond(caps[Int(scratch.blocks[place])]) ? Int32(KITH_EXCLUDED) : 0
      }
    }
  }

  /// Lists the blocks in which some row may be suggested, in the scratch memory.
  ///
  /// - Returns: How many there are.
  static func listBlocks(_ plan: CompiledPlan, _ snapshot: Snapshot, _ scratch: SearchScratch) -> Int {
    var count = RowBlock.count(for: snapshot.groups.count)
    let blocks = scratch.blocks
    for block in 0..<count { blocks[block] = UInt32(block) }
    func keep(where holds: (Int) -> Bool) {
      var kept = 0
      for place in 0..<count {
        let block = blocks[place]
        blocks[kept] = block
        kept += holds(Int(block)) ? 1 : 0
      }
      count = kept
    }
    for points in plan.columns {
      guard let occurring = points.column.classesOfBlocks?.pointer, let allowed = points.allowedClasses else {
        continue
      }
      keep { occurring[$0] & allowed != 0 }
    }
    guard let ways = snapshot.places.attendance.codes.classesOfBlocks?.pointer else { return count }
    let caps = snapshot.places.caps.pointer
    for reach in plan.reaches.map(BlockReach.init) {
      // Nobody who meets elsewhere, and no place within reach: nobody is to be looked at.
      keep { ways[$0] & ~reach.travelling != 0 || !reach.isBeyond(caps[$0]) }
    }
    return count
  }

  /// Adds a deficit for the rows of the blocks listed for which somebody has to travel; to that of a look-up for the same
  /// rows, where there is one.
  private mutating func add(_ isTravelling: [Bool], _ deficit: (Int) -> Int32) {
    let mask =
      isTravelling.map { $0 ? UInt8.max : 0 }
      + [UInt8](repeating: 0, count: CodeClassing.most - isTravelling.count)
    let deficits = (0..<blockCount).map { UInt8(deficit($0)) }
    guard let same = travels.firstIndex(where: { $0.mask == mask }) else {
      return travels.append(Travel(mask: mask, deficits: deficits))
    }
    for place in 0..<blockCount {
      let sum = Int(travels[same].deficits[place]) + Int(deficits[place])
      travels[same].deficits[place] = UInt8(min(sum, Int(KITH_EXCLUDED)))
    }
  }

  /// Writes the deficits of all rows of the blocks listed.
  func addDeficits(_ kernel: Kernel, _ scratch: SearchScratch) {
    // The tables stay where they are while the kernel runs.
    let masks = StoredArray(travels.flatMap(\.mask))
    let deficits = StoredArray(travels.flatMap(\.deficits))
    let plain = lookups.map { lookup in
      kith_lookup(
        codes: lookup.column.classes.pointer, table: lookup.table.pointer,
        code_count: Int32(lookup.column.classCount))
    }
    let ofBlocks = travels.indices.map { place in
      kith_block_lookup(
        mask: kith_lookup(
          codes: attendance.classes.pointer,
          table: masks.pointer + place * CodeClassing.most,
          code_count: Int32(attendance.classCount)),
        deficits: deficits.pointer + place * blockCount)
    }
    withExtendedLifetime((masks, deficits)) {
      kith_add_deficits(
        kernel.level, scratch.blocks, blockCount, plain, plain.count, ofBlocks, ofBlocks.count, scratch.deficits)
    }
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
  func isBeyond(_ cap: PlaceCap) -> Bool { cap.radius < 0 || cap.leastChord(from: here) > limit + 1 }

  /// Whether every place of a block is within the limit.
  @inline(__always)
  func isWithin(_ cap: PlaceCap) -> Bool { cap.radius < 0 || cap.greatestChord(from: here) < limit - 1 }
}
