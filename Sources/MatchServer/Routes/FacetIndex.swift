import GroupMatching
import Synchronization

/// The values of every facet for all groups of a snapshot, so that a listing reads no record but those of its page.
///
/// Directories repeat themselves: what a facet holds of a group is kept once for all groups alike, with four bytes a group
/// that say which.
struct FacetIndex: Sendable {
  /// One facet.
  struct Column: Sendable {
    /// The distinct values, in order.
    let values: [String]
    /// The distinct combinations of values that groups have, each by places in ``values``.
    let combinations: [[Int]]
    /// For each group, in order of id, its place in ``combinations``.
    let codes: [UInt32]
    /// For each combination how many groups have it.
    let counts: [Int]
  }

  /// In the order of ``Facet/all``.
  let columns: [Column]

  /// - Complexity: O(groups), reading each record once. Memory: four bytes a group and facet, and the distinct values.
  init(_ snapshot: Snapshot) {
    var gathering = Facet.all.map { _ in Gathering() }
    for place in 0..<snapshot.groupCount {
      let group = snapshot.group(at: place)
      for (facet, entry) in Facet.all.enumerated() {
        gathering[facet].add(entry.values(group, snapshot.vocabulary))
      }
    }
    columns = gathering.map(\.column)
  }

  /// A column on its way.
  private struct Gathering {
    private var codeOfCombination: [[String]: UInt32] = [:]
    private var combinations: [[String]] = []
    private var codes: [UInt32] = []
    private var counts: [Int] = []

    mutating func add(_ values: [String]) {
      let combination = values.count > 1 ? Set(values).sorted() : values
      let code = codeOfCombination[combination] ?? UInt32(combinations.count)
      if Int(code) == combinations.count {
        codeOfCombination[combination] = code
        combinations.append(combination)
        counts.append(0)
      }
      counts[Int(code)] += 1
      codes.append(code)
    }

    var column: Column {
      let values = Set(combinations.joined()).sorted()
      let places = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
      return Column(
        values: values, combinations: combinations.map { $0.compactMap { places[$0] } }, codes: codes, counts: counts)
    }
  }
}

extension FacetIndex.Column {
  /// For each combination whether it has one of some values.
  func passing(_ wanted: Set<String>) -> [Bool] {
    let isWanted = values.map(wanted.contains)
    return combinations.map { $0.contains { isWanted[$0] } }
  }

  /// How many of some groups have each value, the most frequent first, then in order of value; those that none has left out.
  ///
  /// - Parameter counts: For each combination how many of the groups have it.
  func valueCounts(_ counts: [Int]) -> [(value: String, count: Int)] {
    var ofValues = [Int](repeating: 0, count: values.count)
    for (combination, count) in zip(combinations, counts) where count > 0 {
      for value in combination { ofValues[value] += count }
    }
    return ofValues.indices.filter { ofValues[$0] > 0 }
      .sorted { (ofValues[$1], $0) < (ofValues[$0], $1) }
      .map { (values[$0], ofValues[$0]) }
  }
}

/// The index of a snapshot, made the first time that somebody asks for it: many services are never asked to list.
final class LazyFacetIndex: Sendable {
  private let snapshot: Snapshot
  private let made = Mutex<FacetIndex?>(nil)

  init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// Whether asking for it takes no time.
  var isMade: Bool { made.withLock { $0 != nil } }

  /// The index. The first call makes it; others wait meanwhile.
  var index: FacetIndex {
    made.withLock { made in
      if let index = made { return index }
      let index = FacetIndex(snapshot)
      made = index
      return index
    }
  }
}
