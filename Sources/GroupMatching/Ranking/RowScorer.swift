import MatchingKernels
import TextUnderstanding

/// Adds up what the facts of single rows give one member. All that it looks up lies at a fixed place in memory, so that a
/// row costs a few dozen loads.
///
/// It points into a plan and a snapshot, and is used while both live.
struct RowScorer {
  private let rows: UnsafeRawPointer
  private let stride: Int
  /// Where the narrow columns stand in a row's record, and for each of them 256 points.
  private let places: UnsafeBufferPointer<UInt8>
  private let points: UnsafePointer<Int32>
  private let wide: UnsafeBufferPointer<Wide>
  private let nearnesses: UnsafeBufferPointer<Nearness>
  private let travels: UnsafeBufferPointer<Travel>
  private let reaches: UnsafeBufferPointer<Reach>
  /// Where the way of attendance stands in a row's record.
  private let attendance: Int
  private let schedule: Schedule?

  /// The numbers of a plan in the order in which the scorer runs over them.
  final class Tables: Sendable {
    fileprivate let places: StoredArray<UInt8>
    fileprivate let points: StoredArray<Int32>
    fileprivate let wide: StoredArray<Wide>
    fileprivate let widePoints: [StoredArray<Int32>]
    fileprivate let nearnesses: StoredArray<Nearness>
    fileprivate let travels: StoredArray<Travel>
    fileprivate let reaches: StoredArray<Reach>
    fileprivate let byFit: StoredArray<Int32>
    fileprivate let fitOfPattern: StoredArray<UInt32>
    fileprivate let fits: StoredArray<SessionFit>
    fileprivate let scales: StoredArray<PointScale>

    init(
      _ columns: [ColumnPoints], _ nearnesses: [NearnessPoints], _ travels: [TravelPoints], _ reaches: [TravelReach],
      _ schedule: SchedulePoints?
    ) {
      let narrow = columns.filter { $0.column.wide == nil }
      places = StoredArray(narrow.map { UInt8(RowTable.columnsOffset + $0.column.place) })
      points = StoredArray(narrow.flatMap(\.classes))
      let wideColumns = columns.filter { $0.column.wide != nil }
      widePoints = wideColumns.map { StoredArray($0.wide) }
      wide = StoredArray(
        zip(wideColumns, widePoints).compactMap { column, points in
          column.column.wide.map { Wide(codes: $0.pointer, points: points.pointer) }
        })
      self.nearnesses = StoredArray(
        nearnesses.map { points in
          let column = points.nearness.column
          return Nearness(
            codes: column.wide?.pointer, place: RowTable.columnsOffset + column.place, values: points.nearness.byCode,
            scale: points.scale)
        })
      self.travels = StoredArray(
        travels.map {
          Travel(decides: Self.bits($0.table.fixed), here: $0.table.here, curve: $0.table.curve, scale: $0.scale)
        })
      self.reaches = StoredArray(
        reaches.map { Reach(decides: Self.bits($0.fixed), here: $0.here, limitChord: $0.limitChord) })
      byFit = StoredArray(schedule?.byFit ?? [])
      fitOfPattern = StoredArray(schedule?.schedule.fitOfPattern ?? [])
      fits = StoredArray(schedule?.schedule.fits ?? [])
      scales = StoredArray(schedule?.scales ?? [])
    }

    /// A bit for each class of attendance for which the distance decides.
    private static func bits<Value>(_ fixed: [Value?]) -> UInt64 {
      fixed.enumerated().reduce(0) { $1.element == nil ? $0 | 1 << UInt64($1.offset) : $0 }
    }
  }

  fileprivate struct Wide: BitwiseCopyable, @unchecked Sendable {
    let codes: UnsafePointer<UInt32>
    let points: UnsafePointer<Int32>
  }

  fileprivate struct Nearness: BitwiseCopyable, @unchecked Sendable {
    /// The codes of the rows, where a byte does not hold them.
    let codes: UnsafePointer<UInt32>?
    /// Where the code stands in a row's record, where a byte holds it.
    let place: Int
    let values: WishNearness.ByCode
    let scale: PointScale

    @inline(__always)
    func code(of row: Int, in record: UnsafeRawPointer) -> Int {
      codes.map { Int($0[row]) } ?? Int(record.load(fromByteOffset: place, as: UInt8.self))
    }
  }

  fileprivate struct Travel: BitwiseCopyable, Sendable {
    let decides: UInt64
    let here: EarthPoint
    let curve: DistanceCurve
    let scale: PointScale
  }

  fileprivate struct Reach: BitwiseCopyable, Sendable {
    let decides: UInt64
    let here: EarthPoint
    let limitChord: Int64
  }

