/// Weighs a whole text for danger: hears it where no phrase of the rules names it, and doubts phrases in texts that
/// speak of something else. A phrase adds points to the score.
///
/// A linear classifier. The weights of the distinct buckets that the text's features fall into are summed, and the sum
/// divided by the square root of their number, so that long texts do not outweigh short ones. The weights were learnt from
/// texts written for it (`scripts/crisis`) and are whole numbers, so that sums are exact.
struct CrisisClassifier: Sendable {
  /// What was summed over a text.
  struct Evidence: Sendable, Equatable {
    /// The weights of the buckets.
    var sum = 0
    /// The number of buckets.
    var count = 0

    /// How much speaks for danger.
    var score: Double { count == 0 ? -.infinity : Double(sum) / Double(count).squareRoot() }
  }

  /// The least score that counts as danger.
  let threshold: Double
  private let file: CrisisClassifierFile

  /// Maps the weights at `path`.
  ///
  /// - Throws: `TextError.unreadable` or `.invalidFile`.
  init(path: String) throws(TextError) {
    file = try CrisisClassifierFile(path: path)
    threshold = Double(file.threshold)
  }

  /// The words that count as one another.
  var groups: WordGroups { file.groups }

  /// What phrases of the rules add to a score, the most pressing of them of this level.
  func points(_ level: CrisisLevel) -> Double { Double(level == .urgent ? file.urgentPoints : file.concernPoints) }

  /// The evidence of danger in a text.
  ///
  /// - Complexity: O(length).
  func evidence(_ features: CrisisFeatures) -> Evidence { Self.evidence(features, file.danger) }

  /// The kind of danger that a text likeliest speaks of, where it does.
  ///
  /// - Complexity: O(length × kinds).
  func likeliestKind(_ features: CrisisFeatures) -> CrisisKind? {
    file.kinds.map { (kind: $0, sum: Self.evidence(features, $1).sum) }.max { $0.sum < $1.sum }?.kind
  }

  private static func evidence(_ features: CrisisFeatures, _ weights: StoredArray<Int8>) -> Evidence {
    var evidence = Evidence()
    var seen = [UInt64](repeating: 0, count: weights.count / 64 + 1)
    seen.withUnsafeMutableBufferPointer { seen in
      features.forEach { hash in
        let bucket = Int(hash) % weights.count
        let bit: UInt64 = 1 << (bucket % 64)
        guard seen[bucket / 64] & bit == 0 else { return }
        seen[bucket / 64] |= bit
        evidence.sum += Int(weights[bucket])
        evidence.count += 1
      }
    }
    return evidence
  }
}
