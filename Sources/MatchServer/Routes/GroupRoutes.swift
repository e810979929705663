import GroupMatching

extension Route {
  /// The directory, page by page, with filters and counts.
  static let groups = Route(method: .get, path: "/v1/groups", isCacheable: true) { call throws(Problem) in
    let served = try call.snapshot()
    let listing = try GroupListing(call.query)
    // Reading all records once takes a while: that waits apart, and no match waits behind it.
    let workers = served.facets.isMade ? call.service.workers : call.service.indexers
    return try await call.work(on: workers) { () throws(Problem) in
      .json(listing.record(served.snapshot, served.facets.index))
    }
  }

  /// One group by id.
  static let group = Route(method: .get, path: "/v1/groups/{id}", isCacheable: true) { call throws(Problem) in
    try call.query.finish()
    let snapshot = try call.snapshot().snapshot
    guard let row = snapshot.row(of: call.parameters["id"] ?? "") else {
      throw Problem(.notFound, "no group has this id")
    }
    return .json(snapshot.groups[row].record)
  }
}
