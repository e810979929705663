/// What a rule answers for one group. *Unknown* is an answer of its own: the group stays, and the question is asked.
public enum Verdict: UInt8, Sendable, Hashable, CaseIterable {
  case yes, no, unknown
}

/// A rule's verdict for each row, for one member over one snapshot: *no* where a part says no, else *unknown* where one
/// does not know.
struct Check: Sendable {
  let parts: [CheckPart]

  /// The verdict on a row.
  func callAsFunction(_ row: Int) -> Verdict {
    var isKnown = true
    for part in parts {
      switch part.verdict(on: row) {
      case .yes: continue
      case .no: return .no
      case .unknown: isKnown = false
      }
    }
    return isKnown ? .yes : .unknown
  }

  // MARK: The kinds of checks

  /// The verdict depends on one column of facts: one call a distinct fact.
  static func table<Fact>(_ column: FactColumn<Fact>, _ verdict: (Fact) -> Verdict) -> Check {
    Check(parts: [.table(column.codes, column.facts.map(verdict))])
  }

  /// Several checks that all have to hold.
  static func all(_ checks: [Check]) -> Check { Check(parts: checks.flatMap(\.parts)) }

  /// The verdict depends on how far a row's place is.
  static func travel(_ reach: TravelReach) -> Check { Check(parts: [.travel(reach)]) }

  /// The verdict is whether some session falls within the member's week.
  static func schedule(_ schedule: MemberSchedule) -> Check { Check(parts: [.schedule(schedule)]) }

  /// No for some rows, yes for all others.
  static func excluding(_ rows: Set<Int>) -> Check { Check(parts: [.excluding(rows)]) }
}

/// One part of a rule: by what kind of column it is looked up. This is all that the search knows of rules.
enum CheckPart: Sendable {
  /// Verdicts by code.
  case table(CodeColumn, [Verdict])
  case travel(TravelReach)
  case schedule(MemberSchedule)
  case excluding(Set<Int>)

  func verdict(on row: Int) -> Verdict {
    switch self {
    case .table(let column, let verdicts): verdicts[column[row]]
    case .travel(let reach): reach.verdict(on: row)
    case .schedule(let schedule): Verdict(schedule.fit(of: row).fits)
    case .excluding(let rows): rows.contains(row) ? .no : .yes
    }
  }
}

extension Verdict {
  /// Yes or no where it is known.
  init(_ holds: Bool?) { self = holds.map { $0 ? .yes : .no } ?? .unknown }
}

/// Verdicts by the way in which a row can be attended and, where somebody has to travel, by the distance.
struct TravelReach: Sendable {
  let places: PlaceColumn
  let here: EarthPoint
  /// The square of the longest straight line within the limit, in units of ``EarthPoint``.
  let limitChord: Int64
  /// By code of ``PlaceColumn/attendance``: `nil` where the distance decides.
  let fixed: [Verdict?]

  /// - Parameter fixed: What holds without regard to the distance; `nil` where the distance decides. Where the place is
  ///   not known that is not known either.
  init(_ places: PlaceColumn, from here: Coordinate, within kilometers: Double, fixed: (Attendance) -> Verdict?) {
    self.places = places
    self.here = EarthPoint(here)
    limitChord = EarthPoint.squaredChord(ofKilometers: kilometers)
    self.fixed = places.attendance.facts.map { $0.isPlaced ? fixed($0) : fixed($0) ?? .unknown }
  }

  @inline(__always)
  func verdict(on row: Int) -> Verdict {
    fixed[places.attendance.codes[row]] ?? (isWithin(places.points.pointer[row]) ? .yes : .no)
  }

  /// Whether a place is within the limit.
  @inline(__always)
  func isWithin(_ point: EarthPoint) -> Bool { here.squaredChord(to: point) <= limitChord }
}
