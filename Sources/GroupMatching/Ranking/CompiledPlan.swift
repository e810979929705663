import MatchingKernels

/// A member's plan turned into what the search runs on: points by class and code, curves over distances, points by pattern
/// of sessions, and the greatest sum that all of them can give.
///
/// It knows kinds of columns, and nothing of what a rule or a feature means.
struct CompiledPlan {
  /// The byte columns that say something, merged.
  private(set) var columns: [ColumnPoints] = []
  /// What distances give.
  private(set) var travels: [TravelPoints] = []
  private(set) var reaches: [TravelReach] = []
  private(set) var schedule: SchedulePoints?
  private(set) var likenesses: [(feature: PlannedFeature, likeness: TextLikeness)] = []
  private(set) var words: [(feature: PlannedFeature, words: SharedWords)] = []
  private(set) var excludedRows: Set<Int> = []
  /// What no row's score passes.
  private(set) var greatest: Int32 = 0
  /// What likeness gives at most.
  private(set) var greatestLikeness: Int32 = 0
  /// What shared words give at most.
  private(set) var greatestWords: Int32 = 0
  /// The points of the columns whose code is a byte: 256 a column.
  private(set) var narrowPoints: [Int32] = []
  /// The places of these columns in a row's bytes.
  private(set) var narrowPlaces: [Int] = []
  /// The columns whose code is wider.
  private(set) var wideColumns: [ColumnPoints] = []

  init(_ plan: MemberPlan, over snapshot: Snapshot) {
    for (_, check) in plan.checks { check.parts.forEach { add($0) } }
    for feature in plan.features { feature.term.parts.forEach { add($0, of: feature) } }
    for place in columns.indices { columns[place].finish() }
    for column in columns {
      if column.wide.isEmpty {
        narrowPoints += column.classes
        narrowPlaces.append(column.column.place)
      } else {
        wideColumns.append(column)
      }
    }
    schedule?.finish()
    greatestLikeness = likenesses.reduce(0) { $0 + $1.feature.points(1).count }
    greatest = columns.reduce(0) { $0 + $1.greatest } + travels.reduce(0) { $0 + $1.greatest }
    greatestWords = words.reduce(0) { sum, shared in
      let score = shared.words.texts.rareWords.score(ofSum: shared.words.query.greatestSum)
      return sum + shared.feature.points(score).count
    }
    greatest += (schedule?.greatest ?? 0) + greatestLikeness + greatestWords
  }

  private mutating func add(_ part: CheckPart) {
    switch part {
    case .table(let column, let verdicts): at(column) { $0.exclude(verdicts) }
    case .travel(let reach):
      at(reach.places.attendance.codes) { $0.exclude(reach.fixed.map { $0 ?? .yes }) }
      reaches.append(reach)
    case .schedule(let schedule):
      self.schedule = self.schedule ?? SchedulePoints(schedule)
      self.schedule?.excludes = true
    case .excluding(let rows): excludedRows.formUnion(rows)
    }
  }

  private mutating func add(_ part: TermPart, of feature: PlannedFeature) {
    switch part {
    case .table(let table): at(table.column) { $0.add(table.values, feature) }
    case .travel(let table):
      at(table.places.attendance.codes) { column in
        for (code, value) in table.fixed.enumerated() {
          guard let value else { continue }
          column.add(feature.points(value.isNaN ? nil : value).count, to: code)
        }
      }
      if table.fixed.contains(nil) { travels.append(TravelPoints(table, feature)) }
    case .schedule(let schedule):
      self.schedule = self.schedule ?? SchedulePoints(schedule)
      self.schedule?.features.append(feature)
    case .likeness(let likeness): likenesses.append((feature, likeness))
    case .rareWords(let words):
      // Where no group has any of the words, the feature gives every group the same: nothing.
      if !words.query.isEmpty { self.words.append((feature, words)) }
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
struct TravelPoints {
  let table: TravelTable
  let feature: PlannedFeature
  /// The points at no distance.
  let greatest: Int32

  init(_ table: TravelTable, _ feature: PlannedFeature) {
    self.table = table
    self.feature = feature
    greatest = feature.points(table.curve.value(at: 0)).count
  }

  /// The points at a distance in kilometres.
  @inline(__always)
  func points(at kilometers: Double) -> Int32 { feature.points(table.curve.value(at: kilometers)).count }
}

/// What the sessions of a row give, and whether they exclude it.
struct SchedulePoints {
  let schedule: MemberSchedule
  var features: [PlannedFeature] = []
  /// Whether a row none of whose sessions can be attended is excluded.
  var excludes = false
  /// The most that any sessions give.
  private(set) var greatest: Int32 = 0
  /// What a row with one session gives, by pattern.
  private(set) var byPattern: [Int32] = []
  /// What a row without a session gives, or with one of which nothing is known.
  private(set) var unknown: Int32 = 0
  /// By class of sessions the most that a row gives.
  private(set) var byClass: [Int32] = []

  init(_ schedule: MemberSchedule) { self.schedule = schedule }

  mutating func finish() {
    greatest = features.reduce(0) { $0 + $1.points(1).count }
    unknown = points(ScheduleFit())
    byPattern = schedule.fits.map { points(ScheduleFit([$0])) }
    byClass = schedule.view.patternsOfClass.map { patterns in
      patterns.reduce(ColumnPoints.excluded) {
        max($0, $1 == ScheduleView.noPattern ? unknown : byPattern[Int($1)])
      }
    }
    byClass[Int(SessionClass.none)] = unknown
    byClass[Int(SessionClass.several)] = greatest
  }

  /// The points of a row.
  @inline(__always)
  func points(of row: Int) -> Int32 {
    let column = schedule.column
    let range = column.range(of: row)
    if range.count == 1 {
      let pattern = schedule.view.patternOfSession[Int(column.codes[range.lowerBound])]
      return pattern == ScheduleView.noPattern ? unknown : byPattern[Int(pattern)]
    }
    return range.isEmpty ? unknown : points(schedule.fit(of: row))
  }

  private func points(_ fit: ScheduleFit) -> Int32 {
    if excludes, fit.fits == false { return ColumnPoints.excluded }
    let value = fit.value
    return features.reduce(0) { $0 + $1.points(value).count }
  }
}
