import MatchingKernels

/// What the rules and features make of one byte column for one member: points by class, and where a class excludes.
///
/// All that a member asks of a column is merged, however many rules and features look at it.
struct ColumnPoints {
  let column: CodeColumn
  /// By code, for columns whose code is wider than a byte; empty otherwise.
  var wide: [Int32]
  /// By class, 256 of them: for wide columns the most that a code of the class gives.
  var classes: [Int32]
  /// The most that a code gives.
  var greatest: Int32 = 0

  /// Points that no sum of others outweighs.
  static let excluded: Int32 = -(1 << 28)

  init(_ column: CodeColumn) {
    self.column = column
    classes = [Int32](repeating: 0, count: CodeClassing.most)
    wide = column.wide == nil ? [] : [Int32](repeating: 0, count: column.count)
  }

  /// Adds points by code.
  mutating func add(_ values: [Double], _ feature: PlannedFeature) {
    for (code, value) in values.enumerated() {
      add(feature.points(value.isNaN ? nil : value).count, to: code)
    }
  }

  /// Excludes the codes for which the verdict is no.
  mutating func exclude(_ verdicts: [Verdict]) {
    for (code, verdict) in verdicts.enumerated() where verdict == .no { add(Self.excluded, to: code) }
  }

  @inline(__always)
  mutating func add(_ points: Int32, to code: Int) {
    if wide.isEmpty {
      classes[code] = max(Self.excluded, classes[code] + points)
    } else {
      wide[code] = max(Self.excluded, wide[code] + points)
    }
  }

  /// Works out the greatest points, and those of the classes of a wide column.
  mutating func finish() {
    if !wide.isEmpty {
      classes = [Int32](repeating: Self.excluded, count: CodeClassing.most)
      for (code, points) in wide.enumerated() {
        let ofClass = column.classOf(code)
        classes[ofClass] = max(classes[ofClass], points)
      }
    }
    greatest = max(0, classes[..<column.classCount].max() ?? 0)
  }

  /// The points of a class as a deficit from the greatest, in units, rounded down; 255 for what is excluded.
  func deficit(_ points: Int32, unit: Int32) -> UInt8 {
    points < 0 ? UInt8(KITH_EXCLUDED) : UInt8(min(Int32(KITH_EXCLUDED) - 1, (greatest - points) / unit))
  }
}
