import TextUnderstanding

/// What the groups of a snapshot say of themselves, ready to be compared with a need. Equal texts are kept once.
struct GroupTexts: Sendable {
  /// Name and description of each group.
  let texts: FactColumn<String>
  /// The embedding of each distinct text; `nil` where no word is recognised.
  let vectors: [QuantizedVector?]
  /// The rare words of each distinct text.
  let rareWords: RareWordIndex

  init(_ groups: [Group], encoder: TextEncoder) {
    texts = FactColumn(groups.lazy.map(\.ownWords))
    vectors = texts.facts.map { encoder.encode($0)?.quantized }
    rareWords = RareWordIndex(documents: texts.facts)
  }
}

extension Group {
  /// The group's name and description, as one text.
  var ownWords: String { description.map { "\(name). \($0)" } ?? name }
}