  private struct Schedule {
    let patternOfSession: UnsafePointer<UInt32>
    let fitOfPattern: UnsafePointer<UInt32>
    let byFit: UnsafePointer<Int32>
    let unknown: Int32
    let codes: UnsafePointer<UInt32>
    let fits: UnsafePointer<SessionFit>
    let scales: UnsafeBufferPointer<PointScale>
    let excludes: Bool
  }

  init(_ plan: CompiledPlan, _ snapshot: Snapshot) {
    let tables = plan.tables
    rows = UnsafeRawPointer(snapshot.table.bytes.pointer)
    stride = snapshot.table.stride
    places = tables.places.buffer
    points = tables.points.pointer
    wide = tables.wide.buffer
    nearnesses = tables.nearnesses.buffer
    travels = tables.travels.buffer
    reaches = tables.reaches.buffer
    attendance = RowTable.columnsOffset + snapshot.places.attendance.codes.place
    schedule = plan.schedule.map { points in
      Schedule(
        patternOfSession: points.schedule.view.patternOfSession.pointer, fitOfPattern: tables.fitOfPattern.pointer,
        byFit: tables.byFit.pointer, unknown: points.unknown, codes: points.schedule.column.codes.pointer,
        fits: tables.fits.pointer,
        scales: tables.scales.buffer,
        excludes: points.excludes)
    }
  }

  /// What the facts of a row give; below 0 where something excludes it.
  @inline(__always)
  func points(of row: Int) -> Int32 {
    let record = rows + row * stride
    let fields = record.load(as: RowTable.Fields.self)
    var sum: Int32 = 0
    for index in 0..<places.count {
      sum &+= points[index * CodeClassing.most + Int(record.load(fromByteOffset: Int(places[index]), as: UInt8.self))]
    }
    for column in wide { sum &+= column.points[Int(column.codes[row])] }
    for nearness in nearnesses {
      sum &+= nearness.scale.points(nearness.values.value(of: nearness.code(of: row, in: record)))
    }
    if let schedule { sum &+= points(of: fields, schedule) }
    guard sum >= 0 else { return sum }
    let way = UInt64(record.load(fromByteOffset: attendance, as: UInt8.self))
    for reach in reaches where reach.decides >> way & 1 != 0 {
      if reach.here.squaredChord(to: fields.point) > reach.limitChord { return ColumnPoints.excluded }
    }
    for travel in travels where travel.decides >> way & 1 != 0 {
      sum &+= travel.scale.points(travel.curve.value(at: travel.here.kilometers(to: fields.point)))
    }
    return sum
  }

  @inline(__always)
  private func points(of row: RowTable.Fields, _ schedule: Schedule) -> Int32 {
    switch row.sessionCount {
    case 0: return schedule.unknown
    case 1:
      let pattern = schedule.patternOfSession[Int(row.session)]
      return pattern == ScheduleView.noPattern
        ? schedule.unknown : schedule.byFit[Int(schedule.fitOfPattern[Int(pattern)])]
    default: return pointsOfSeveral(row, schedule)
    }
  }

  private func pointsOfSeveral(_ row: RowTable.Fields, _ schedule: Schedule) -> Int32 {
    var fit = ScheduleFit()
    for place in Int(row.session)..<Int(row.session) + Int(row.sessionCount) {
      let pattern = schedule.patternOfSession[Int(schedule.codes[place])]
      fit.add(pattern == ScheduleView.noPattern ? nil : schedule.fits[Int(schedule.fitOfPattern[Int(pattern)])])
    }
    return SchedulePoints.points(fit, schedule.scales, excludes: schedule.excludes)
  }

  /// Asks for a row's record, which will be read soon.
  @inline(__always)
  func prefetch(_ row: Int) {
    kith_prefetch(rows + row * stride)
    for column in wide { kith_prefetch(column.codes + row) }
    for nearness in nearnesses {
      if let codes = nearness.codes { kith_prefetch(codes + row) }
    }
  }

  /// Asks for what a row's record and codes point to: the points of its wide codes, and its sessions where it has several.
  @inline(__always)
  func prefetchDetails(_ row: Int) {
    for column in wide { kith_prefetch(column.points + Int(column.codes[row])) }
    for nearness in nearnesses { nearness.values.prefetch(nearness.code(of: row, in: rows + row * stride)) }
    guard let schedule else { return }
    let fields = (rows + row * stride).load(as: RowTable.Fields.self)
    if fields.sessionCount > 1 { kith_prefetch(schedule.codes + Int(fields.session)) }
  }

  /// Where a row's text stands.
  @inline(__always)
  func text(of row: Int) -> Int { Int((rows + row * stride).load(as: RowTable.Fields.self).text) }
}

extension StoredArray {
  /// The elements as a buffer, valid while this value lives.
  fileprivate var buffer: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: pointer, count: count) }
}
