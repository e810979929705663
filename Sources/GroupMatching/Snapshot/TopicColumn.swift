import TextUnderstanding

/// What each group is about, with an index from topics to the lists that hold them.
///
/// A large directory has thousands of distinct lists of topics; most have nothing to do with what one member needs, and
/// are not looked at.
struct TopicColumn: Sendable {
  let lists: FactColumn<[OfferedTopic]>
  /// Where each topic is offered.
  private let offers: [TopicID: [Offer]]
  /// The codes of lists that say nothing.
  let emptyLists: [Int]

  private struct Offer: Sendable {
    let list: Int
    let strength: Double
  }

  init(_ lists: FactColumn<[OfferedTopic]>) {
    self.lists = lists
    var offers: [TopicID: [Offer]] = [:]
    for (code, list) in lists.facts.enumerated() {
      for offered in list { offers[offered.topic, default: []].append(Offer(list: code, strength: offered.strength)) }
    }
    self.offers = offers
    emptyLists = lists.facts.indices.filter { lists.facts[$0].isEmpty }
  }

  /// How near each list comes to some wishes: `nan` where a list says nothing.
  ///
  /// For each wish the nearest of the list's topics counts, times the strengths of both.
  ///
  /// - Parameters:
  ///   - wishes: The strength of each wish, and what every topic related to it is worth to it.
  ///   - combine: Makes one value out of the best and the sum over the wishes, both above 0.
  /// - Complexity: O(lists + lists that hold a related topic).
  func values(
    _ wishes: [(strength: Double, nearness: [(topic: TopicID, value: Double)])],
    combine: (_ best: Double, _ sum: Double) -> Double
  ) -> [Double] {
    var best = [Double](repeating: 0, count: lists.facts.count)
    var sum = best
    var nearest = best
    var touched: [Int] = []
    for wish in wishes {
      var ofWish: [Int] = []
      for (topic, value) in wish.nearness {
        for offer in offers[topic] ?? [] {
          let near = offer.strength * value
          guard near > 0 else { continue }
          if nearest[offer.list] == 0 { ofWish.append(offer.list) }
          nearest[offer.list] = max(nearest[offer.list], near)
        }
      }
      for list in ofWish {
        let near = wish.strength * nearest[list]
        nearest[list] = 0
        if sum[list] == 0 { touched.append(list) }
        best[list] = max(best[list], near)
        sum[list] += near
      }
    }
    for list in touched { best[list] = combine(best[list], sum[list]) }
    for list in emptyLists { best[list] = .nan }
    return best
  }
}
