/// A lexicon as it is written in JSON. Every list may be left out.
struct LexiconFile: Decodable, Sendable {
  struct TopicPhrases: Decodable, Sendable {
    var names: [String]?
    var strong: [String]?
    var hint: [String]?
  }

  struct ThirdPerson: Decodable, Sendable {
    var family: [String]?
    var caregiver: [String]?
    var friend: [String]?
  }

  struct Cues: Decodable, Sendable {
    var negation: [String]?
    var past: [String]?
    var remission: [String]?
    var loss: [String]?
    var thirdPerson: ThirdPerson?
    var firstPerson: [String]?
  }

  struct LossTopic: Decodable, Sendable {
    var phrases: [String]
    var topic: String
  }

  struct SuggestionPhrases: Decodable, Sendable {
    var field: String
    var value: String
    var phrases: [String]
  }

  var language: String
  var classes: [String: [String]]?
  var topics: [String: TopicPhrases]
  var cues: Cues?
  var lossTopics: [LossTopic]?
  var suggestions: [SuggestionPhrases]?
  /// Overrides the list of `function-words.json` for the language.
  var functionWords: [String]?
}
