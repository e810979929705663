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
  private let emptyLists: [Int]
  private let known = Mutex<[TopicID: StoredArray<Nearness>]>([:])

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

  /// How near each list comes to some wishes: `nan` where a list says nothing.
  ///
  /// For each wish the nearest of the list's topics counts, times the strengths of both.
  ///
  /// - Parameters:
  ///   - combine: Makes one value out of the best and the sum over the wishes.
  /// - Complexity: O(lists that are near to a wish), and the clearing of a number a list.
  func values(
    _ wishes: [(topic: TopicID, strength: Double)], in taxonomy: Taxonomy,
    combine: (_ best: Double, _ sum: Double) -> Double
  ) -> CodeTable {
    var best = [Double](repeating: 0, count: lists.facts.count)
    var sums = best
    let offers = wishes.map { (strength: $0.strength, lists: nearness(to: $0.topic, in: taxonomy)) }
    let most = offers.reduce(emptyLists.count) { $0 + $1.lists.count }
    let near = [UInt32](unsafeUninitializedCapacity: most) { near, count in
      best.withUnsafeMutableBufferPointer { best in
        sums.withUnsafeMutableBufferPointer { sums in
          for (strength, lists) in offers {
            for place in 0..<lists.count {
              let offer = lists.pointer[place]
              let list = Int(offer.list)
              let value = strength * offer.value
              // Written in any case, and kept where the list is new: no branch to guess at.
              near[count] = offer.list
              count += sums[list] == 0 && value > 0 ? 1 : 0
              best[list] = max(best[list], value)
              sums[list] += value
            }
          }
          for place in 0..<count {
            let list = Int(near[place])
            best[list] = combine(best[list], sums[list])
          }
          for list in emptyLists {
            best[list] = .nan
            near[count] = UInt32(list)
            count += 1
          }
        }
      }
    }
    return CodeTable(column: lists.codes, values: best, codes: near)
  }

  /// The lists that come near to a topic, in order.
  private func nearness(to topic: TopicID, in taxonomy: Taxonomy) -> StoredArray<Nearness> {
    if let nearness = known.withLock({ $0[topic] }) { return nearness }
    var nearest: [UInt32: Double] = [:]
    for relative in taxonomy.relatives(of: topic) {
      let value = TopicWorth.value(of: relative.relation)
      for offer in offers[relative.topic] ?? StoredArray([]) {
        nearest[UInt32(offer.list), default: 0] = max(nearest[UInt32(offer.list)] ?? 0, offer.strength * value)
      }
    }
    let nearness = StoredArray(nearest.sorted { $0.key < $1.key }.map { Nearness(list: $0.key, value: $0.value) })
    known.withLock { $0[topic] = nearness }
    return nearness
  }
}

/// How near a list of topics comes to one topic.
private struct Nearness: Sendable, BitwiseCopyable {
  let list: UInt32
  let value: Double
}
