import GroupMatching

// The one place where the service reads groups out of a snapshot.

extension Snapshot {
  /// How many groups it holds.
  var groupCount: Int { groups.count }

  /// The group at a place in the order of ids.
  func group(at place: Int) -> Group { group(inOrderOfID: place) }
}
