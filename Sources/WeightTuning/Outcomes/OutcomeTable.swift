import GroupMatching

/// Outcomes with the values of the features: one row a referral of which it is known whether it was a success.
///
/// Rows stand by member, then by the outcome itself, so that the order of a file changes no result.
public struct OutcomeTable: Sendable {
  /// A row before it is put in order.
  public struct Row: Sendable {
    public var member: String
    public var group: String
    /// The place in the list shown, from 1; `nil` where nobody knows.
    public var shownRank: Int?
    /// Whether it was a success; the usual one is to stay.
    public var stayed: Bool
    /// One value a feature in the order of ``features``, 0…1; `nil` where the member leaves it open.
    public var values: [Double?]

    public init(member: String, group: String, shownRank: Int?, stayed: Bool, values: [Double?]) {
      self.member = member
      self.group = group
      self.shownRank = shownRank
      self.stayed = stayed
      self.values = values
    }
  }

  /// The features' ids, one column each.
  public let features: [String]
  public let rows: [Row]
  /// The rows of each member, in the order of their ids.
  public let members: [Range<Int>]
  /// Row after row: values less the column's mean, in units of ``deviations``; 0 where the member leaves it open.
  let standardized: [Double]
  /// The deviation of each column over the rows where it applies; 0 where it never varies.
  let deviations: [Double]

  /// - Complexity: O(rows · (log rows + features)).
  public init(features: [String], rows unordered: [Row]) {
    self.features = features
    let rows = unordered.sorted(by: Self.precedes)
    self.rows = rows
    var members: [Range<Int>] = []
    for (place, row) in rows.enumerated() {
      if let last = members.last, rows[last.lowerBound].member == row.member {
        members[members.count - 1] = last.lowerBound..<place + 1
      } else {
        members.append(place..<place + 1)
      }
    }
    self.members = members
    (standardized, deviations) = Self.standardize(rows, columns: features.count)
  }

  private static func precedes(_ left: Row, _ right: Row) -> Bool {
    if left.member != right.member { return left.member < right.member }
    if left.group != right.group { return left.group < right.group }
    if left.shownRank != right.shownRank { return (left.shownRank ?? 0) < (right.shownRank ?? 0) }
    if left.stayed != right.stayed { return right.stayed }
    return left.values.lexicographicallyPrecedes(right.values) { ($0 ?? -1) < ($1 ?? -1) }
  }

  private static func standardize(_ rows: [Row], columns: Int) -> (values: [Double], deviations: [Double]) {
    var counts = [Double](repeating: 0, count: columns)
    var sums = counts
    var squares = counts
    for row in rows {
      for (column, value) in row.values.enumerated() {
        guard let value else { continue }
        counts[column] += 1
        sums[column] += value
      }
    }
    let means = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
    for row in rows {
      for (column, value) in row.values.enumerated() {
        guard let value else { continue }
        squares[column] += (value - means[column]) * (value - means[column])
      }
    }
    // A feature that hardly ever differs has no scale of its own.
    let deviations = zip(squares, counts).map { $1 > 1 && $0 / $1 > 1e-9 ? ($0 / $1).squareRoot() : 0 }
    var values = [Double](repeating: 0, count: rows.count * columns)
    for (place, row) in rows.enumerated() {
      for (column, value) in row.values.enumerated() {
        guard let value, deviations[column] > 0 else { continue }
        values[place * columns + column] = (value - means[column]) / deviations[column]
      }
    }
    return (values, deviations)
  }
}
