import MatchingKernels
import TextUnderstanding

/// How far each class and code of a member's columns falls short of the best, in bytes of one unit.
///
/// The unit is so coarse that the deficits of a row that is not excluded never add up to 255. A finer one, with a second
/// pass over the rows that it does not reach, was tried: it spares one row in twenty and costs as much as it saves.
struct PlanDeficits: Sendable {
  /// How many points one step stands for.
  let unit: Int32
  /// One a column with a table of 256 bytes.
  let lookups: [Lookup]
  /// What the codes of wide columns add to the deficits of their classes.
  let wide: [Wide]

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
  init(_ columns: [ColumnPoints], _ schedule: SchedulePoints?, greatest: Int32) {
    unit = greatest / (Int32(KITH_EXCLUDED) - 2) + 1
    let unit = unit
    let steps = DeficitSteps(unit: unit)
    var lookups = columns.map {
      Lookup(column: $0.column, table: steps.table(of: $0.classes, from: $0.greatest))
    }
    if let schedule {
      lookups.append(
        Lookup(
          column: schedule.schedule.column.classes, table: steps.table(of: schedule.byClass, from: schedule.greatest)))
    }
    self.lookups = lookups
    wide = columns.compactMap { column in
      // Neighbours are so much alike that their class says nearly all.
      guard let codes = column.column.wide, column.column.classing == .frequentAlone else { return nil }
      let classes = steps.table(of: column.classes, from: column.greatest)
      return Wide(codes: codes, table: steps.differences(of: column, from: classes))
    }
  }
}

/// Turns points into deficits.
private struct DeficitSteps {
  let unit: Int32
  /// 2³² over the unit, rounded down: a product with it is never more than the quotient, so that bounds stay bounds.
  private let reciprocal: UInt64

  init(unit: Int32) {
    self.unit = unit
    reciprocal = (1 << 32) / UInt64(unit)
  }

  /// How far some points fall short of the greatest; 255 for what is excluded.
  @inline(__always)
  func deficit(_ points: Int32, from greatest: Int32) -> UInt8 {
    if points < 0 { return UInt8(KITH_EXCLUDED) }
    let steps = (UInt64(UInt32(bitPattern: greatest &- points)) &* reciprocal) >> 32
    return UInt8(truncatingIfNeeded: min(steps, UInt64(KITH_EXCLUDED) - 1))
  }

  /// 256 bytes for as many points; what there is no class for is 0.
  func table(of points: [Int32], from greatest: Int32) -> StoredArray<UInt8> {
    var table = [UInt8](repeating: 0, count: CodeClassing.most)
    for (place, points) in points.enumerated() { table[place] = deficit(points, from: greatest) }
    return StoredArray(table)
  }

  /// How much more each code of a wide column falls short than its class.
  func differences(of column: ColumnPoints, from classes: StoredArray<UInt8>) -> StoredArray<UInt8> {
    let count = column.wide.count
    var table = [UInt8](repeating: 0, count: count + 3)
    table.withUnsafeMutableBufferPointer { table in
      column.wide.withUnsafeBufferPointer { points in
        for code in 0..<count {
          let ofCode = deficit(points[code], from: column.greatest)
          let ofClass = classes.pointer[column.column.classOf(code)]
          table[code] = ofCode == UInt8(KITH_EXCLUDED) ? ofCode : ofCode &- ofClass
        }
      }
    }
    return StoredArray(table)
  }
}
