import Foundation

extension Metric {
  /// The expected reciprocal rank at which a reader, satisfied the likelier the higher the grade, stops: gdeval's `err`.
  ///
  /// - SeeAlso: Chapelle, Metzler, Zhang, Grinspan, "Expected Reciprocal Rank for Graded Relevance", CIKM 2009.
  static let expectedReciprocalRank = Metric(
    id: "ERR", summary: "one over the rank at which a reader is expected to stop",
    definition: "sum of 1/rank * r * product of (1 - r) before, r = (2^grade - 1) / 16, grades above 4 counting as 4",
    cutoff: .optional, hasMinimumGrade: false
  ) { ranking, cutoff, _ in
    var reading = 1.0
    var sum = 0.0
    for (place, grade) in ranking.top(cutoff).enumerated() where grade > 0 {
      let stop = (exp2(Double(min(grade, 4))) - 1) / 16
      sum += reading * stop / Double(place + 1)
      reading *= 1 - stop
    }
    return sum
  }
}
