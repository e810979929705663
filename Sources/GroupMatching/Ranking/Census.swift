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
    var words = [UInt64](repeating: .max, count: RowBlock.count(for: count))
    if count % RowBlock.rows != 0 { words[words.count - 1] = 1 << UInt64(count % RowBlock.rows) - 1 }
    var left = count
    var excluded: [Int] = []
    words.withUnsafeMutableBufferPointer { words in
      [UInt32](0..<UInt32(words.count)).withUnsafeBufferPointer { blocks in
        guard let start = words.baseAddress, let first = blocks.baseAddress else { return }
        let rows = RowBits(blocks: first, words: start, count: words.count)
        for (_, check) in plan.checks {
          for part in check.parts { part.exclude(from: rows, snapshot, kernel) }
          let now = rows.rowCount
          excluded.append(left - now)
          left = now
        }
      }
    }
    self.excluded = words.isEmpty ? plan.checks.map { _ in 0 } : excluded
    blocks = words
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
  /// Takes out the rows that the part excludes.
  func exclude(from rows: RowBits, _ snapshot: Snapshot, _ kernel: Kernel) {
    switch self {
    case .table(let column, let verdicts):
      // What the class of a row does not settle, its code does.
      var (some, all) = (
        [Bool](repeating: false, count: column.classCount), [Bool](repeating: true, count: column.classCount)
      )
      for (code, verdict) in verdicts.enumerated() {
        let ofCode = column.classOf(code)
        if verdict == .no { some[ofCode] = true } else { all[ofCode] = false }
      }
      let excluded = kernel.select(column, whose: all, among: rows.words, of: rows)
      for place in 0..<rows.count { rows.words[place] &= ~excluded[place] }
      guard column.wide != nil else { return }
      let open = kernel.select(column, whose: some, among: rows.words, of: rows)
      for place in 0..<rows.count { rows.remove(open[place], at: place) { verdicts[column[$0]] == .no } }
    case .travel(let reach):
      let ofBlocks = BlockReach(reach)
      let travelling = kernel.select(
        reach.places.attendance.codes, whose: reach.fixed.map { $0 == nil }, among: rows.words, of: rows)
      let (caps, points) = (snapshot.places.caps.pointer, snapshot.places.points.pointer)
      for place in 0..<rows.count where travelling[place] != 0 {
        let cap = caps[Int(rows.blocks[place])]
        if ofBlocks.isWithin(cap) { continue }
        if ofBlocks.isBeyond(cap) {
          rows.words[place] &= ~travelling[place]
        } else {
          rows.remove(travelling[place], at: place) { !reach.isWithin(points[$0]) }
        }
      }
    case .schedule(let schedule): schedule.exclude(from: rows, kernel)
    case .excluding(let tried): for row in tried { rows.remove(row) }
    }
  }
}

extension MemberSchedule {
  /// Takes out the rows none of whose sessions can be attended, where that is known.
  ///
  /// What the times of a row's sessions do not settle, the sessions themselves do.
  fileprivate func exclude(from rows: RowBits, _ kernel: Kernel) {
    let answers = view.patternsOfTime.map(answers)
    let nobody = answers.map { $0 == .no }
    let somebody = answers.map { $0.contains(.no) }
    func select(_ firsts: [Bool], _ seconds: [Bool]) -> [UInt64] {
      let ofFirst = kernel.select(column.firsts, whose: firsts, among: rows.words, of: rows)
      return kernel.select(column.seconds, whose: seconds, among: ofFirst, of: rows)
    }
    let excluded = select(nobody + [false, false], nobody + [true])
    let open = select(somebody + [false, true], somebody + [true])
    let sessions = SessionFlags(self)
    for place in 0..<rows.count where open[place] != 0 {
      rows.remove(open[place] & ~excluded[place], at: place, where: sessions.excludes)
      rows.words[place] &= ~excluded[place]
    }
  }

  /// What is said of some patterns: whether they can be attended.
  private func answers(_ patterns: [UInt32]) -> Answers {
    patterns.reduce(into: []) {
      $0.formUnion(fit(ofPattern: $1).map { $0.isAttendable ? .yes : .no } ?? .unknown)
    }
  }

  private struct Answers: OptionSet {
    let rawValue: UInt8
    static let yes = Answers(rawValue: 1)
    static let no = Answers(rawValue: 2)
    static let unknown = Answers(rawValue: 4)
  }
}

/// Which sessions cannot be attended, session by session.
private struct SessionFlags {
  /// By pattern 1 where it is known that its sessions cannot be attended; one more for sessions without a pattern.
  private let isPoor: StoredArray<UInt8>
  private let patterns: StoredArray<UInt32>
  private let column: SessionColumn

  init(_ schedule: MemberSchedule) {
    isPoor = StoredArray(schedule.fitOfPattern.map { schedule.fits[Int($0)].isAttendable ? 0 : 1 } + [0])
    patterns = schedule.view.patternOfSession
    column = schedule.column
  }

  /// Whether none of a row's sessions can be attended, and that is known.
  @inline(__always)
  func excludes(_ row: Int) -> Bool {
    let (start, end) = (Int(column.starts.pointer[row]), Int(column.starts.pointer[row + 1]))
    // One or two, as nearly always: no branch to guess at.
    if end - start == 1 || end - start == 2 { return isPoor(at: start) & isPoor(at: end - 1) != 0 }
    return end > start && (start..<end).allSatisfy { isPoor(at: $0) != 0 }
  }

  @inline(__always)
  private func isPoor(at place: Int) -> UInt8 {
    let pattern = patterns.pointer[Int(column.codes.pointer[place])]
    return isPoor.pointer[min(Int(pattern), isPoor.count - 1)]
  }
}
