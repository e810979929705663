import MatchingKernels
import TextUnderstanding

/// How far each class and code of a member's columns falls short of the best, in bytes of one unit.
///
/// The unit is so coarse that the deficits of a row that is not excluded never add up to 255. A finer one, with a second
/// pass over the rows that it does not reach, was tried: it spares one row in twenty and costs as much as it saves.
struct PlanDeficits: Sendable {
  /// How many points one step stands for.
  let unit: Int32
  /// One a column with a table of 256 bytes some of which exclude.
  let excluding: [Lookup]
  /// One a column with a table of 256 bytes none of which excludes and some of which fall short.
  let ranking: [Lookup]
  /// What the first and the second session say; the lesser counts.
  let sessions: (first: Lookup, second: Lookup)?
  /// What the codes of wide columns add to the deficits of their classes.
  let wide: [Wide]
  /// What distances say, by block.
  let distances: [DistanceDeficits]

  struct Lookup: Sendable {
    let column: CodeColumn
    let table: StoredArray<UInt8>
  }

  struct Wide: Sendable {
    let codes: StoredArray<UInt32>
    /// By code, and three bytes that the kernel may read along.
    let table: StoredArray<UInt8>
  }

  /// - Parameter greatest: What no row's score passes.
  init(
    _ columns: [ColumnPoints], _ nearnesses: [NearnessPoints], _ travels: [TravelPoints], _ reaches: [TravelReach],
    _ schedule: SchedulePoints?, greatest: Int32, kernel: Kernel
  ) {
    unit = greatest / (Int32(KITH_EXCLUDED) - 2) + 1
    let steps = DeficitSteps(unit: unit, kernel: kernel)
    var (excluding, ranking): ([Lookup], [Lookup]) = ([], [])
    for column in columns {
      let table = steps.table(of: column.classes, from: column.greatest)
      let lookup = Lookup(column: column.column, table: table)
      let used = table.prefix(column.column.classCount)
      if used.contains(UInt8(KITH_EXCLUDED)) {
        excluding.append(lookup)
      } else if used.contains(where: { $0 > 0 }) {
        ranking.append(lookup)
      }
    }
    sessions = schedule.map { points in
      let column = points.schedule.column
      return (
        Lookup(column: column.firsts, table: steps.table(of: points.byFirst, from: points.greatest)),
        Lookup(column: column.seconds, table: steps.table(of: points.bySecond, from: points.greatest))
      )
    }
    distances = DistanceDeficits.all(travels, reaches, unit: unit)
    var wide: [Wide] = columns.compactMap { column in
      // Neighbours are so much alike that their class says nearly all.
      guard let codes = column.column.wide, column.column.classing == .frequentAlone else { return nil }
      return Wide(codes: codes, table: steps.differences(of: column))
    }
    for points in nearnesses {
      let column = points.nearness.column
      let deficits = ClassDeficits(points.deficits(unit: unit, kernel), column)
      ranking.append(Lookup(column: column, table: deficits.table))
      if let codes = column.wide { wide.append(Wide(codes: codes, table: deficits.differences)) }
    }
    self.wide = wide
    (self.excluding, self.ranking) = (excluding, ranking)
  }
}

/// Deficits by code, of a column the last of whose classes is shared by all codes from it on.
private struct ClassDeficits {
  private static let last = CodeClassing.most - 1
  private let ofCodes: [UInt8]
  private let column: CodeColumn
  /// The least of those that share a class.
  private let ofRest: UInt8

  init(_ ofCodes: [UInt8], _ column: CodeColumn) {
    self.ofCodes = ofCodes
    self.column = column
    var least = UInt8.max
    ofCodes.withUnsafeBufferPointer { codes in
      for code in min(Self.last, column.count)..<column.count { least = min(least, codes[code]) }
    }
    ofRest = least
  }

  /// The least deficit of each class.
  var table: StoredArray<UInt8> {
    var table = CodeClassing.table(ofCodes)
    if column.wide != nil { table[Self.last] = ofRest }
    return StoredArray(table)
  }

  /// How much more each code falls short than its class; and three bytes that the kernel may read along.
  var differences: StoredArray<UInt8> {
    StoredArray(
      [UInt8](unsafeUninitializedCapacity: column.count + 3) { table, count in
        ofCodes.withUnsafeBufferPointer { codes in
          for code in 0..<Self.last { table[code] = 0 }
          for code in Self.last..<column.count { table[code] = codes[code] &- ofRest }
        }
        for code in column.count..<column.count + 3 { table[code] = 0 }
        count = column.count + 3
      })
  }
}

extension PlanDeficits.Lookup {
  /// As the kernels take it; valid while this value lives.
  var kernelLookup: kith_lookup { column.lookup(in: table.pointer) }
}

/// Turns points into deficits.
private struct DeficitSteps {
  private let level: Int32
  /// 2³² over the unit, rounded down: a product with it is never more than the quotient, so that bounds stay bounds.
  private let reciprocal: UInt64

  init(unit: Int32, kernel: Kernel) {
    level = kernel.level
    reciprocal = (1 << 32) / UInt64(unit)
  }

  /// 256 bytes for as many points; what there is no class for is 0.
  func table(of points: [Int32], from greatest: Int32) -> StoredArray<UInt8> {
    var table = [UInt8](repeating: 0, count: CodeClassing.most)
    kith_deficits(level, points, points.count, greatest, reciprocal, 0, &table)
    return StoredArray(table)
  }

  /// How much more each code of a wide column falls short than its class; and three bytes that the kernel may read along.
  ///
  /// The frequent codes are classes of their own, and fall short no more than these.
  func differences(of column: ColumnPoints) -> StoredArray<UInt8> {
    let frequent = CodeClassing.most - 1
    var table = [UInt8](repeating: 0, count: column.wide.count + 3)
    var ofRest: UInt8 = 0
    kith_deficits(level, [column.classes[frequent]], 1, column.greatest, reciprocal, 0, &ofRest)
    table.withUnsafeMutableBufferPointer { table in
      column.wide.withUnsafeBufferPointer { points in
        guard let codes = points.baseAddress, let bytes = table.baseAddress else { return }
        kith_deficits(
          level, codes + frequent, points.count - frequent, column.greatest, reciprocal, ofRest, bytes + frequent)
      }
    }
    return StoredArray(table)
  }
}
