extension Metric {
  /// One over the rank of the first relevant document: trec_eval's `recip_rank`.
  static let reciprocalRank = Metric(
    id: "RR", summary: "how early the first relevant document comes",
    definition: "1 / rank of the first relevant document, 0 where there is none",
    cutoff: .optional, hasMinimumGrade: true
  ) { ranking, cutoff, minimumGrade in
    let place = ranking.top(cutoff).firstIndex { $0 >= minimumGrade }
    return place.map { 1 / Double($0 + 1) } ?? 0
  }
}
