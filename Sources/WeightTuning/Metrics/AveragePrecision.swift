extension Metric {
  /// The mean, over all relevant documents, of the precision at the rank of each: trec_eval's `map`.
  ///
  /// - SeeAlso: Buckley and Voorhees, "Retrieval System Evaluation", in TREC, 2005.
  static let averagePrecision = Metric(
    id: "AP", summary: "precision at each relevant document, averaged",
    definition: "sum of precision at the ranks of relevant documents, over the number of relevant documents",
    cutoff: .optional, hasMinimumGrade: true
  ) { ranking, cutoff, minimumGrade in
    let relevant = ranking.relevantCount(from: minimumGrade)
    guard relevant > 0 else { return 0 }
    var found = 0
    var sum = 0.0
    for (place, grade) in ranking.top(cutoff).enumerated() where grade >= minimumGrade {
      found += 1
      sum += Double(found) / Double(place + 1)
    }
    return sum / Double(relevant)
  }
}
