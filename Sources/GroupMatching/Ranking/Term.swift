import TextUnderstanding

// What a feature compiles into for one member over one snapshot.

/// A feature's value for each row: the mean of its parts.
///
/// Nearly every feature has one part; one that looks at several columns has a part for each.
struct Term: Sendable {
  /// Each counts the same.
  let parts: [TermPart]

  /// The value of a row, 0…1; `nil` where none of it is known.
  ///
  /// - Parameter unknown: What an unknown part counts as beside known ones.
  func value(of row: Int, unknown: Double) -> Double? {
    if parts.count == 1 { return parts[0].value(of: row) }
    let values = parts.map { $0.value(of: row) }
    guard values.contains(where: { $0 != nil }) else { return nil }
    return values.reduce(0) { $0 + ($1 ?? unknown) } / Double(parts.count)
  }

  // MARK: The kinds of terms

  /// The value depends on one column of facts: one call a distinct fact.
  ///
  /// - Complexity: O(distinct facts).
  static func table<Fact>(_ column: FactColumn<Fact>, _ value: (Fact) -> Double?) -> Term {
    Term(parts: [.table(CodeTable(column, value))])
  }

  /// The mean of the values of several columns of one kind.
  static func mean<Fact>(of columns: [FactColumn<Fact>], _ value: (Fact) -> Double?) -> Term {
    Term(parts: columns.map { .table(CodeTable($0, value)) })
  }

  /// The value is how near a row's list comes to some wishes.
  static func nearness(_ nearness: WishNearness) -> Term { Term(parts: [.nearness(nearness)]) }

  /// The value depends on how far a row's place is.
  static func travel(_ travel: TravelTable) -> Term { Term(parts: [.travel(travel)]) }

  /// The value is how the sessions fall into the member's week.
  static func schedule(_ schedule: MemberSchedule) -> Term { Term(parts: [.schedule(schedule)]) }

  /// The value is the likeness of the texts.
  static func likeness(_ likeness: TextLikeness) -> Term { Term(parts: [.likeness(likeness)]) }

  /// The value is how many rare words are shared.
  static func rareWords(_ words: SharedWords) -> Term { Term(parts: [.rareWords(words)]) }
}

/// One part of a feature's value: by what kind of column it is looked up. This is all that the search knows of features.
enum TermPart: Sendable {
  case table(CodeTable)
  case nearness(WishNearness)
  case travel(TravelTable)
  case schedule(MemberSchedule)
  case likeness(TextLikeness)
  case rareWords(SharedWords)

  /// The value of a row, 0…1; `nil` where it is not known.
  func value(of row: Int) -> Double? {
    switch self {
    case .table(let table): table.value(of: row)
    case .nearness(let nearness): nearness.value(of: row)
    case .travel(let table): table.value(of: row)
    case .schedule(let schedule): schedule.fit(of: row).value
    case .likeness(let likeness): likeness.value(of: row)
    case .rareWords(let words): words.value(of: row)
    }
  }
}

/// Values by the code of a column.
struct CodeTable: Sendable {
  let column: CodeColumn
  /// By code; `nan` stands for unknown.
  let values: [Double]

  init<Fact>(_ column: FactColumn<Fact>, _ value: (Fact) -> Double?) {
    self.column = column.codes
    values = column.facts.map { value($0) ?? .nan }
  }

  func value(of row: Int) -> Double? {
    let value = values[column[row]]
    return value.isNaN ? nil : value
  }
}

/// Values by the way in which a row can be attended and, where somebody has to travel, by the distance.
struct TravelTable: Sendable {
  let places: PlaceColumn
  let here: EarthPoint
  let curve: DistanceCurve
  /// By code of ``PlaceColumn/attendance``: `nil` where the distance decides, `nan` for unknown.
  let fixed: [Double?]

  /// - Parameter fixed: What holds without regard to the distance; `nil` where the distance decides. Rows whose place is
  ///   not known must have one.
  init(_ places: PlaceColumn, from here: Coordinate, _ curve: DistanceCurve, fixed: (Attendance) -> Double?) {
    self.places = places
    self.here = EarthPoint(here)
    self.curve = curve
    self.fixed = places.attendance.facts.map { $0.isPlaced ? fixed($0) : fixed($0) ?? .nan }
  }

