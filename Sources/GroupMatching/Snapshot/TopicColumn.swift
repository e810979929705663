import Synchronization
import TextUnderstanding

/// What each group is about, with an index from topics to the lists that hold them.
///
/// A large directory has thousands of distinct lists of topics. How near each of them comes to one topic is worked out the
/// first time that somebody looks for it.
final class TopicColumn: Sendable {
  let lists: FactColumn<[OfferedTopic]>
  /// Where each topic is offered.
  private let offers: [TopicID: StoredArray<Offer>]
  /// The codes of lists that say nothing.
  private let emptyLists: CodeSet
  private let known = Mutex<[TopicID: Nearness]>([:])

  private struct Offer: Sendable, BitwiseCopyable {
    let list: Int
    let strength: Double
  }

  /// The lists that come near to a topic, and how near each comes.
  private struct Nearness: Sendable {
    let lists: CodeSet
    let codes: StoredArray<UInt32>
    let values: StoredArray<Double>
  }

  init(_ lists: FactColumn<[OfferedTopic]>) {
    self.lists = lists
    var offers: [TopicID: [Offer]] = [:]
    for (code, list) in lists.facts.enumerated() {
      for offered in list { offers[offered.topic, default: []].append(Offer(list: code, strength: offered.strength)) }
    }
    self.offers = offers.mapValues { StoredArray($0) }
    emptyLists = CodeSet(lists.facts.indices.lazy.filter { lists.facts[$0].isEmpty }, below: lists.facts.count)
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
    return CodeTable(column: lists.codes, codes: codes, values: values)
  }

  /// The lists that come near to a topic.
  private func nearness(to topic: TopicID, in taxonomy: Taxonomy) -> Nearness {
    if let nearness = known.withLock({ $0[topic] }) { return nearness }
    var nearest: [UInt32: Double] = [:]
    for relative in taxonomy.relatives(of: topic) {
      let value = TopicWorth.value(of: relative.relation)
      for offer in offers[relative.topic] ?? StoredArray([]) {
        nearest[UInt32(offer.list), default: 0] = max(nearest[UInt32(offer.list)] ?? 0, offer.strength * value)
      }
    }
    let inOrder = nearest.sorted { $0.key < $1.key }
    let nearness = Nearness(
      lists: CodeSet(inOrder.lazy.map { Int($0.key) }, below: lists.facts.count),
      codes: StoredArray(inOrder.map(\.key)), values: StoredArray(inOrder.map(\.value)))
    known.withLock { $0[topic] = nearness }
    return nearness
  }
}
