/// What the rules and features make of one byte column for one member: points by class, and where a class excludes.
///
/// All that a member asks of a column is merged, however many rules and features look at it.
struct ColumnPoints: Sendable {
  let column: CodeColumn
  /// By code, for columns whose code is wider than a byte; empty otherwise.
  private(set) var wide: [Int32]
  /// By class, 256 of them: for wide columns the most that a code of the class gives.
  private(set) var classes: [Int32]
  /// The most that a code gives.
  private(set) var greatest: Int32 = 0

  /// Points that no sum of others outweighs: a score has at most 2²⁰, and 128 rules can exclude one row.
  static let excluded: Int32 = -(1 << 24)

  init(_ column: CodeColumn) {
    self.column = column
    classes = [Int32](repeating: 0, count: CodeClassing.most)
    wide = column.wide == nil ? [] : [Int32](repeating: 0, count: column.count)
  }

  /// Adds what the values of a table give.
  mutating func add(_ table: CodeTable, _ scale: PointScale) {
    let unknown = scale.points(nil)
    // What is excluded stays so: points never make up for it.
    func add(to points: UnsafeMutableBufferPointer<Int32>) {
      table.values.withUnsafeBufferPointer { values in
        for code in values.indices {
          let value = values[code]
          points[code] &+= value.isNaN ? unknown : scale.points(value)
        }
      }
    }
    if wide.isEmpty {
      classes.withUnsafeMutableBufferPointer { add(to: $0) }
    } else {
      wide.withUnsafeMutableBufferPointer { add(to: $0) }
    }
  }

  /// Excludes the codes for which the verdict is no.
  mutating func exclude(_ verdicts: [Verdict]) {
    for (code, verdict) in verdicts.enumerated() where verdict == .no { add(Self.excluded, to: code) }
  }

  @inline(__always)
  mutating func add(_ points: Int32, to code: Int) {
    if wide.isEmpty {
      classes[code] &+= points
    } else {
      wide[code] &+= points
    }
  }

  /// The same with the greatest points worked out, and those of the classes of a wide column.
  func finished() -> ColumnPoints {
    var finished = self
    if !wide.isEmpty { finished.classes = column.classing.greatestOfClasses(wide) }
    finished.greatest = max(0, finished.classes[..<column.classCount].max() ?? 0)
    return finished
  }

  /// The classes that are not excluded, a bit each; `nil` where none is excluded, or there are too many for bits.
  var allowedClasses: UInt64? {
    guard column.classCount <= 64 else { return nil }
    let allowed = (0..<column.classCount).reduce(UInt64(0)) { classes[$1] < 0 ? $0 : $0 | 1 << UInt64($1) }
    return allowed.nonzeroBitCount == column.classCount ? nil : allowed
  }
}
