import MatchingKernels
import TextUnderstanding

/// The blocks that one member has to look at, and the look-ups that bound their rows.
struct BlockBounds {
  /// How many blocks are listed in the scratch memory.
  private(set) var blockCount = 0
  private var lookups: [Lookup] = []
  private var travels: [Travel] = []

  /// A byte column with a table of deficits.
  private struct Lookup {
    let codes: UnsafePointer<UInt8>
    let count: Int32
    let table: [UInt8]
  }

  /// Rows whose deficit is that of their block's distance.
  private struct Travel {
    /// 255 for the classes of attendance for which somebody has to travel.
    let mask: [UInt8]
    /// By block listed.
    var deficits: [UInt8] = []
  }

  init(_ plan: CompiledPlan, _ snapshot: Snapshot, unit: Int32, _ scratch: SearchScratch) {
    for points in plan.columns {
      lookups.append(
        Lookup(
          codes: points.column.classes.pointer, count: Int32(points.column.classCount),
          table: points.classes.map { points.deficit($0, unit: unit) }))
    }
    if let schedule = plan.schedule { lookups.append(Self.lookup(schedule, unit)) }
    let reaches = plan.reaches.map { BlockReach($0) }
    let filters = Self.filters(plan.columns)
    let curves = plan.travels.map { ($0, PlaceCap([$0.table.here])) }
    var masks = plan.travels.map { Travel(mask: Self.mask($0.table.fixed.map { $0 == nil })) }
    var limits = plan.reaches.map { Travel(mask: Self.mask($0.fixed.map { $0 == nil })) }
    let attendance = snapshot.places.attendance.codes.classesOfBlocks?.pointer
    let caps = snapshot.places.caps.pointer
    for block in 0..<RowBlock.count(for: snapshot.groups.count) {
      guard filters.allSatisfy({ $0.occurring[block] & $0.allowed != 0 }) else { continue }
      let cap = caps[block]
      let isBeyond = reaches.map { $0.isBeyond(cap) }
      // Nobody of the block can be reached: nobody is to be looked at.
      if let attendance, zip(reaches, isBeyond).contains(where: { $1 && attendance[block] & ~$0.travelling == 0 }) {
        continue
      }
      scratch.blocks[blockCount] = UInt32(block)
      blockCount += 1
      for (place, isBeyond) in isBeyond.enumerated() {
        limits[place].deficits.append(isBeyond ? UInt8(KITH_EXCLUDED) : 0)
      }
      for (place, (travel, here)) in curves.enumerated() {
        // A straight line is shorter than the way along the ground: the bound only gets wider.
        let kilometers = cap.radius < 0 ? 0 : Double(cap.leastChord(from: here)) / 1000
        let deficit = (travel.greatest - travel.points(at: kilometers)) / unit
        masks[place].deficits.append(UInt8(min(deficit, Int32(KITH_EXCLUDED) - 1)))
      }
    }
    travels = Self.merged(masks + limits)
  }

  /// Look-ups for the same rows become one: the deficits of the first that has the mask, and exclusion where one excludes.
  private static func merged(_ travels: [Travel]) -> [Travel] {
    travels.reduce(into: []) { merged, travel in
      guard let place = merged.firstIndex(where: { $0.mask == travel.mask }) else { return merged.append(travel) }
      for block in travel.deficits.indices {
        let sum = Int(merged[place].deficits[block]) + Int(travel.deficits[block])
        merged[place].deficits[block] = UInt8(min(sum, Int(KITH_EXCLUDED)))
      }
    }
  }

  private static func lookup(_ schedule: SchedulePoints, _ unit: Int32) -> Lookup {
    let column = schedule.schedule.column.classes
    var table = schedule.byClass.map { points -> UInt8 in
      points < 0 ? UInt8(KITH_EXCLUDED) : UInt8(min((schedule.greatest - points) / unit, Int32(KITH_EXCLUDED) - 1))
    }
    table += [UInt8](repeating: 0, count: CodeClassing.most - table.count)
    return Lookup(codes: column.classes.pointer, count: Int32(column.classCount), table: table)
  }

  private static func mask(_ isTravelling: [Bool]) -> [UInt8] {
    isTravelling.map { $0 ? UInt8.max : 0 } + [UInt8](repeating: 0, count: CodeClassing.most - isTravelling.count)
  }

  /// Which classes pass a column, for those that exclude some and know what occurs in each block.
  private static func filters(
    _ columns: [ColumnPoints]
  ) -> [(occurring: UnsafePointer<UInt64>, allowed: UInt64)] {
    columns.compactMap { points in
      guard let occurring = points.column.classesOfBlocks else { return nil }
      let codes = 0..<points.column.classCount
      let allowed = codes.reduce(UInt64(0)) { points.classes[$1] < 0 ? $0 : $0 | 1 << UInt64($1) }
      return allowed.nonzeroBitCount == codes.count ? nil : (occurring.pointer, allowed)
    }
  }

  /// Writes the deficits of all rows of the blocks listed.
  func addDeficits(_ kernel: Kernel, _ scratch: SearchScratch, attendance: UnsafePointer<UInt8>) {
    // The tables stay where they are while the kernel runs.
    let tables = lookups.flatMap(\.table)
    let masks = travels.flatMap(\.mask)
    let deficits = travels.flatMap(\.deficits)
    tables.withUnsafeBufferPointer { tables in
      masks.withUnsafeBufferPointer { masks in
        deficits.withUnsafeBufferPointer { deficits in
          let plain = lookups.enumerated().map { place, lookup in
            kith_lookup(
              codes: lookup.codes, table: tables.baseAddress.map { $0 + place * CodeClassing.most },
              code_count: lookup.count)
          }
          let ofBlocks = travels.indices.map { place in
            kith_block_lookup(
              mask: kith_lookup(
                codes: attendance, table: masks.baseAddress.map { $0 + place * CodeClassing.most }, code_count: 16),
              deficits: deficits.baseAddress.map { $0 + place * blockCount })
          }
          kith_add_deficits(
            kernel.level, scratch.blocks.baseAddress, blockCount, plain, plain.count, ofBlocks, ofBlocks.count,
            scratch.deficits)
        }
      }
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
