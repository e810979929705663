import TextUnderstanding

/// A member's plan turned into what the search runs on: points by class and code, curves over distances, points by pattern
/// of sessions, and the greatest sum that all of them can give.
///
/// It knows kinds of columns, and nothing of what a rule or a feature means.
struct CompiledPlan: Sendable {
  /// The byte columns that say something, merged.
  let columns: [ColumnPoints]
  /// What distances give.
  let travels: [TravelPoints]
  let reaches: [TravelReach]
  let schedule: SchedulePoints?
  let likenesses: [(scale: PointScale, likeness: TextLikeness)]
  let words: [(scale: PointScale, words: SharedWords)]
  let excludedRows: Set<Int>
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

  init(_ plan: MemberPlan) {
    var parts = PlanParts()
    for (_, check) in plan.checks { check.parts.forEach { parts.add($0) } }
    for feature in plan.features { feature.term.parts.forEach { parts.add($0, feature.scale) } }
    columns = parts.columns.map { $0.finished() }
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
      columns.reduce(0) { $0 + $1.greatest } + travels.reduce(0) { $0 + $1.greatest } + (schedule?.greatest ?? 0)
      + greatestLikeness + greatestWords
    tables = RowScorer.Tables(columns, travels, reaches, schedule)
    deficits = PlanDeficits(columns, schedule, greatest: greatest)
  }
}

/// The parts of a member's rules and features, gathered by kind of column.
private struct PlanParts {
  var columns: [ColumnPoints] = []
  var travels: [TravelPoints] = []
  var reaches: [TravelReach] = []
  var schedule: MemberSchedule?
  var scheduleScales: [PointScale] = []
  var scheduleExcludes = false
  var likenesses: [(scale: PointScale, likeness: TextLikeness)] = []
  var words: [(scale: PointScale, words: SharedWords)] = []
  var excludedRows: Set<Int> = []

  mutating func add(_ part: CheckPart) {
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
    case .table(let table): at(table.column) { $0.add(table.values, scale) }
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

/// What the sessions of a row give, and whether they exclude it.
final class SchedulePoints: Sendable {
  let schedule: MemberSchedule
  let scales: [PointScale]
  /// Whether a row none of whose sessions can be attended is excluded.
  let excludes: Bool
  /// The most that any sessions give.
  let greatest: Int32
  /// What a row with one session gives, by pattern.
  let byPattern: [Int32]
  /// What a row without a session gives, or with one of which nothing is known.
  let unknown: Int32
  /// By class of sessions the most that a row gives.
  let byClass: [Int32]

  init(_ schedule: MemberSchedule, _ scales: [PointScale], excludes: Bool) {
    self.schedule = schedule
    self.scales = scales
    self.excludes = excludes
    let points = { (fit: ScheduleFit) in Self.points(fit, scales, excludes: excludes) }
    let greatest = scales.reduce(0) { $0 + $1.points(1) }
    let unknown = points(ScheduleFit())
    let byPattern = schedule.fits.map { points(ScheduleFit($0)) }
    var byClass = schedule.view.patternsOfClass.map { patterns in
      patterns.reduce(ColumnPoints.excluded) {
        max($0, $1 == ScheduleView.noPattern ? unknown : byPattern[Int($1)])
      }
    }
    byClass[Int(SessionClass.none)] = unknown
    byClass[Int(SessionClass.several)] = greatest
    (self.greatest, self.unknown, self.byPattern, self.byClass) = (greatest, unknown, byPattern, byClass)
  }

  /// What a row gives whose sessions fall into the week so.
  @inline(__always)
  static func points(_ fit: ScheduleFit, _ scales: some Sequence<PointScale>, excludes: Bool) -> Int32 {
    if excludes, fit.fits == false { return ColumnPoints.excluded }
    let value = fit.value
    return scales.reduce(0) { $0 + $1.points(value) }
  }
}
