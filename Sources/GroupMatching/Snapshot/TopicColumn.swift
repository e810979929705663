import Synchronization
import TextUnderstanding

/// What each group is about: for each topic the lists that hold it.
///
/// A large directory has tens of thousands of distinct lists of topics. They stay in the file as an index from topics to
/// lists. How near each of them comes to one topic is worked out the first time that somebody looks for it.
final class TopicColumn: Sendable {
  /// The list of each row.
  let codes: CodeColumn
  /// The lists by topic.
  private let offers: TopicOffers
  /// The codes of lists that say nothing: each list is kept once, so that there is one at most.
  private let emptyLists: CodeSet
  private let known = Mutex<[TopicID: Nearness]>([:])

  /// The lists that come near to a topic, and how near each comes.
  private struct Nearness: Sendable {
    let lists: CodeSet
    let codes: StoredArray<UInt32>
    let values: StoredArray<Double>
  }

  /// - Parameter emptyList: The code of the list that says nothing, where there is one.
  init(_ codes: CodeColumn, _ offers: TopicOffers, emptyList: UInt32?) {
    self.codes = codes
    self.offers = offers
    emptyLists = CodeSet([emptyList].compactMap { $0.map(Int.init) }, below: codes.count)
  }

  /// How near each list comes to some wishes: `nan` where a list says nothing.
  ///
  /// For each wish the nearest of the list's topics counts, times the strengths of both.
  ///
  /// - Parameters:
  ///   - combine: Makes one value out of the best and the sum over the wishes.
  /// - Complexity: O(lists that are near to a wish), and a bit a list.
  func values(
    _ wishes: [(topic: TopicID, strength: Double)], in taxonomy: Taxonomy,
    combine: (_ best: Double, _ sum: Double) -> Double
  ) -> CodeTable {
    let near = wishes.map { (strength: $0.strength, lists: nearness(to: $0.topic, in: taxonomy)) }
    let codes = CodeSet(near.map(\.lists.lists) + [emptyLists])
    let places = codes.pointers
    var values = [Double](repeating: 0, count: codes.count)
    var sums = values
    values.withUnsafeMutableBufferPointer { best in
      sums.withUnsafeMutableBufferPointer { sums in
        for (strength, lists) in near {
          for entry in 0..<lists.codes.count {
            guard let place = places.place(of: Int(lists.codes.pointer[entry])) else { continue }
            let value = strength * lists.values.pointer[entry]
            best[place] = max(best[place], value)
            sums[place] += value
          }
        }
        for place in best.indices { best[place] = combine(best[place], sums[place]) }
        emptyLists.forEach { code in
          if let place = places.place(of: code) { best[place] = .nan }
        }
      }
    }
    return CodeTable(column: self.codes, codes: codes, values: values)
  }

  /// The lists that come near to a topic.
  private func nearness(to topic: TopicID, in taxonomy: Taxonomy) -> Nearness {
    if let nearness = known.withLock({ $0[topic] }) { return nearness }
    let far = -1.0
    var nearest = [Double](repeating: far, count: codes.count)
    for relative in taxonomy.relatives(of: topic) {
      let value = TopicWorth.value(of: relative.relation)
      offers.forEachList(offering: relative.topic) { list, strength in
        nearest[list] = max(nearest[list], 0, strength * value)
      }
    }
    let near = nearest.indices.filter { nearest[$0] != far }
    let nearness = Nearness(
      lists: CodeSet(near, below: codes.count), codes: StoredArray(near.map(UInt32.init)),
      values: StoredArray(near.map { nearest[$0] }))
    known.withLock { $0[topic] = nearness }
    return nearness
  }
}

/// Which lists of topics hold each topic, and how strongly.
struct TopicOffers: Sendable {
  /// Where each topic stands in ``starts``.
  private let places: [TopicID: Int]
  /// Where the lists of each topic begin in ``lists``; one more entry at the end.
  private let starts: StoredArray<UInt32>
  /// The codes of the lists, in order for each topic.
  private let lists: StoredArray<UInt32>
  /// How strongly each of these lists holds the topic.
  private let strengths: StoredArray<Double>

  init(
    topics: [TopicID], starts: StoredArray<UInt32>, lists: StoredArray<UInt32>, strengths: StoredArray<Double>
  ) {
    places = Dictionary(zip(topics, 0...)) { first, _ in first }
    (self.starts, self.lists, self.strengths) = (starts, lists, strengths)
  }

  /// Calls `body` with the code of each list that holds a topic, and how strongly it does.
  func forEachList(offering topic: TopicID, _ body: (_ list: Int, _ strength: Double) -> Void) {
    guard let place = places[topic] else { return }
    for entry in Int(starts[place])..<Int(starts[place + 1]) { body(Int(lists[entry]), strengths[entry]) }
  }
}

extension SectionWriter {
  /// Adds what each row is about.
  ///
  /// - Returns: The bytes of the column.
  /// - Complexity: O(rows + topics of the distinct lists).
  mutating func add(topics rows: [[OfferedTopic]]) throws(SnapshotError) -> [UInt8] {
    let (classes, distinct) = try add(codes: "topics", of: rows)
    var offers: [TopicID: [(list: UInt32, strength: Double)]] = [:]
    for (code, list) in distinct.enumerated() {
      for offered in list { offers[offered.topic, default: []].append((UInt32(code), offered.strength)) }
    }
    let inOrder = offers.sorted { $0.key < $1.key }
    var starts: [UInt32] = [0]
    for (_, lists) in inOrder { starts.append((starts.last ?? 0) + UInt32(lists.count)) }
    try add("topics.count", [UInt32(distinct.count)])
    try add("topics.empty", distinct.indices.filter { distinct[$0].isEmpty }.map(UInt32.init))
    try add("topics.names", facts: inOrder.map(\.key))
    try add("topics.starts", starts)
    try add("topics.lists", inOrder.flatMap { $0.value.map(\.list) })
    try add("topics.strengths", inOrder.flatMap { $0.value.map(\.strength) })
    return classes
  }
}

extension SnapshotSections {
  /// What each row is about.
  func topics(rows: Int, place: inout Int) throws(SnapshotError) -> TopicColumn {
    let count = Int(try list("topics.count", of: UInt32.self, count: 1)[0])
    let codes = try codes("topics", count: count, rows: rows, place: &place)
    let topics = try facts("topics.names", of: TopicID.self)
    let lists = try list("topics.lists", of: UInt32.self)
    let offers = TopicOffers(
      topics: topics, starts: try list("topics.starts", count: topics.count + 1), lists: lists,
      strengths: try list("topics.strengths", count: lists.count))
    return TopicColumn(codes, offers, emptyList: try list("topics.empty", of: UInt32.self).first)
  }
}
