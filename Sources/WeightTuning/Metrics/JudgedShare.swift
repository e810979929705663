extension Metric {
  /// The share of the first k ranks that somebody judged: how far the other figures can be trusted.
  static let judgedShare = Metric(
    id: "Judged", summary: "the share of the first k that was judged",
    definition: "judged documents in the first k, over k or the length of the list where that is less",
    cutoff: .optional, hasMinimumGrade: false
  ) { ranking, cutoff, _ in
    let top = ranking.top(cutoff)
    return top.isEmpty ? 0 : Double(top.count { $0 >= 0 }) / Double(top.count)
  }
}
