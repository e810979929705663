import Synchronization
import TextUnderstanding

/// What each group is about, with an index from topics to the lists that hold them.
///
/// A large directory has thousands of distinct lists of topics. How near each of them comes to one topic is worked out the
/// first time that somebody looks for it: a byte a list.
final class TopicColumn: Sendable {
  let lists: FactColumn<[OfferedTopic]>
  /// Where each topic is offered.
  private let offers: [TopicID: StoredArray<Offer>]
  /// The codes of lists that say nothing.
  private let emptyLists: [Int]
  private let known = Mutex<[TopicID: StoredArray<UInt8>]>([:])

  private struct Offer: Sendable, BitwiseCopyable {
    let list: Int
    let strength: Double
  }

  init(_ lists: FactColumn<[OfferedTopic]>) {
    self.lists = lists
    var offers: [TopicID: [Offer]] = [:]
    for (code, list) in lists.facts.enumerated() {
      for offered in list { offers[offered.topic, default: []].append(Offer(list: code, strength: offered.strength)) }
    }
    self.offers = offers.mapValues { StoredArray($0) }
    emptyLists = lists.facts.indices.filter { lists.facts[$0].isEmpty }
  }

  /// How near each list comes to a topic, by code: the nearest of its topics counts, times its strength.
  ///
  /// - Complexity: O(lists) the first time for a topic.
  func nearness(to topic: TopicID, in taxonomy: Taxonomy) -> StoredArray<UInt8> {
    if let nearness = known.withLock({ $0[topic] }) { return nearness }
    var steps = [UInt8](repeating: 0, count: RowBlock.count(for: lists.facts.count) * RowBlock.rows)
    for relative in taxonomy.relatives(of: topic) {
      let value = TopicWorth.value(of: relative.relation)
      for offer in offers[relative.topic] ?? StoredArray([]) {
        steps[offer.list] = max(steps[offer.list], NearnessStep.nearest(to: offer.strength * value))
      }
    }
    for list in emptyLists { steps[list] = NearnessStep.silent }
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
