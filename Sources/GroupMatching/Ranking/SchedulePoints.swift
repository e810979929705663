/// What the sessions of a row give, and whether they exclude it.
struct SchedulePoints: Sendable {
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

  /// - Complexity: O(patterns).
  init(_ schedule: MemberSchedule, _ scales: [PointScale], excludes: Bool) {
    self.schedule = schedule
    self.scales = scales
    self.excludes = excludes
    let points = { (fit: ScheduleFit) in Self.points(fit, scales, excludes: excludes) }
    greatest = scales.reduce(0) { $0 + $1.points(1) }
    let unknown = points(ScheduleFit())
    let byPattern = schedule.fits.map { points(ScheduleFit($0)) }
    var byClass = schedule.view.patternsOfClass.map { patterns in
      patterns.reduce(ColumnPoints.excluded) {
        max($0, $1 == ScheduleView.noPattern ? unknown : byPattern[Int($1)])
      }
    }
    byClass[Int(SessionClass.none)] = unknown
    byClass[Int(SessionClass.several)] = greatest
    let parts = schedule.view.patternsOfPart.map { schedule.bestFits(of: $0) }
    for (pair, sessionClass) in SessionClass.pairs {
      // Two sessions give the more the better each of them is: the best of both parts together give the most.
      byClass[Int(sessionClass)] = parts[pair.0].reduce(ColumnPoints.excluded) { most, first in
        parts[pair.1].reduce(most) { max($0, points(ScheduleFit([first, $1]))) }
      }
    }
    (self.unknown, self.byPattern, self.byClass) = (unknown, byPattern, byClass)
  }

  /// What a row gives whose sessions fall into the week so.
  @inline(__always)
  static func points(_ fit: ScheduleFit, _ scales: some Sequence<PointScale>, excludes: Bool) -> Int32 {
    if excludes, fit.fits == false { return ColumnPoints.excluded }
    let value = fit.value
    return scales.reduce(0) { $0 + $1.points(value) }
  }
}

extension MemberSchedule {
  /// The best that sessions of some patterns can be: one as good as the best of each respect, and one of which nothing is
  /// known where there is such a one.
  fileprivate func bestFits(of patterns: [UInt32]) -> [SessionFit?] {
    var best: SessionFit?
    var isSomeUnknown = false
    for pattern in patterns {
      guard pattern != ScheduleView.noPattern else {
        isSomeUnknown = true
        continue
      }
      let fit = fits[Int(pattern)]
      best = best.map { $0.atBest(fit) } ?? fit
    }
    return [best].filter { $0 != nil } + (isSomeUnknown ? [nil] : [])
  }
}
