import Foundation

/// Who judged which document how relevant to which query: a TREC qrels file, `query 0 document grade` a line.
public struct Judgments: Sendable, Hashable {
  /// The grade of each judged document, by query; negative grades stand for not judged.
  public let grades: [String: [String: Int]]

  /// - Throws: ``TuningError`` with file, line and field; also for a document judged twice for a query.
  /// - Complexity: O(bytes).
  public init(reading data: Data, file: String) throws(TuningError) {
    var reader = LineReader(data, file: file)
    var grades: [String: [String: Int]] = [:]
    while reader.nextLine() {
      let query = try reader.text("query", expected: "a query's id")
      _ = try reader.text("iteration", expected: "a number, mostly 0")
      let document = try reader.text("document", expected: "a document's id")
      let grade = try reader.integer("grade", expected: "a whole number")
      guard grade <= FeatureTable.gradeLimit, reader.nextField() == nil else {
        throw reader.malformed(
          "grade", reader.rest, "a whole number up to \(FeatureTable.gradeLimit), and nothing after it")
      }
      guard grades[query, default: [:]].updateValue(grade, forKey: document) == nil else {
        throw .repeated(file: file, line: reader.line, what: "document '\(document)' of query '\(query)'")
      }
    }
    guard !grades.isEmpty else { throw .empty(file: file, expected: "lines of query, 0, document, grade") }
    self.grades = grades
  }

  /// The queries, in order of their ids.
  public var queries: [String] { grades.keys.sorted { $0.precedesAsName($1) } }

  /// A run as metrics see it, one ranking a judged query, in the order of ``queries``.
  ///
  /// Documents stand by score, and at equal scores by id, the greater first; scores are compared in single precision:
  /// all as trec_eval does. A judged query without results has the empty ranking.
  public func rankings(of run: Run) -> [JudgedRanking] {
    queries.map { query in
      let judged = grades[query] ?? [:]
      let ranked = (run.scores[query] ?? []).sorted { left, right in
        let (one, two) = (Float(left.score), Float(right.score))
        return one != two ? one > two : right.document.utf8.lexicographicallyPrecedes(left.document.utf8)
      }
      return JudgedRanking(
        grades: ranked.map { judged[$0.document] ?? JudgedRanking.unjudged }, judged: Array(judged.values))
    }
  }
}

/// What a system answered: a TREC run file, `query Q0 document rank score tag` a line. The rank is not looked at.
public struct Run: Sendable, Hashable {
  /// A document with its score.
  public struct Scored: Sendable, Hashable {
    public let document: String
    public let score: Double
  }

  /// The documents of each query, in the order of the file.
  public let scores: [String: [Scored]]

  /// - Throws: ``TuningError`` with file, line and field; also for a document that a query has twice.
  /// - Complexity: O(bytes).
  public init(reading data: Data, file: String) throws(TuningError) {
    var reader = LineReader(data, file: file)
    var scores: [String: [Scored]] = [:]
    var seen: [String: Set<String>] = [:]
    while reader.nextLine() {
      let query = try reader.text("query", expected: "a query's id")
      _ = try reader.text("Q0", expected: "the word Q0")
      let document = try reader.text("document", expected: "a document's id")
      _ = try reader.text("rank", expected: "a rank")
      let score = try reader.number("score", expected: "a finite number")
      guard seen[query, default: []].insert(document).inserted else {
        throw .repeated(file: file, line: reader.line, what: "document '\(document)' of query '\(query)'")
      }
      scores[query, default: []].append(Scored(document: document, score: score))
    }
    guard !scores.isEmpty else { throw .empty(file: file, expected: "lines of query, Q0, document, rank, score, tag") }
    self.scores = scores
  }
}
