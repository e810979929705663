/// What a phrase of a lexicon means where it stands in a text.
enum PhraseMeaning: Sendable, Equatable {
  /// It speaks of a topic, with a strength.
  case topic(Int, strength: Double)
  /// It speaks of a loss, which is the writer's own.
  case loss(Int)
  /// It decides who, when or whether.
  case cue(Cue)
  /// It suggests a fact about the writer.
  case suggestion(Int)

  /// What decides who, when or whether a topic is meant.
  enum Cue: Sendable, Equatable {
    case negation, contrast, past, remission, death
    /// A person as subject: "my son", "i".
    case person(Person)
    /// The writer as object: "me".
    case firstPersonObject
    /// "my".
    case possessive
    /// "she", who is the person named last.
    case pronoun
    /// What names for whom help is sought: "for".
    case beneficiary
    /// What stands for something said before: "does".
    case echo
    /// What follows a number that is no age.
    case notAge
  }
}

/// How clearly a list of a lexicon says a topic.
enum PhraseStrength {
  static let name = 1.0
  static let strong = 0.8
  static let hint = 0.4
  /// What a past one is worth.
  static let pastFactor = 0.5
  /// What one is worth that belongs to someone who died of it.
  static let lostFactor = 0.3
}