  func value(of row: Int) -> Double? {
    guard let value = fixed[places.attendance.codes[row]] else {
      return curve.value(at: here.kilometers(to: places.points[row]))
    }
    return value.isNaN ? nil : value
  }
}

/// The sessions of all rows beside one member's free week.
struct MemberSchedule: Sendable {
  let column: SessionColumn
  let view: ScheduleView
  let week: FreeWeek
  /// The ways in which patterns of the view fall into the week, each once: a dozen, as a rule, for a thousand patterns.
  let fits: [SessionFit]
  /// For each pattern its place in ``fits``.
  let fitOfPattern: [UInt32]

  /// - Complexity: O(patterns · distinct fits).
  init(_ column: SessionColumn, _ view: ScheduleView, _ week: FreeWeek) {
    self.column = column
    self.view = view
    self.week = week
    var distinct: [SessionFit] = []
    var last = 0
    fitOfPattern = (0..<view.patterns.count).map { pattern in
      let fit = view.patterns.fit(of: pattern, in: week)
      // Patterns side by side often fall into the week alike.
      if last < distinct.count, distinct[last] == fit { return UInt32(last) }
      last = distinct.firstIndex(of: fit) ?? distinct.count
      if last == distinct.count { distinct.append(fit) }
      return UInt32(last)
    }
    fits = distinct
  }

  /// How a pattern falls into the week; `nil` for ``ScheduleView/noPattern``.
  @inline(__always)
  func fit(ofPattern pattern: UInt32) -> SessionFit? {
    pattern == ScheduleView.noPattern ? nil : fits[Int(fitOfPattern[Int(pattern)])]
  }

  /// How the sessions of a row fall into the week.
  @inline(__always)
  func fit(of row: Int) -> ScheduleFit {
    var fit = ScheduleFit()
    for place in column.range(of: row) {
      fit.add(self.fit(ofPattern: view.patternOfSession[Int(column.codes[place])]))
    }
    return fit
  }
}

/// The texts of all rows beside one member's need.
struct TextLikeness: Sendable {
  let texts: TextColumn
  /// The need's vector, as many components as the texts have.
  let need: StoredArray<Int16>
  let sketch: Sketching.Query
  let curve: LikenessCurve

  init(_ texts: TextColumn, _ need: QuantizedVector, _ curve: LikenessCurve) {
    self.texts = texts
    self.need = StoredArray(
      need.components + [Int16](repeating: 0, count: TextColumn.dimensions - need.components.count))
    sketch = texts.sketching.query(need)
    self.curve = curve
  }

  /// The value of a row; `nil` where nothing in its text is recognised.
  func value(of row: Int) -> Double? {
    let text = Int(texts.ofRows.pointer[row])
    guard texts.recognized.pointer[text] != 0 else { return nil }
    return curve.value(
      ofCosine: Self.cosine(Kernel.best.product(need.pointer, texts.vectors.pointer + text * TextColumn.dimensions)))
  }

  /// The cosine that a product of two vectors stands for.
  @inline(__always)
  static func cosine(_ product: Int32) -> Double { Double(product) / Double(Int64(1) << QuantizedVector.productShift) }
}

/// How cosines become values.
struct LikenessCurve: Sendable {
  /// The cosine of texts that have nothing to do with each other: 0.
  let none: Double
  /// The cosine of texts that say the same in other words: 1.
  let full: Double

  /// The value of a cosine; it never falls.
  @inline(__always)
  func value(ofCosine cosine: Double) -> Double { min(1, max(0, (cosine - none) / (full - none))) }
}

/// The rare words of all rows beside one member's.
struct SharedWords: Sendable {
  let texts: TextColumn
  let query: RareWordQuery

  func value(of row: Int) -> Double? {
    let index = texts.rareWords
    return index.score(ofSum: index.sum(of: query, in: Int(texts.ofRows[row])))
  }
}
