import GroupMatching

// The one place where the service reads groups out of a snapshot.

extension Snapshot {
  /// How many groups it holds.
  var groupCount: Int { groups.count }

  /// The group of a row; rows stand in order of id.
  func group(at row: Int) -> Group { groups[row] }

  /// The row of the first group whose id is greater than one.
  ///
  /// - Complexity: O(log n).
  func firstRow(after id: String) -> Int {
    var low = 0
    var high = groupCount
    while low < high {
      let middle = (low + high) / 2
      if group(at: middle).id <= id { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
