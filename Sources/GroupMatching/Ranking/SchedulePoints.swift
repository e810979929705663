/// What the sessions of a row give, and whether they exclude it.
struct SchedulePoints: Sendable {
  let schedule: MemberSchedule
  let scales: [PointScale]
  /// Whether a row none of whose sessions can be attended is excluded.
  let excludes: Bool
  /// The most that any sessions give.
  let greatest: Int32
  /// What a row with one session gives, by place in ``MemberSchedule/fits``.
  let byFit: [Int32]
  /// What a row without a session gives, or with one of which nothing is known.
  let unknown: Int32
  /// By the ``SessionTime`` of the first and of the second session: the greater of both is the most that a row gives.
  let byFirst: [Int32]
  let bySecond: [Int32]

  /// - Complexity: O(patterns).
  init(_ schedule: MemberSchedule, _ scales: [PointScale], excludes: Bool) {
    self.schedule = schedule
    self.scales = scales
    self.excludes = excludes
    let greatest = scales.reduce(0) { $0 + $1.points(1) }
    let unknown = Self.points(ScheduleFit(), scales, excludes: excludes)
    let byFit = schedule.fits.map { Self.points(ScheduleFit($0), scales, excludes: excludes) }
    // Two sessions give at most what the better one and its like give, and one alone gives less. One that cannot be attended
    // may be free for most of its minutes, and lend these to another that can be attended.
    let ofTwoAlike = schedule.fits.map { Self.points(ScheduleFit([$0, $0]), scales, excludes: false) }
    var lent: Int32 = 0
    for (fit, points) in zip(schedule.fits, ofTwoAlike) where excludes && !fit.isAttendable { lent = max(lent, points) }
    let most = zip(schedule.fits, ofTwoAlike).map { fit, points in
      excludes && !fit.isAttendable ? ColumnPoints.excluded : max(points, lent)
    }
    let byTime = schedule.view.patternsOfTime.map { patterns in
      // A session of which nothing is known takes nothing from another.
      patterns.reduce(ColumnPoints.excluded) {
        max($0, $1 == ScheduleView.noPattern ? greatest : most[Int(schedule.fitOfPattern[Int($1)])])
      }
    }
    byFirst = byTime + [unknown, greatest]
    bySecond = byTime + [ColumnPoints.excluded]
    (self.greatest, self.unknown, self.byFit) = (greatest, unknown, byFit)
  }

  /// What a row gives whose sessions fall into the week so.
  @inline(__always)
  static func points(_ fit: ScheduleFit, _ scales: some Sequence<PointScale>, excludes: Bool) -> Int32 {
    if excludes, fit.fits == false { return ColumnPoints.excluded }
    let value = fit.value
    return scales.reduce(0) { $0 + $1.points(value) }
  }
}
