import GroupMatching

/// A page of the groups that pass some filters, with counts of what else there is.
struct GroupListing: Sendable {
  /// The values asked for, by place in ``Facet/all``; a facet that is not asked for is empty. Of several values of one
  /// facet one has to be there, of several facets each.
  private var filters: [Set<String>] = []
  private var limit = 20
  /// The id after which the page begins, so that it holds over a change of the snapshot.
  private var cursor: String?

  /// Reads the parameters of a query.
  init(_ query: Query) throws(Problem) {
    var query = query
    filters = Facet.all.map { Set(query.all($0.name)) }
    limit = query.integer("limit", in: 0...100) ?? limit
    cursor = query.one("cursor")
    try query.finish()
  }

  /// The page as one object.
  ///
  /// The counts of a facet are taken over the groups that pass all filters but its own: how many there would be with that
  /// value instead.
  ///
  /// - Complexity: O(groups · facets) of small steps where there are filters, O(values) where there are none; and the records
  ///   of the page.
  func record(_ snapshot: Snapshot, _ index: FacetIndex) -> JSONObject {
    let passing = Passing(filters, index, groups: snapshot.groupCount)
    var page: [JSONValue] = []
    var last = ""
    var hasMore = false
    var place = cursor.map(snapshot.firstPlace(after:)) ?? 0
    while place < snapshot.groupCount, !hasMore {
      defer { place += 1 }
      guard passing.isPassed(place) else { continue }
      if page.count < limit {
        let group = snapshot.group(at: place)
        page.append(.object(group.record))
        last = group.id
      } else {
        hasMore = true
      }
    }
    return [
      "snapshot": .string(snapshot.id), "total": .number(Double(passing.total)), "groups": .array(page),
      "next": hasMore && !page.isEmpty ? .string(last) : .null, "facets": Self.facets(index, passing),
    ]
  }

  private static func facets(_ index: FacetIndex, _ passing: Passing) -> JSONValue {
    var facets: JSONObject = [:]
    for (place, facet) in Facet.all.enumerated() {
      let column = index.columns[place]
      facets[facet.name] = .array(
        column.valueCounts(passing.counts(of: column, at: place))
          .map { ["value": .string($0.value), "count": .number(Double($0.count))] })
    }
    return .object(facets)
  }
}

/// Which groups pass some filters, and which fail one alone.
private struct Passing {
  /// For each group which of the filtered facets it fails: ``none``, the one facet, or ``several``. Empty where there is no
  /// filter.
  private var failed: [UInt8] = []
  /// How many groups pass.
  let total: Int

  private static let none = UInt8.max
  private static let several = UInt8.max - 1

  init(_ filters: [Set<String>], _ index: FacetIndex, groups count: Int) {
    guard filters.contains(where: { !$0.isEmpty }) else {
      total = count
      return
    }
    var failed = [UInt8](repeating: Self.none, count: count)
    for (facet, wanted) in filters.enumerated() where !wanted.isEmpty {
      let column = index.columns[facet]
      let passing = column.passing(wanted)
      for place in 0..<count where !passing[Int(column.codes[place])] {
        failed[place] = failed[place] == Self.none ? UInt8(facet) : Self.several
      }
    }
    total = failed.count { $0 == Self.none }
    self.failed = failed
  }

  func isPassed(_ place: Int) -> Bool { failed.isEmpty || failed[place] == Self.none }

  /// For each combination of a facet's values how many groups have it that pass all filters but the facet's own.
  func counts(of column: FacetIndex.Column, at facet: Int) -> [Int] {
    guard !failed.isEmpty else { return column.counts }
    var counts = [Int](repeating: 0, count: column.combinations.count)
    for (place, failed) in failed.enumerated() where failed == Self.none || failed == UInt8(facet) {
      counts[Int(column.codes[place])] += 1
    }
    return counts
  }
}
