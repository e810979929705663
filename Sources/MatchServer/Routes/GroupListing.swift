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
  /// - Complexity: O(groups).
  func record(_ snapshot: Snapshot, _ vocabulary: Vocabulary) -> JSONObject {
    var counts = [[String: Int]](repeating: [:], count: Facet.all.count)
    var page: [JSONValue] = []
    var total = 0
    var last = ""
    var hasMore = false
    let start = cursor.map(snapshot.firstPlace(after:)) ?? 0
    for row in 0..<snapshot.groupCount {
      let group = snapshot.group(at: row)
      let values = Facet.all.map { Set($0.values(group, vocabulary)) }
      let failed = filters.indices.filter { !filters[$0].isEmpty && filters[$0].isDisjoint(with: values[$0]) }
      guard failed.count <= 1 else { continue }
      for facet in failed.isEmpty ? Array(values.indices) : failed {
        for value in values[facet] { counts[facet][value, default: 0] += 1 }
      }
      guard failed.isEmpty else { continue }
      total += 1
      guard row >= start else { continue }
      if page.count < limit {
        page.append(.object(group.record))
        last = group.id
      } else {
        hasMore = true
      }
    }
    return [
      "snapshot": .string(snapshot.id), "total": .number(Double(total)), "groups": .array(page),
      "next": hasMore && !page.isEmpty ? .string(last) : .null, "facets": Self.facets(counts),
    ]
  }

  private static func facets(_ counts: [[String: Int]]) -> JSONValue {
    var facets: JSONObject = [:]
    for (facet, counts) in zip(Facet.all, counts) {
      let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      facets[facet.name] = .array(
        sorted.map { ["value": .string($0.key), "count": .number(Double($0.value))] })
    }
    return .object(facets)
  }
}
