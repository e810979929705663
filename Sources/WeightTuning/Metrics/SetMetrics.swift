// What of the first ranks is relevant, and how much of what is relevant is there: trec_eval's `P`, `Rprec`, `recall`,
// `success`.

extension Metric {
  /// The share of the first k ranks that is relevant; ranks that the list does not fill count as not relevant.
  static let precision = Metric(
    id: "P", summary: "the share of the first k that is relevant",
    definition: "relevant documents in the first k, over k",
    cutoff: .required, hasMinimumGrade: true
  ) { ranking, cutoff, minimumGrade in
    let depth = cutoff ?? ranking.grades.count
    return depth == 0 ? 0 : Double(found(ranking, depth, minimumGrade)) / Double(depth)
  }

  /// The precision at the rank that equals the number of relevant documents.
  static let rPrecision = Metric(
    id: "Rprec", summary: "precision at as many ranks as there are relevant documents",
    definition: "relevant documents in the first R, over R, the number of relevant documents",
    cutoff: .none, hasMinimumGrade: true
  ) { ranking, _, minimumGrade in
    let relevant = ranking.relevantCount(from: minimumGrade)
    return relevant == 0 ? 0 : Double(found(ranking, relevant, minimumGrade)) / Double(relevant)
  }

  /// The share of all relevant documents that the first k ranks hold.
  static let recall = Metric(
    id: "R", summary: "the share of what is relevant that the first k hold",
    definition: "relevant documents in the first k, over all relevant documents",
    cutoff: .required, hasMinimumGrade: true
  ) { ranking, cutoff, minimumGrade in
    let relevant = ranking.relevantCount(from: minimumGrade)
    return relevant == 0 ? 0 : Double(found(ranking, cutoff, minimumGrade)) / Double(relevant)
  }

  /// 1 where the first k ranks hold anything relevant.
  static let success = Metric(
    id: "Success", summary: "whether the first k hold anything relevant",
    definition: "1 where a relevant document is in the first k, else 0",
    cutoff: .required, hasMinimumGrade: true
  ) { ranking, cutoff, minimumGrade in
    found(ranking, cutoff, minimumGrade) > 0 ? 1 : 0
  }

  private static func found(_ ranking: JudgedRanking, _ cutoff: Int?, _ minimumGrade: Int) -> Int {
    ranking.top(cutoff).count { $0 >= minimumGrade }
  }
}
