import MatchingKernels

/// Which rows no rule excludes, and how many each rule does: every row counted, exactly.
struct Census {
  /// How many rows each rule excludes, in the order of the plan's checks; a row counts for the first rule that does.
  private(set) var excluded: [Int]
  /// How many rows no rule excludes.
  private(set) var eligible = 0
  /// A bit a row, a word a block: whether no rule excludes it.
  private(set) var blocks: [UInt64] = []

  /// - Complexity: O(rows), with a small factor for rules that look at one column.
  init(_ plan: MemberPlan, over snapshot: Snapshot, kernel: Kernel) {
    excluded = [Int](repeating: 0, count: plan.checks.count)
    let rules = plan.checks.map { $0.check.parts.map { CensusPart($0) } }
    let count = snapshot.groups.count
    for block in 0..<RowBlock.count(for: count) {
      let rows = min(RowBlock.rows, count - block * RowBlock.rows)
      var left = rows == RowBlock.rows ? UInt64.max : 1 << UInt64(rows) - 1
      for (place, parts) in rules.enumerated() where left != 0 {
        let before = left.nonzeroBitCount
        for part in parts where left != 0 { left &= ~part.excluded(in: block, of: left, snapshot, kernel) }
        excluded[place] += before - left.nonzeroBitCount
      }
      eligible += left.nonzeroBitCount
      blocks.append(left)
    }
  }

  /// The rows that no rule excludes, in order.
  var rows: some Sequence<Int> {
    blocks.lazy.enumerated().flatMap { block, bits in
      (0..<RowBlock.rows).lazy.filter { bits & 1 << UInt64($0) != 0 }.map { block * RowBlock.rows + $0 }
    }
  }
}

/// A part of a rule, ready to be asked about whole blocks.
private struct CensusPart {
  private let part: CheckPart
  /// By class: not 0 where the verdict is no. Only for columns whose code is a byte.
  private let table: [UInt8]
  private let reach: BlockReach?

  init(_ part: CheckPart) {
    self.part = part
    switch part {
    case .table(let column, let verdicts):
      table =
        column.wide != nil
        ? []
        : verdicts.map { $0 == .no ? 1 : 0 }
          + [UInt8](repeating: 0, count: CodeClassing.most - verdicts.count)
      reach = nil
    case .travel(let travel):
      table = []
      reach = BlockReach(travel)
    case .schedule(let schedule):
      table = schedule.exclusionByClass
      reach = nil
    case .excluding:
      table = []
      reach = nil
    }
  }

  /// Those of some rows of a block that the part excludes, a bit each.
  func excluded(in block: Int, of left: UInt64, _ snapshot: Snapshot, _ kernel: Kernel) -> UInt64 {
    switch part {
    case .table(let column, _) where !table.isEmpty: return select(column, block, kernel)
    case .travel(let travel):
      let cap = snapshot.places.caps.pointer[block]
      if reach?.isWithin(cap) == true { return 0 }
      let travelling = left & travel.travellers(in: block)
      if reach?.isBeyond(cap) == true { return travelling }
      return Self.rows(of: travelling, in: block) { !travel.isWithin(travel.places.points.pointer[$0]) }
    case .schedule(let schedule):
      // What the class of a row does not settle, its sessions do.
      let settled = select(schedule.column.classes, block, kernel)
      let open = left & ~settled
      return settled & left | Self.rows(of: open, in: block) { schedule.excludes($0) }
    case .excluding(let rows) where rows.isEmpty: return 0
    default: return Self.rows(of: left, in: block) { part.verdict(on: $0) == .no }
    }
  }

  private func select(_ column: CodeColumn, _ block: Int, _ kernel: Kernel) -> UInt64 {
    table.withUnsafeBufferPointer { table in
      kith_select(
        kernel.level,
        kith_lookup(
          codes: column.classes.pointer, table: table.baseAddress, code_count: Int32(column.classCount)),
        UInt32(block))
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

extension TravelReach {
  /// The rows of a block for which the distance decides, a bit each.
  fileprivate func travellers(in block: Int) -> UInt64 {
    let codes = places.attendance.codes
    let first = block * RowBlock.rows
    var bits: UInt64 = 0
    for bit in 0..<RowBlock.rows where fixed[Int(codes.classes.pointer[first + bit])] == nil { bits |= 1 << UInt64(bit) }
    return bits
  }
}

extension MemberSchedule {
  /// By class of sessions: 1 where every row of the class is excluded.
  fileprivate var exclusionByClass: [UInt8] {
    var table = view.patternsOfClass.map { patterns -> UInt8 in
      let areAllPoor = patterns.allSatisfy { $0 != ScheduleView.noPattern && !fits[Int($0)].isAttendable }
      return !patterns.isEmpty && areAllPoor ? 1 : 0
    }
    table[Int(SessionClass.none)] = 0
    table[Int(SessionClass.several)] = 0
    return table + [UInt8](repeating: 0, count: CodeClassing.most - table.count)
  }

  /// Whether none of a row's sessions can be attended, and that is known.
  @inline(__always)
  fileprivate func excludes(_ row: Int) -> Bool {
    let range = column.range(of: row)
    if range.count == 1 {
      let pattern = view.patternOfSession[Int(column.codes[range.lowerBound])]
      return pattern != ScheduleView.noPattern && !fits[Int(pattern)].isAttendable
    }
    return !range.isEmpty && fit(of: row).fits == false
  }
}
