extension Feature {
  /// Rare words in common: a condition's name, an acronym, a medicine.
  ///
  /// BM25 over words that few groups use, brought to 0…1. A tie-breaker beside ``meaning``, so its weight is small.
  static let wording = Feature(
    id: "wording", summary: "rare words in common with the need", defaultWeight: 0.4, valueWhenUnknown: 0
  ) { context, snapshot in
    guard let texts = snapshot.texts, let need = context.member.need else { return nil }
    return .rareWords(SharedWords(texts: texts, query: texts.rareWords.query(need)))
  } remark: { _, _, value in
    guard let value, value >= 0.5 else { return nil }
    return .reason("it uses rare words that you used too")
  }
}
