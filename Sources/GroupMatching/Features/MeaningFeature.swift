import TextUnderstanding

extension Feature {
  /// Likeness of the need's text and the group's name and description.
  ///
  /// The cosine of their embeddings, from 0 at ``Likeness/none`` to 1 at ``Likeness/full``. Integer products: the same on
  /// every machine.
  static let meaning = Feature(
    id: "meaning", summary: "how like its description is to the need, in meaning", defaultWeight: 4,
    valueWhenUnknown: 0.2, concernsNeed: true
  ) { context, snapshot in
    guard let texts = snapshot.texts, let need = context.need?.vector else { return nil }
    return .likeness(TextLikeness(texts, need, value: Likeness.value))
  } remark: { _, _, value in
    guard let value, value >= 0.6 else { return nil }
    return .reason("its description is close to what you wrote")
  }
}

/// How cosines become values.
enum Likeness {
  /// Texts that have nothing to do with each other.
  static let none = 0.0
  /// Texts that say the same in other words.
  static let full = 0.7

  static func value(ofCosine cosine: Double) -> Double { min(1, max(0, (cosine - none) / (full - none))) }
}
