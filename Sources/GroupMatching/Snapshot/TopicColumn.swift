import Synchronization
import TextUnderstanding

/// What each group is about: for each topic the lists that hold it.
///
/// A large directory has tens of thousands of distinct lists of topics. They stay in the file as an index from topics to
/// lists. How near each of them comes to one topic is worked out the first time that somebody looks for it: a byte a list.
final class TopicColumn: Sendable {
  /// The list of each row.
  let codes: CodeColumn
  /// The lists by topic.
  private let offers: TopicOffers
  /// The code of the list that says nothing; each list is kept once, so that there is one at most.
  private let emptyList: Int?
  private let known = Mutex<[TopicID: StoredArray<UInt8>]>([:])

  /// - Parameter emptyList: The code of the list that says nothing, where there is one.
  init(_ codes: CodeColumn, _ offers: TopicOffers, emptyList: UInt32?) {
    self.codes = codes
    self.offers = offers
    self.emptyList = emptyList.map(Int.init)
  }

  /// How near each list comes to a topic, by code: the nearest of its topics counts, times its strength.
  ///
  /// - Complexity: O(lists) the first time for a topic.
  func nearness(to topic: TopicID, in taxonomy: Taxonomy) -> StoredArray<UInt8> {
    if let nearness = known.withLock({ $0[topic] }) { return nearness }
    var steps = [UInt8](repeating: 0, count: RowBlock.count(for: codes.count) * RowBlock.rows)
    for relative in taxonomy.relatives(of: topic) {
      let value = TopicWorth.value(of: relative.relation)
      offers.forEachList(offering: relative.topic) { list, strength in
        steps[list] = max(steps[list], NearnessStep.nearest(to: strength * value))
      }
    }
    if let emptyList { steps[emptyList] = NearnessStep.silent }
    let nearness = StoredArray(steps)
    known.withLock { $0[topic] = nearness }
    return nearness
  }
}

/// Nearness in twentieths, so that a byte holds it and a register the values of all steps.
enum NearnessStep {
  /// The step that stands for 1.
  static let full: UInt8 = 20
  /// Stands for a list that says nothing.
  static let silent: UInt8 = 21
  static let count = 22

  static func nearest(to value: Double) -> UInt8 { UInt8((min(1, max(0, value)) * Double(full)).rounded()) }

  @inline(__always)
  static func value(of step: UInt8) -> Double { Double(step) / Double(full) }
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
