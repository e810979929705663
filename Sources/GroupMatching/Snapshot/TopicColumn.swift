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
  private let known = Mutex<[TopicID: TopicNearness]>([:])

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
  /// - Complexity: O(lists · wishes).
  func values(
    _ wishes: [(topic: TopicID, strength: Double)], in taxonomy: Taxonomy,
    combine: (_ best: Double, _ sum: Double) -> Double
  ) -> [Double] {
    let count = lists.facts.count
    var best = [Double](repeating: 0, count: count)
    var sum = best
    for wish in wishes {
      let nearness = nearness(to: wish.topic, in: taxonomy)
      let worth = StoredArray(nearness.values.map { wish.strength * $0 })
      let codes = nearness.codes.pointer
      best.withUnsafeMutableBufferPointer { best in
        sum.withUnsafeMutableBufferPointer { sum in
          withExtendedLifetime(worth) {
            for list in 0..<count {
              let near = worth.pointer[Int(codes[list])]
              best[list] = max(best[list], near)
              sum[list] += near
            }
          }
        }
      }
    }
    for list in 0..<count where sum[list] > 0 { best[list] = combine(best[list], sum[list]) }
    for list in emptyLists { best[list] = .nan }
    return best
  }

  private func nearness(to topic: TopicID, in taxonomy: Taxonomy) -> TopicNearness {
    if let nearness = known.withLock({ $0[topic] }) { return nearness }
    var nearest = [Double](repeating: 0, count: lists.facts.count)
    for relative in taxonomy.relatives(of: topic) {
      let value = TopicWorth.value(of: relative.relation)
      for offer in offers[relative.topic] ?? StoredArray([]) {
        nearest[offer.list] = max(nearest[offer.list], offer.strength * value)
      }
    }
    let nearness = TopicNearness(nearest)
    known.withLock { $0[topic] = nearness }
    return nearness
  }
}

/// How near each list of topics comes to one topic: few distinct values, and for each list which of them.
private struct TopicNearness: Sendable {
  let values: [Double]
  let codes: StoredArray<UInt16>

  init(_ nearest: [Double]) {
    var codes: [Double: UInt16] = [0: 0]
    var values = [0.0]
    self.codes = StoredArray(
      nearest.map { value in
        if let code = codes[value] { return code }
        // More than 65,535 values would need as many strengths, which are read out of words in steps far wider.
        guard values.count < Int(UInt16.max) else { return UInt16.max - 1 }
        codes[value] = UInt16(values.count)
        values.append(value)
        return UInt16(values.count - 1)
      })
    self.values = values
  }
}
