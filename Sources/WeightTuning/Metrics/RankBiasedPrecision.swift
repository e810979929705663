extension Metric {
  /// The rate at which a reader who goes on to the next rank with probability 0.8 finds what is relevant.
  ///
  /// - SeeAlso: Moffat and Zobel, "Rank-Biased Precision for Measurement of Retrieval Effectiveness", TOIS 2008.
  static let rankBiasedPrecision = Metric(
    id: "RBP", summary: "what a reader who goes on with probability 0.8 finds a rank",
    definition: "0.2 * sum of 0.8^(rank - 1) over the relevant documents",
    cutoff: .optional, hasMinimumGrade: true
  ) { ranking, cutoff, minimumGrade in
    let persistence = 0.8
    var weight = 1 - persistence
    var sum = 0.0
    for grade in ranking.top(cutoff) {
      if grade >= minimumGrade { sum += weight }
      weight *= persistence
    }
    return sum
  }
}
