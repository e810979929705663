import Foundation

/// Hears danger in sentences that no phrase of the rules names: farewells and threats without a word for them.
///
/// A linear classifier. The weights of a passage's features are summed, and the sum divided by the square root of their
/// number, so that long passages do not outweigh short ones; at the threshold and above the passage speaks of danger. The
/// weights were learnt from sentences written for it (`scripts/crisis`) and are whole numbers, so that sums are exact.
struct CrisisClassifier: Sendable {
  /// What was summed over a passage.
  struct Evidence: Sendable, Equatable {
    /// The weights of the features.
    var sum = 0
    /// The number of features.
    var count = 0

    /// What is compared with the threshold.
    var score: Double { count == 0 ? -.infinity : Double(sum) / Double(count).squareRoot() }
  }

  /// The fewest words that are judged by themselves where the text has more.
  private static let shortestPassage = 15

  /// The most passages of a text that is short.
  private static let few = 2

  /// The least score that counts as danger in a short text.
  let threshold: Double
  /// The least score that counts as danger in a longer text, in which one of many passages easily sounds like it.
  let longThreshold: Double
  /// The words that count as one another.
  let groups: WordGroups
  /// A weight a bucket.
  private let danger: [Int8]
  /// A weight a bucket for each kind, which tell the kinds apart where there is danger.
  private let kinds: [(kind: CrisisKind, weights: [Int8])]

  /// Reads the weights at `path`.
  ///
  /// - Throws: `TextError.unreadable` or `.invalidFile`.
  init(path: String) throws(TextError) {
    let file = try JSONFile.read(CrisisClassifierFile.self, at: path)
    guard !file.danger.isEmpty else {
      throw .invalidFile(path: path, field: "danger", reason: "no weights, expected a byte a bucket")
    }
    var kinds: [(kind: CrisisKind, weights: [Int8])] = []
    for kind in CrisisKind.allCases {
      guard let weights = file.kinds[kind.rawValue], !weights.isEmpty else {
        throw .invalidFile(path: path, field: "kinds.\(kind.rawValue)", reason: "no weights, expected a byte a bucket")
      }
      kinds.append((kind, weights.map { Int8(bitPattern: $0) }))
    }
    threshold = file.threshold
    longThreshold = file.longThreshold
    groups = WordGroups(file.groups)
    danger = file.danger.map { Int8(bitPattern: $0) }
    self.kinds = kinds
  }

  /// The kind of danger that the most pressing passage of `text` speaks of; nil where none does.
  ///
  /// - Complexity: O(length).
  func kind(in text: NormalizedText) -> CrisisKind? {
    let features = CrisisFeatures(text: text, groups: groups)
    var heard: (passage: Range<Int>, score: Double)?
    let passages = Self.passages(of: text)
    let threshold = passages.count > Self.few ? longThreshold : threshold
    for passage in passages {
      let score = evidence(features, passage).score
      if score >= threshold, score > heard?.score ?? -.infinity { heard = (passage, score) }
    }
    return heard.flatMap { likeliestKind(features, $0.passage) }
  }

  /// The evidence of danger in the passage at `tokens`.
  func evidence(_ features: CrisisFeatures, _ tokens: Range<Int>) -> Evidence {
    var evidence = Evidence()
    features.forEach(in: tokens) { hash in
      evidence.sum += Int(danger[Int(hash) % danger.count])
      evidence.count += 1
    }
    return evidence
  }

  private func likeliestKind(_ features: CrisisFeatures, _ tokens: Range<Int>) -> CrisisKind? {
    kinds.map { kind, weights in
      var sum = 0
      features.forEach(in: tokens) { sum += Int(weights[Int($0) % weights.count]) }
      return (kind: kind, sum: sum)
    }.max { $0.sum < $1.sum }?.kind
  }

  /// The tokens of sentences in a row, from each sentence on, until there are enough words.
  static func passages(of text: NormalizedText) -> [Range<Int>] {
    var passages: [Range<Int>] = []
    for start in text.tokens.indices where start == 0 || !text.isSameSentence(start - 1, start) {
      var end = start + 1
      while end < text.tokens.count, end - start < shortestPassage || text.isSameSentence(end - 1, end) { end += 1 }
      if passages.isEmpty || end - start >= shortestPassage { passages.append(start..<end) }
    }
    return passages
  }
}

/// The weights as they are written in JSON, each list as base64 of signed bytes.
private struct CrisisClassifierFile: Decodable {
  let threshold: Double
  let longThreshold: Double
  let groups: [[String]]
  let danger: Data
  let kinds: [String: Data]
}
