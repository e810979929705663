import Foundation
import GroupMatching

/// A file that holds the weights of a linear model, as Kith or another tool writes it.
///
/// To add one, write it in a file of its own in this folder and name it in ``all``.
public struct LinearModelFormat: Sendable, Identifiable {
  /// The name in messages and as the learner of a model that was read.
  public let id: String
  /// What writes it and how it looks.
  public let summary: String
  /// Whether a file is one of these, by how it begins.
  let recognizes: @Sendable (ModelText) -> Bool
  let read: @Sendable (ModelText) throws(TuningError) -> LinearModel

  /// Every format, in the order in which they are tried.
  public static let all: [LinearModelFormat] = [.kith, .names, .svmLight, .liblinear, .rankLib]

  /// What can be read, for help: a line a format.
  public static var help: String { all.map { "  \($0.id): \($0.summary)" }.joined(separator: "\n") }

  /// As `kith tune` writes it, with normalisation and standard errors.
  static let kith = LinearModelFormat(id: "kith", summary: "what 'kith tune --letor' writes") { text in
    text.object?["kind"] != nil || text.object?["features"] != nil
  } read: { text throws(TuningError) in
    try LinearModel(reading: text.data, file: text.file)
  }
}

/// A model file that is about to be read.
struct ModelText: Sendable {
  let file: String
  let data: Data
  /// Its lines without white space at their ends, each with its number; those with nothing in them are left out.
  let lines: [(number: Int, text: Substring)]
  /// The file as one JSON object; `nil` where it is none.
  let object: JSONObject?

  init(_ data: Data, file: String) {
    self.file = file
    self.data = data
    let text = String(decoding: data, as: UTF8.self)
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().compactMap {
      let line = $0.element.trimmed
      return line.isEmpty ? nil : ($0.offset + 1, line)
    }
    object =
      if lines.first?.text.hasPrefix("{") == true, case .object(let fields)? = try? JSONValue(parsing: data) {
        fields
      } else {
        nil
      }
  }

  /// The error for a line that is not as it should be.
  func malformed(_ line: Int, _ field: String, _ found: some StringProtocol, _ expected: String) -> TuningError {
    .malformed(file: file, line: line, field: field, found: String(found.prefix(40)), expected: expected)
  }

  /// Pairs such as `1:0.3 2:-0.1`.
  func pairs(_ text: Substring, line: Int) throws(TuningError) -> [(feature: Int, weight: Double)] {
    var pairs: [(feature: Int, weight: Double)] = []
    for field in text.split(whereSeparator: \.isWhitespace) {
      let sides = field.split(separator: ":", omittingEmptySubsequences: false)
      guard sides.count == 2, let feature = Int(sides[0]), (0...FeatureTable.featureIDLimit).contains(feature),
        let weight = Double(sides[1]), weight.isFinite
      else { throw malformed(line, "weight", field, "NUMBER:WEIGHT, such as 1:0.3") }
      pairs.append((feature, weight))
    }
    return pairs
  }
}

extension Substring {
  /// Without white space at its ends.
  var trimmed: Substring {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start }
    return start[...last]
  }
}

extension LinearModel {
  /// Reads a model in whichever of ``LinearModelFormat/all`` it is written.
  ///
  /// - Throws: ``TuningError`` with file, line and field.
  public init(readingAny data: Data, file: String) throws(TuningError) {
    let text = ModelText(data, file: file)
    guard let format = LinearModelFormat.all.first(where: { $0.recognizes(text) }) else {
      let known = LinearModelFormat.all.map { "\($0.id) (\($0.summary))" }.joined(separator: "; ")
      throw .model(file: file, reason: "expected one of \(known)")
    }
    self = try format.read(text)
  }

  /// A model of weights on values as they stand in a file: how other tools that do not normalise score.
  ///
  /// - Parameter weights: One or more a feature; several are added up.
  static func plain(
    _ weights: [(feature: Int, weight: Double)], format: String, of text: ModelText
  ) throws(TuningError) -> LinearModel {
    let sums = weights.reduce(into: [Int: Double]()) { $0[$1.feature, default: 0] += $1.weight }
    guard sums.values.contains(where: { $0 != 0 }) else {
      throw .model(file: text.file, reason: "expected a weight other than 0")
    }
    // A ranking within a query does not change where the query's mean is taken away, which is all that `pooled` does to
    // values with a deviation of 1.
    return LinearModel(
      learner: format, normalization: .pooled, prior: "", signs: FeatureTuning.Signs.any.rawValue,
      entries: sums.sorted { $0.key < $1.key }.map {
        Entry(feature: $0.key, weight: $0.value, deviation: 1, standardError: nil)
      }, origin: nil)
  }
}
