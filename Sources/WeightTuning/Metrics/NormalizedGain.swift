import Foundation

extension Metric {
  /// The discounted gain over that of the best possible order, with the grade itself for a gain: trec_eval's `ndcg_cut`.
  ///
  /// - SeeAlso: Järvelin and Kekäläinen, "Cumulated Gain-Based Evaluation of IR Techniques", TOIS 2002.
  static let normalizedGain = Metric(
    id: "nDCG", summary: "the gain, early ranks first, as a share of the best possible",
    definition: "sum of grade / log2(rank + 1), over the same for the best order of the judged documents",
    cutoff: .optional, hasMinimumGrade: false
  ) { ranking, cutoff, _ in
    normalized(ranking, cutoff, gain: { Double($0) }, discount: { 1 / log2(Double($0 + 1)) })
  }

  /// The same with 2^grade − 1 for a gain, as in learning to rank.
  ///
  /// - SeeAlso: Burges et al., "Learning to Rank using Gradient Descent", ICML 2005.
  static let normalizedExponentialGain = Metric(
    id: "nDCG-exp", summary: "nDCG with gains that double with each grade",
    definition: "sum of (2^grade - 1) / log2(rank + 1), over the same for the best order",
    cutoff: .optional, hasMinimumGrade: false
  ) { ranking, cutoff, _ in
    normalized(ranking, cutoff, gain: { exp2(Double($0)) - 1 }, discount: { 1 / log2(Double($0 + 1)) })
  }

  /// The same with the discount of LETOR's evaluation script: none at ranks 1 and 2.
  ///
  /// - SeeAlso: Qin et al., "LETOR: A Benchmark Collection for Research on Learning to Rank", 2010.
  static let normalizedLETORGain = Metric(
    id: "nDCG-letor", summary: "nDCG as LETOR's script computes it",
    definition: "sum of (2^grade - 1), from rank 2 on divided by log2(rank), over the same for the best order",
    cutoff: .optional, hasMinimumGrade: false
  ) { ranking, cutoff, _ in
    normalized(ranking, cutoff, gain: { exp2(Double($0)) - 1 }, discount: { $0 == 1 ? 1 : 1 / log2(Double($0)) })
  }

  private static func normalized(
    _ ranking: JudgedRanking, _ cutoff: Int?, gain: (Int) -> Double, discount: (_ rank: Int) -> Double
  ) -> Double {
    func discounted(_ grades: ArraySlice<Int>) -> Double {
      var sum = 0.0
      for (place, grade) in grades.enumerated() where grade > 0 { sum += gain(grade) * discount(place + 1) }
      return sum
    }
    let best = discounted(ranking.judged.prefix(cutoff ?? ranking.judged.count))
    return best > 0 ? discounted(ranking.top(cutoff)) / best : 0
  }
}
