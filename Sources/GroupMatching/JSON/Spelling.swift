extension String {
  /// Whether one text is the other with at most two letters wrong, missing or added (one where it is short).
  func isSpelled(like other: String) -> Bool {
    let allowed = Swift.min(count, other.count) <= 4 ? 1 : 2
    guard abs(count - other.count) <= allowed else { return false }
    return editDistance(to: other) <= allowed
  }

  /// The least number of letters to change, add or drop.
  ///
  /// - Complexity: O(n · m).
  /// - SeeAlso: Wagner and Fischer, "The String-to-String Correction Problem", 1974.
  func editDistance(to other: String) -> Int {
    let target = Array(other)
    var row = Array(0...target.count)
    for (line, letter) in enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for column in target.indices {
        let substituted = diagonal + (letter == target[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = Swift.min(substituted, diagonal + 1, row[column] + 1)
      }
    }
    return row[target.count]
  }
}
