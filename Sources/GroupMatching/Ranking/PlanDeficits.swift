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
    _ columns: [ColumnPoints], _ travels: [TravelPoints], _ reaches: [TravelReach], _ schedule: SchedulePoints?,
    greatest: Int32, kernel: Kernel
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
    (self.excluding, self.ranking) = (excluding, ranking)
    sessions = schedule.map { points in
      let column = points.schedule.column
      return (
        Lookup(column: column.firsts, table: steps.table(of: points.byFirst, from: points.greatest)),
        Lookup(column: column.seconds, table: steps.table(of: points.bySecond, from: points.greatest))
      )
    }
    distances = DistanceDeficits.all(travels, reaches, unit: unit)
    wide = columns.compactMap { column in
      // Neighbours are so much alike that their class says nearly all.
      guard let codes = column.column.wide, column.column.classing == .frequentAlone else { return nil }
      return Wide(codes: codes, table: steps.differences(of: column))
    }
  }
}

extension PlanDeficits.Lookup {
  /// As the kernels take it; valid while this value lives.
  var kernelLookup: kith_lookup {
    kith_lookup(codes: column.classes.pointer, table: table.pointer, code_count: Int32(column.classCount))
  }
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
  func differences(of points: ColumnPoints) -> StoredArray<UInt8> {
    let frequent = CodeClassing.most - 1
    let count = points.column.count
    let ofRest = deficits(of: [points.classes[frequent]], from: points.greatest, less: 0)[0]
    let ofPoints = deficits(of: points.wide.points, from: points.greatest, less: ofRest)
    guard let codes = points.wide.codes else {
      let beside = [UInt8](repeating: 0, count: frequent)
      return StoredArray(beside + ofPoints[frequent...] + [0, 0, 0])
    }
    let ofNothing = deficits(of: [0], from: points.greatest, less: ofRest)[0]
    var table = [UInt8](repeating: ofNothing, count: count + 3)
    for code in 0..<frequent { table[code] = 0 }
    var place = 0
    codes.forEach { code in
      if code >= frequent { table[code] = ofPoints[place] }
      place += 1
    }
    return StoredArray(table)
  }

  /// How much each of some points falls short, less a base.
  private func deficits(of points: [Int32], from greatest: Int32, less base: UInt8) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: points.count) { deficits, count in
      if let start = deficits.baseAddress {
        kith_deficits(level, points, points.count, greatest, reciprocal, base, start)
      }
      count = points.count
    }
  }
}
