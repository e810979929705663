import TextUnderstanding

extension Feature {
  /// Likeness of the need's text and the group's name and description.
  ///
  /// The cosine of their embeddings, from 0 for 0 to 1 for 0.7. Integer products: the same on
  /// every machine.
  static let meaning = Feature(
    id: "meaning", summary: "how like its description is to the need, in meaning", defaultWeight: 4,
    valueWhenUnknown: 0.2, concernsNeed: true
  ) { context, snapshot in
    guard let texts = snapshot.texts, let need = context.need?.vector else { return nil }
    return .likeness(TextLikeness(texts, need, LikenessCurve(none: 0, full: 0.7)))
  } remark: { _, _, value in
    guard let value, value >= 0.6 else { return nil }
    return .reason("its description is close to what you wrote")
  }
}
