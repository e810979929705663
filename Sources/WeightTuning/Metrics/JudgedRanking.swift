/// One query's ranked documents as metrics see them: grades by rank, and the grades of all that was judged.
///
/// A negative grade stands for a document that nobody judged, as in trec_eval.
public struct JudgedRanking: Sendable, Hashable {
  /// The grade at each rank, the best first; negative where not judged.
  public let grades: [Int]
  /// The grades of all judged documents of the query, ranked or not, the highest first.
  public let judged: [Int]

  /// The grade of a document that nobody judged.
  public static let unjudged = -1

  /// - Parameters:
  ///   - grades: By rank, the best first.
  ///   - judged: In any order; negative ones are left out.
  /// - Complexity: O(n log n).
  public init(grades: [Int], judged: [Int]) {
    self.grades = grades
    self.judged = judged.filter { $0 >= 0 }.sorted(by: >)
  }

  /// For who has sorted the judged grades before.
  init(grades: [Int], sortedJudged: [Int]) {
    self.grades = grades
    judged = sortedJudged
  }

  /// How many judged documents have at least a grade.
  func relevantCount(from minimumGrade: Int) -> Int { judged.prefix { $0 >= minimumGrade }.count }

  /// The grades down to a rank.
  func top(_ cutoff: Int?) -> ArraySlice<Int> { grades.prefix(cutoff ?? grades.count) }
}
