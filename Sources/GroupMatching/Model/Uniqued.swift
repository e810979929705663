extension Sequence where Element: Hashable {
  /// The elements in order, each the first time only.
  ///
  /// - Complexity: O(n).
  public func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
