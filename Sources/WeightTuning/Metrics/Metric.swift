/// A figure for how good a ranking is, 0…1, the higher the better.
///
/// To add one, write it in a file of its own in this folder and name it in ``all``. The commands' help, measures by name,
/// reports and the contract tests follow the list.
public struct Metric: Sendable, Identifiable {
  /// Whether a metric looks at the first ranks only.
  public enum Cutoff: Sendable, Hashable {
    /// Written `AP`; a cutoff is refused.
    case none
    /// Written `nDCG` or `nDCG@10`.
    case optional
    /// Written `P@5` only.
    case required
  }

  /// The name in measures: `nDCG`.
  public let id: String
  /// What it says, for lists: "how much of the best possible gain, early ranks first".
  public let summary: String
  /// The formula, as printed beside its values.
  public let definition: String
  public let cutoff: Cutoff
  /// Whether it turns on a lowest grade that counts as relevant.
  public let hasMinimumGrade: Bool
  /// The value for a ranking, down to a rank, with documents of a grade or more relevant.
  let value: @Sendable (JudgedRanking, _ cutoff: Int?, _ minimumGrade: Int) -> Double

  /// Every metric, in the order in which help and reports list them.
  ///
  /// Rules of trec_eval hold for all: a document that is not judged counts as not relevant (bpref leaves it out), and a
  /// query without a relevant document has the value 0 and counts.
  public static let all: [Metric] = [
    .normalizedGain, .normalizedExponentialGain, .normalizedLETORGain, .averagePrecision, .reciprocalRank,
    .expectedReciprocalRank, .rankBiasedPrecision, .precision, .rPrecision, .recall, .success, .binaryPreference,
    .judgedShare,
  ]
}

/// A metric with its cutoff and the lowest grade that is relevant: what `nDCG@10` or `AP(rel=2)` names.
public struct Measure: Sendable, CustomStringConvertible {
  public let metric: Metric
  /// The last rank looked at; `nil` for all.
  public let cutoff: Int?
  /// The lowest grade that counts as relevant, 1 unless said otherwise.
  public let minimumGrade: Int

  /// Reads `AP`, `nDCG@10`, `P(rel=2)@5`; capital or small letters do not matter.
  public init(named name: String) throws(TuningError) {
    var rest = name.lowercased()[...]
    var cutoff: Int?
    var minimumGrade: Int?
    if let at = rest.firstIndex(of: "@") {
      guard let number = Int(rest[rest.index(after: at)...]), (1...1_000_000).contains(number) else {
        throw Self.unknown(name)
      }
      cutoff = number
      rest = rest[..<at]
    }
    if rest.hasSuffix(")"), let open = rest.range(of: "(rel=") {
      guard let grade = Int(rest[open.upperBound...].dropLast()), (1...FeatureTable.gradeLimit).contains(grade) else {
        throw Self.unknown(name)
      }
      minimumGrade = grade
      rest = rest[..<open.lowerBound]
    }
    guard let metric = Metric.all.first(where: { $0.id.lowercased() == rest }), metric.takes(cutoff: cutoff),
      minimumGrade == nil || metric.hasMinimumGrade
    else { throw Self.unknown(name) }
    self.metric = metric
    self.cutoff = cutoff
    self.minimumGrade = minimumGrade ?? 1
  }

  private static func unknown(_ name: String) -> TuningError {
    .unknownMeasure(name, expected: "one of \(Metric.all.map(\.pattern).joined(separator: ", ")), such as nDCG@10")
  }

  /// The value for one query, 0…1.
  ///
  /// - Complexity: O(ranks + judged).
  public func value(of ranking: JudgedRanking) -> Double { metric.value(ranking, cutoff, minimumGrade) }

  public var description: String {
    metric.id + (minimumGrade == 1 ? "" : "(rel=\(minimumGrade))") + (cutoff.map { "@\($0)" } ?? "")
  }
}

extension Metric {
  /// How its measures are written: `P@k`, `nDCG[@k]`.
  public var pattern: String {
    switch cutoff {
    case .none: id
    case .optional: "\(id)[@k]"
    case .required: "\(id)@k"
    }
  }

  fileprivate func takes(cutoff given: Int?) -> Bool {
    switch cutoff {
    case .none: given == nil
    case .optional: true
    case .required: given != nil
    }
  }
}
