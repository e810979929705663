import MatchingKernels
import TextUnderstanding

/// Which rows no rule excludes, and how many each rule does: every row counted, exactly.
struct Census {
  /// How many rows each rule excludes, in the order of the plan's checks; a row counts for the first rule that does.
  private(set) var excluded: [Int] = []
  /// How many rows no rule excludes.
  let eligible: Int
  /// A bit a row, a word a block: whether no rule excludes it.
  private(set) var blocks: [UInt64]

  /// - Complexity: O(rows), with a small factor for rules that look at one column.
  init(_ plan: MemberPlan, over snapshot: Snapshot, kernel: Kernel) {
    let count = snapshot.groups.count
    blocks = [UInt64](repeating: .max, count: RowBlock.count(for: count))
    if count % RowBlock.rows != 0 { blocks[blocks.count - 1] = 1 << UInt64(count % RowBlock.rows) - 1 }
    var left = count
    for (_, check) in plan.checks {
      blocks.withUnsafeMutableBufferPointer { blocks in
        for part in check.parts { part.exclude(from: blocks, snapshot, kernel) }
      }
      let now = blocks.reduce(0) { $0 + $1.nonzeroBitCount }
      excluded.append(left - now)
      left = now
    }
    eligible = left
  }

  /// The rows that no rule excludes, in order.
  var rows: some Sequence<Int> {
    blocks.lazy.enumerated().flatMap { block, bits in
      (0..<RowBlock.rows).lazy.filter { bits & 1 << UInt64($0) != 0 }.map { block * RowBlock.rows + $0 }
    }
  }
}

extension CheckPart {
  /// Clears the bits of the rows that the part excludes.
  func exclude(
    from blocks: UnsafeMutableBufferPointer<UInt64>, _ snapshot: Snapshot, _ kernel: Kernel
  ) {
    switch self {
    case .table(let column, let verdicts):
      guard column.wide == nil else {
        for block in blocks.indices {
          blocks[block] &= ~Self.rows(of: blocks[block], in: block) { verdicts[column[$0]] == .no }
        }
        return
      }
      let excluded = kernel.rows(of: column, in: blocks, whose: verdicts.map { $0 == .no })
      for block in blocks.indices { blocks[block] &= ~excluded[block] }
    case .travel(let reach):
      let ofBlocks = BlockReach(reach)
      let travelling = kernel.rows(of: reach.places.attendance.codes, in: blocks, whose: reach.fixed.map { $0 == nil })
      let (caps, points) = (snapshot.places.caps.pointer, snapshot.places.points.pointer)
      for block in blocks.indices where travelling[block] != 0 && !ofBlocks.isWithin(caps[block]) {
        let isBeyond = ofBlocks.isBeyond(caps[block])
        blocks[block] &=
          ~(isBeyond
          ? travelling[block] : Self.rows(of: travelling[block], in: block) { !reach.isWithin(points[$0]) })
      }
    case .schedule(let schedule):
      // What the class of a row does not settle, its sessions do.
      let column = schedule.column.classes
      let answers = schedule.answersByClass
      let excluded = kernel.rows(of: column, in: blocks, whose: answers.map { $0 == .no })
      let open = kernel.rows(of: column, in: blocks, whose: answers.map { $0.contains(.no) && $0 != .no })
      let attendable = SessionFlags(schedule)
      for block in blocks.indices where blocks[block] != 0 {
        blocks[block] &= ~(excluded[block] | Self.rows(of: open[block], in: block, where: attendable.excludes))
      }
    case .excluding(let rows):
      for row in rows { blocks[row / RowBlock.rows] &= ~(1 << UInt64(row % RowBlock.rows)) }
    }
  }

  /// Those of some rows of a block for which something holds.
  @inline(__always)
  private static func rows(of bits: UInt64, in block: Int, where holds: (Int) -> Bool) -> UInt64 {
    var left = bits
    var found: UInt64 = 0
    while left != 0 {
      let bit = left.trailingZeroBitCount
      left &= left - 1
      if holds(block * RowBlock.rows + bit) { found |= 1 << UInt64(bit) }
    }
    return found
  }
}

extension Kernel {
  /// Those of some rows whose class in a byte column is one of some classes: a word a block, a bit a row.
  fileprivate func rows(
    of column: CodeColumn, in blocks: UnsafeMutableBufferPointer<UInt64>, whose classes: [Bool]
  ) -> [UInt64] {
    let bytes = classes.prefix(CodeClassing.most).map { $0 ? UInt8(1) : 0 }
    let table = bytes + [UInt8](repeating: 0, count: CodeClassing.most - bytes.count)
    return [UInt64](unsafeUninitializedCapacity: blocks.count) { rows, count in
      guard let wanted = blocks.baseAddress, let selected = rows.baseAddress else { return }
      table.withUnsafeBufferPointer { table in
        guard let table = table.baseAddress else { return }
        kith_select(
          level,
          kith_lookup(codes: column.classes.pointer, table: table, code_count: Int32(column.classCount)), wanted,
          blocks.count, selected)
      }
      count = blocks.count
    }
  }
}

/// Which sessions can be attended, session by session.
private struct SessionFlags {
  private let isAttendable: StoredArray<Bool>
  private let patterns: StoredArray<UInt32>
  private let column: SessionColumn

  init(_ schedule: MemberSchedule) {
    isAttendable = StoredArray(schedule.fits.map(\.isAttendable))
    patterns = schedule.view.patternOfSession
    column = schedule.column
  }

  /// Whether none of a row's sessions can be attended, and that is known.
  @inline(__always)
  func excludes(_ row: Int) -> Bool {
    let (starts, codes) = (column.starts.pointer, column.codes.pointer)
    let places = Int(starts[row])..<Int(starts[row + 1])
    for place in places where !isPoor(codes[place]) { return false }
    return !places.isEmpty
  }

  /// Whether a session cannot be attended, and that is known.
  @inline(__always)
  private func isPoor(_ session: UInt32) -> Bool {
    let pattern = patterns.pointer[Int(session)]
    return pattern != ScheduleView.noPattern && !isAttendable.pointer[Int(pattern)]
  }
}

extension MemberSchedule {
  /// By class of sessions: what may be said of a row.
  fileprivate var answersByClass: [Answers] {
    var byClass = view.patternsOfClass.map(answers)
    byClass[Int(SessionClass.none)] = .unknown
    byClass[Int(SessionClass.several)] = [.yes, .no, .unknown]
    let parts = view.patternsOfPart.map(answers)
    for (pair, sessionClass) in SessionClass.pairs {
      let (first, second) = (parts[pair.0], parts[pair.1])
      // One session that is not known to be poor is enough.
      let mayBePoor = first.contains(.no) && second.contains(.no)
      let all = first.union(second)
      byClass[Int(sessionClass)] = mayBePoor ? all : all.subtracting(.no)
    }
    return byClass
  }

  /// What is said of some patterns: whether they can be attended.
  private func answers(_ patterns: [UInt32]) -> Answers {
    patterns.reduce(into: []) {
      $0.formUnion($1 == ScheduleView.noPattern ? .unknown : fits[Int($1)].isAttendable ? .yes : .no)
    }
  }

  fileprivate struct Answers: OptionSet {
    let rawValue: UInt8
    static let yes = Answers(rawValue: 1)
    static let no = Answers(rawValue: 2)
    static let unknown = Answers(rawValue: 4)
  }
}
