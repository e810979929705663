import GroupMatching

/// Why weights cannot be learned, or a file of judgments, features or outcomes not be used.
public enum TuningError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A field of a file that cannot be read; lines count from 1.
  case malformed(file: String, line: Int, field: String, found: String, expected: String)
  /// A line that says again what an earlier one said.
  case repeated(file: String, line: Int, what: String)
  /// A file without a single line to learn or evaluate from.
  case empty(file: String, expected: String)
  /// The sizes of queries do not add up to the rows of the feature file.
  case sizes(file: String, sum: Int, rows: Int)
  /// A table with more cells than fit in memory.
  case tooLarge(file: String, rows: Int, features: Int)
  /// No metric has the name, or it does not take the cutoff.
  case unknownMeasure(String, expected: String)
  /// No learner, normalisation, prior, success or format has the name.
  case unknownName(kind: String, String, known: [String])
  /// A model that cannot be read.
  case model(file: String, reason: String)
  /// Nothing to learn from: every query has documents of one grade only, say.
  case nothingToLearn(file: String, reason: String)
  /// A matrix that has no Cholesky factor: features that are sums of each other, or not numbers.
  case notPositiveDefinite(order: Int, pivot: Int)

  public var description: String {
    switch self {
    case .malformed(let file, let line, let field, let found, let expected):
      "\(file):\(line): \(field): \(found.isEmpty ? "missing" : "'\(found)'"), expected \(expected)"
    case .repeated(let file, let line, let what): "\(file):\(line): \(what) a second time, expected it once"
    case .empty(let file, let expected): "\(file): empty, expected \(expected)"
    case .sizes(let file, let sum, let rows): "\(file): the sizes add up to \(sum), expected the \(rows) rows"
    case .tooLarge(let file, let rows, let features):
      "\(file): \(rows) rows of \(features) features, expected a table of at most \(FeatureTable.cellLimit) cells"
    case .unknownMeasure(let name, let expected): "no measure '\(name)': expected \(expected)"
    case .unknownName(let kind, let name, let known):
      "no \(kind) '\(name)': expected one of \(known.joined(separator: ", "))"
    case .model(let file, let reason): "\(file): no linear model that can be read: \(reason)"
    case .nothingToLearn(let file, let reason): "\(file): nothing to learn from: \(reason)"
    case .notPositiveDefinite(let order, let pivot):
      "a matrix of order \(order) has no Cholesky factor at pivot \(pivot): expected finite, independent features"
    }
  }
}
