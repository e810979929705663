import GroupMatching

extension Route {
  /// The directory, page by page, with filters and counts.
  static let groups = Route(method: .get, path: "/v1/groups", isCacheable: true) { call throws(Problem) in
    let snapshot = try call.snapshot().snapshot
    let listing = try GroupListing(call.query)
    let vocabulary = call.service.vocabulary
    return try await call.work { () throws(Problem) in .json(listing.record(snapshot, vocabulary)) }
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
