/// Documents of queries with a grade and the values of features: what is learned from and evaluated on.
///
/// Rows stand by query, queries in order of their ids, documents of a query in an order of their own content, so that
/// the order of a file's rows changes no result. Values that a file leaves out are 0.
public struct FeatureTable: Sendable, Hashable {
  /// A query and its rows.
  public struct Query: Sendable, Hashable {
    public let id: String
    public let rows: Range<Int>
  }

  /// The numbers by which the file names the features, ascending; one column each.
  public let featureIDs: [Int]
  public let queries: [Query]
  /// The grade of each row: 0 not relevant, higher better, negative not judged.
  public let grades: [Int]
  /// What the file names each row's document; empty where it does not.
  public let documents: [String]
  /// Row after row, one value a column.
  public let values: [Double]

  /// The highest grade: 2 to its power is still far from the end of a `Double`.
  static let gradeLimit = 100
  /// The highest number of a feature.
  static let featureIDLimit = 100_000_000
  /// 8 GiB of values.
  static let cellLimit = 1 << 30

  public var featureCount: Int { featureIDs.count }
  public var rowCount: Int { grades.count }

  /// The values of a row.
  func row(_ row: Int) -> ArraySlice<Double> { values[row * featureCount..<(row + 1) * featureCount] }

  /// A table of rows in any order.
  ///
  /// - Parameters:
  ///   - queryIDs: The query of each row.
  ///   - values: Row after row, one value a feature.
  /// - Complexity: O(rows · log rows + cells).
  public init(featureIDs: [Int], queryIDs: [String], grades: [Int], documents: [String], values: [Double]) {
    let width = featureIDs.count
    let order = grades.indices.sorted { left, right in
      if queryIDs[left] != queryIDs[right] { return queryIDs[left].precedesAsName(queryIDs[right]) }
      if grades[left] != grades[right] { return grades[left] < grades[right] }
      if documents[left] != documents[right] { return documents[left] < documents[right] }
      return values[left * width..<(left + 1) * width]
        .lexicographicallyPrecedes(values[right * width..<(right + 1) * width])
    }
    var queries: [Query] = []
    var sorted: [Double] = []
    sorted.reserveCapacity(values.count)
    for (place, row) in order.enumerated() {
      if let last = queries.last, last.id == queryIDs[row] {
        queries[queries.count - 1] = Query(id: last.id, rows: last.rows.lowerBound..<place + 1)
      } else {
        queries.append(Query(id: queryIDs[row], rows: place..<place + 1))
      }
      sorted += values[row * width..<(row + 1) * width]
    }
    self.featureIDs = featureIDs
    self.queries = queries
    self.grades = order.map { grades[$0] }
    self.documents = order.map { documents[$0] }
    self.values = sorted
  }

  private init(_ table: FeatureTable, queries chosen: [Int]) {
    featureIDs = table.featureIDs
    var queries: [Query] = []
    var grades: [Int] = []
    var documents: [String] = []
    var values: [Double] = []
    for query in chosen.map({ table.queries[$0] }) {
      queries.append(Query(id: query.id, rows: grades.count..<grades.count + query.rows.count))
      grades += table.grades[query.rows]
      documents += table.documents[query.rows]
      values += table.values[query.rows.lowerBound * featureIDs.count..<query.rows.upperBound * featureIDs.count]
    }
    (self.queries, self.grades, self.documents, self.values) = (queries, grades, documents, values)
  }

  /// The table with some of its queries, by place, in the order given.
  public func selecting(_ places: [Int]) -> FeatureTable { FeatureTable(self, queries: places) }

  /// The table with the columns of other features: those it does not have are 0, those not asked for are left out.
  public func withFeatures(_ ids: [Int]) -> FeatureTable {
    guard ids != featureIDs else { return self }
    let columns = ids.map { featureIDs.firstIndex(of: $0) }
    let values = grades.indices.flatMap { row in
      columns.map { column in column.map { self.values[row * featureCount + $0] } ?? 0 }
    }
    let queryIDs = queries.flatMap { query in query.rows.map { _ in query.id } }
    return FeatureTable(
      featureIDs: ids, queryIDs: queryIDs, grades: grades, documents: documents, values: values)
  }

  /// The places of the queries in a number of parts of nearly the same size, told apart by a digest of their ids: the
  /// same query is in the same part wherever it stands in the file.
  ///
  /// - Complexity: O(queries · log queries).
  public func folds(_ count: Int) -> [[Int]] { QueryFolds.folds(of: queries.map(\.id), count) }
}

/// Parts for cross-validation.
enum QueryFolds {
  /// The places of names dealt out to a number of parts, in the order of a digest of each name.
  static func folds(of names: [String], _ count: Int) -> [[Int]] {
    let digests = names.map(StableDigest.of)
    let order = names.indices.sorted { (digests[$0], names[$0]) < (digests[$1], names[$1]) }
    var folds = [[Int]](repeating: [], count: count)
    for (turn, place) in order.enumerated() { folds[turn % count].append(place) }
    return folds.map { $0.sorted() }
  }
}

/// A digest of a text that is the same in each run, unlike `Hasher`'s.
enum StableDigest {
  /// FNV-1a, then mixed as in SplitMix64, so that names that differ in the last letter only are far apart.
  static func of(_ text: String) -> UInt64 {
    let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return SplitMix64.mixed(hash)
  }
}

extension String {
  /// The order of names that are often numbers: 9 before 10, numbers before words.
  func precedesAsName(_ other: String) -> Bool {
    switch (Int(self), Int(other)) {
    case (let one?, let two?) where one != two: one < two
    case (.some, nil): true
    case (nil, .some): false
    default: self < other
    }
  }
}
