import MatchingKernels
import TextUnderstanding

/// What the rules and features make of one byte column for one member: points by class, and where a class excludes.
///
/// All that a member asks of a column is merged, however many rules and features look at it.
struct ColumnPoints: Sendable {
  let column: CodeColumn
  /// For columns whose code is wider than a byte; no points otherwise.
  private(set) var wide: WidePoints
  /// By class, 256 of them: for wide columns the most that a code of the class gives.
  private(set) var classes: [Int32]
  /// The most that a code gives.
  private(set) var greatest: Int32 = 0

  /// Points that no sum of others outweighs: a score has at most 2²⁰, and 128 rules can exclude one row.
  static let excluded: Int32 = -(1 << 24)

  init(_ column: CodeColumn) {
    self.column = column
    classes = [Int32](repeating: 0, count: CodeClassing.most)
    wide = WidePoints(codes: column.wide == nil ? nil : CodeSet([], below: column.count), points: [])
  }

  /// Adds what the values of a table give.
  mutating func add(_ table: CodeTable, _ scale: PointScale) {
    let unknown = scale.points(nil)
    // What is excluded stays so: points never make up for it.
    let points = table.values.map { $0.isNaN ? unknown : scale.points($0) }
    if column.wide != nil {
      wide.add(WidePoints(codes: table.codes, points: points), below: column.count)
    } else if let codes = table.codes {
      var place = 0
      codes.forEach { code in
        classes[code] &+= points[place]
        place += 1
      }
    } else {
      for code in points.indices { classes[code] &+= points[code] }
    }
  }

  /// Excludes the codes for which the verdict is no.
  mutating func exclude(_ verdicts: [Verdict]) {
    guard column.wide != nil else {
      for (code, verdict) in verdicts.enumerated() where verdict == .no { classes[code] &+= Self.excluded }
      return
    }
    wide.add(WidePoints(codes: nil, points: verdicts.map { $0 == .no ? Self.excluded : 0 }), below: column.count)
  }

  /// Adds points to a code of a column that is not wide.
  mutating func add(_ points: Int32, to code: Int) { classes[code] &+= points }

  /// The same with the greatest points worked out, and those of the classes of a wide column.
  func finished() -> ColumnPoints {
    var finished = self
    if column.wide != nil { finished.classes = column.classing.greatestOfClasses(wide, of: column.count) }
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

/// Points by code: of all codes, or of some, where the others give nothing.
struct WidePoints: Sendable {
  /// The codes that give something; `nil` for all.
  private(set) var codes: CodeSet?
  /// By place among the codes.
  private(set) var points: [Int32]

  /// The points of a code.
  subscript(code: Int) -> Int32 { codes.map { $0.place(of: code).map { points[$0] } ?? 0 } ?? points[code] }

  /// Adds other points, of codes below a limit.
  fileprivate mutating func add(_ other: WidePoints, below limit: Int) {
    if codes?.count == 0 {
      self = other
    } else {
      let sums = (0..<limit).map { self[$0] &+ other[$0] }
      self = WidePoints(codes: nil, points: sums)
    }
  }

  init(codes: CodeSet?, points: [Int32]) {
    self.codes = codes
    self.points = points
  }
}

extension CodeClassing {
  /// For each class the greatest points of its codes; of a column of more than ``most`` codes.
  fileprivate func greatestOfClasses(_ wide: WidePoints, of count: Int) -> [Int32] {
    var greatest = [Int32](repeating: .min, count: Self.most)
    guard let codes = wide.codes else {
      for (code, points) in wide.points.enumerated() {
        let ofClass = classOf(code, of: count)
        greatest[ofClass] = max(greatest[ofClass], points)
      }
      return greatest
    }
    var coded = [Int](repeating: 0, count: Self.most)
    var place = 0
    codes.forEach { code in
      let ofClass = classOf(code, of: count)
      greatest[ofClass] = max(greatest[ofClass], wide.points[place])
      coded[ofClass] += 1
      place += 1
    }
    // Where a class has codes beside these, nothing is what some of them give.
    for ofClass in greatest.indices where coded[ofClass] < codeCount(of: ofClass, of: count) {
      greatest[ofClass] = max(greatest[ofClass], 0)
    }
    return greatest
  }
}
