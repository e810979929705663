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
  /// By code of ``FirstSession`` and of ``SecondSession``: the greater of both is the most that a row gives.
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
    // Two sessions give at most what the better one and its like give. One that cannot be attended may be free for most of
    // its minutes, and lend these to another that can be attended.
    let ofTwoAlike = schedule.fits.map { Self.points(ScheduleFit([$0, $0]), scales, excludes: false) }
    var lent: Int32 = 0
    for (fit, points) in zip(schedule.fits, ofTwoAlike) where excludes && !fit.isAttendable { lent = max(lent, points) }
    let mostOfTwo = zip(schedule.fits, ofTwoAlike).map { fit, points in
      excludes && !fit.isAttendable ? ColumnPoints.excluded : max(points, lent)
    }
    func most(_ points: [Int32], unknown: Int32, at time: Int) -> Int32 {
      schedule.view.patternsOfTime[time].reduce(ColumnPoints.excluded) {
        max($0, $1 == ScheduleView.noPattern ? unknown : points[Int(schedule.fitOfPattern[Int($1)])])
      }
    }
    let ofTwo = (0..<SessionTime.count).map { most(mostOfTwo, unknown: greatest, at: $0) }
    byFirst = FirstSession.all.map { first in
      switch first {
      case .only(let time): most(byFit, unknown: unknown, at: time)
      case .ofTwo(let time): ofTwo[time]
      case .none: unknown
      case .other: greatest
      }
    }
    bySecond = ofTwo + [ColumnPoints.excluded]
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
