extension Metric {
  /// How seldom a document judged not relevant stands before a relevant one; what is not judged is left out. trec_eval's
  /// `bpref`.
  ///
  /// - SeeAlso: Buckley and Voorhees, "Retrieval Evaluation with Incomplete Information", SIGIR 2004.
  static let binaryPreference = Metric(
    id: "bpref", summary: "how seldom something judged not relevant comes before something relevant",
    definition: "mean over the R relevant documents of 1 - min(judged not relevant before, R) / min(N, R), "
      + "N of all judged not relevant",
    cutoff: .none, hasMinimumGrade: true
  ) { ranking, _, minimumGrade in
    let relevant = ranking.relevantCount(from: minimumGrade)
    let others = ranking.judged.count - relevant
    guard relevant > 0 else { return 0 }
    var before = 0
    var sum = 0.0
    for grade in ranking.grades where grade >= 0 {
      if grade < minimumGrade {
        before += 1
      } else {
        sum += before == 0 ? 1 : 1 - Double(min(before, relevant)) / Double(min(others, relevant))
      }
    }
    return sum / Double(relevant)
  }
}
