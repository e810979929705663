import TextUnderstanding

/// A member's plan turned into what the search runs on: points by class and code, curves over distances, points by pattern
/// of sessions, and the greatest sum that all of them can give.
///
/// It knows kinds of columns, and nothing of what a rule or a feature means. A class, so that a search takes one reference.
final class CompiledPlan: Sendable {
  /// The byte columns that say something, merged.
  let columns: [ColumnPoints]
  /// What the nearness of lists to wishes gives.
  let nearnesses: [NearnessPoints]
  /// What distances give.
  let travels: [TravelPoints]
  let reaches: [TravelReach]
  let schedule: SchedulePoints?
  let likenesses: [(scale: PointScale, likeness: TextLikeness)]
  let words: [(scale: PointScale, words: SharedWords)]
  let excludedRows: Set<Int>
  /// The parts of rules that no class of a column settles.
  let openChecks: [CheckPart]
  /// What no row's score passes.
  let greatest: Int32
  /// What likeness gives at most.
  let greatestLikeness: Int32
  /// What shared words give at most.
  let greatestWords: Int32
  /// The same numbers as the scorer of single rows reads them.
  let tables: RowScorer.Tables
  /// How far each class and code falls short of the best.
  let deficits: PlanDeficits

  init(_ plan: MemberPlan, kernel: Kernel) {
    var parts = PlanParts()
    for (_, check) in plan.checks { check.parts.forEach { parts.add($0) } }
    for feature in plan.features { feature.term.parts.forEach { parts.add($0, feature.scale) } }
    columns = parts.columns.map { $0.finished() }
    nearnesses = parts.nearnesses
    openChecks = parts.openChecks
    (travels, reaches) = (parts.travels, parts.reaches)
    (likenesses, words, excludedRows) = (parts.likenesses, parts.words, parts.excludedRows)
    schedule = parts.schedule.map {
      SchedulePoints($0, parts.scheduleScales, excludes: parts.scheduleExcludes)
    }
    greatestLikeness = likenesses.reduce(0) { $0 + $1.scale.points(1) }
    greatestWords = words.reduce(0) { sum, shared in
      let score = shared.words.texts.rareWords.score(ofSum: shared.words.query.greatestSum)
      return sum + shared.scale.points(score)
    }
    greatest =
      columns.reduce(0) { $0 + $1.greatest } + nearnesses.reduce(0) { $0 + $1.greatest }
      + travels.reduce(0) { $0 + $1.greatest } + (schedule?.greatest ?? 0)
      + greatestLikeness + greatestWords
    tables = RowScorer.Tables(columns, nearnesses, travels, reaches, schedule)
    deficits = PlanDeficits(columns, nearnesses, travels, reaches, schedule, greatest: greatest, kernel: kernel)
  }
}

/// The parts of a member's rules and features, gathered by kind of column.
private struct PlanParts {
  var columns: [ColumnPoints] = []
  var nearnesses: [NearnessPoints] = []
  var travels: [TravelPoints] = []
  var reaches: [TravelReach] = []
  var schedule: MemberSchedule?
  var scheduleScales: [PointScale] = []
  var scheduleExcludes = false
  var likenesses: [(scale: PointScale, likeness: TextLikeness)] = []
  var words: [(scale: PointScale, words: SharedWords)] = []
  var excludedRows: Set<Int> = []
  var openChecks: [CheckPart] = []

  mutating func add(_ part: CheckPart) {
    if part.isOpen { openChecks.append(part) }
    switch part {
    case .table(let column, let verdicts): at(column) { $0.exclude(verdicts) }
    case .travel(let reach):
      at(reach.places.attendance.codes) { $0.exclude(reach.fixed.map { $0 ?? .yes }) }
      reaches.append(reach)
    case .schedule(let schedule):
      self.schedule = schedule
      scheduleExcludes = true
    case .excluding(let rows): excludedRows.formUnion(rows)
    }
  }

  mutating func add(_ part: TermPart, _ scale: PointScale) {
    switch part {
    case .table(let table): at(table.column) { $0.add(table, scale) }
    case .nearness(let nearness): nearnesses.append(NearnessPoints(nearness, scale))
    case .travel(let table):
      at(table.places.attendance.codes) { column in
        for (code, value) in table.fixed.enumerated() {
          guard let value else { continue }
          column.add(scale.points(value.isNaN ? nil : value), to: code)
        }
      }
      if table.fixed.contains(nil) { travels.append(TravelPoints(table, scale)) }
    case .schedule(let schedule):
      self.schedule = schedule
      scheduleScales.append(scale)
    case .likeness(let likeness): likenesses.append((scale, likeness))
    case .rareWords(let words):
      // Where no group has any of the words, the feature gives every group the same: nothing.
      if !words.query.isEmpty { self.words.append((scale, words)) }
    }
  }

  private mutating func at(_ column: CodeColumn, _ change: (inout ColumnPoints) -> Void) {
    if let place = columns.firstIndex(where: { $0.column.place == column.place }) {
      change(&columns[place])
    } else {
      var points = ColumnPoints(column)
      change(&points)
      columns.append(points)
    }
  }
}

extension CheckPart {
  /// Whether rows that their class and code do not exclude may still be excluded.
  fileprivate var isOpen: Bool {
    switch self {
    case .table(let column, _): column.wide != nil
    case .travel, .schedule: true
    case .excluding(let rows): !rows.isEmpty
    }
  }
}

/// What a feature gives by distance.
struct TravelPoints: Sendable {
  let table: TravelTable
  let scale: PointScale
  /// The points at no distance.
  let greatest: Int32

  init(_ table: TravelTable, _ scale: PointScale) {
    self.table = table
    self.scale = scale
    greatest = scale.points(table.curve.value(at: 0))
  }

  /// The points at a distance in kilometres.
  @inline(__always)
  func points(at kilometers: Double) -> Int32 { scale.points(table.curve.value(at: kilometers)) }
}
