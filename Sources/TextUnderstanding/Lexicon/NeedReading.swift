/// What a need in someone's own words was understood to say.
public struct NeedReading: Sendable, Equatable {
  /// The language of the text.
  public let language: LanguageGuess
  /// The topics that were said, the strongest first, equal ones by slug.
  public let topics: [TopicReading]
  /// What was said not to be meant ("I don't drink"), in the order of the text.
  public let denied: [TopicMention]
  /// What else the text suggests about the person, to be confirmed and never taken as a fact, in the order of the
  /// text.
  public let suggestions: [Suggestion]

  /// The topics that were stated rather than hinted at.
  public var stated: [TopicReading] { topics.filter(\.isStated) }

  /// A reading in which nothing was understood.
  public static let nothing = NeedReading(language: .undecided, topics: [], denied: [], suggestions: [])
}

/// One topic as a text speaks of it.
public struct TopicReading: Sendable, Equatable {
  /// The strength from which on a topic counts as stated; a single hint stays below.
  public static let statedStrength = 0.5

  /// The topic's slug.
  public let topic: String
  /// How clearly the topic was said, from 0 to 1: one minus the product of what each mention leaves open (noisy or).
  /// The same words said twice count once.
  public let strength: Double
  /// Whose topic it is: the person of the strongest mentions.
  public let person: Person
  /// Whether it is so now: current if any mention is, then in recovery, past, lost.
  public let state: TopicState
  /// Where the text says so, the strongest first.
  public let mentions: [TopicMention]

  /// Whether the topic was stated rather than hinted at.
  public var isStated: Bool { strength >= Self.statedStrength }
}

/// One place where a text speaks of a topic.
public struct TopicMention: Sendable, Hashable {
  /// The topic's slug.
  public let topic: String
  /// How clearly, from 0 to 1: named outright 1, clearly meant 0.8, hinted at 0.4; half of it where it is past.
  public let strength: Double
  /// Whose topic it is.
  public let person: Person
  /// The words that tell whose it is ("my son"), where there are such.
  public let personQuote: Quote?
  /// Whether it is so now.
  public let state: TopicState
  /// The very words.
  public let quote: Quote
  /// The code of the language whose lexicon found them.
  public let language: String
}

/// Whose situation a text speaks of.
public enum Person: String, Sendable, Hashable, CaseIterable, Codable {
  /// The writer's own.
  case oneself = "self"
  /// A relative's or partner's.
  case family
  /// Someone's whom the writer cares for.
  case caregiver
  /// A friend's.
  case friend
}

/// Whether what a text speaks of is so now.
public enum TopicState: String, Sendable, Hashable, CaseIterable, Codable {
  case current
  /// Overcome or held at bay: "sober for two years", "in remission".
  case inRecovery = "in-recovery"
  case past
  /// It took someone's life: "died of".
  case lost
}

/// A fact about the person that a text suggests.
public struct Suggestion: Sendable, Hashable {
  /// What the fact is about.
  public let field: SuggestionField
  /// The value, as the member's record has it; an age is a number.
  public let value: String
  /// The very words.
  public let quote: Quote
  /// The code of the language whose lexicon found them.
  public let language: String
}

/// What a suggestion may be about. The raw values are those of lexicon files.
public enum SuggestionField: String, Sendable, Hashable, CaseIterable, Codable {
  case role
  case languages
  case communities
  case ages
  case acceptedFormats = "formats.accepted"
  case preferredFormat = "formats.preferred"
  case requiredAccommodations = "accommodations.required"
  case helpfulAccommodations = "accommodations.helpful"
  case maximumCost = "cost.maximum"
  case availability
  case distance
  case listenOnly = "comfort.listenOnly"
  case observeFirst = "comfort.observeFirst"
  case size = "comfort.size"
  case facilitation

  /// Whether a person has one value at a time.
  var hasOneValue: Bool {
    switch self {
    case .role, .ages, .preferredFormat, .maximumCost, .size, .facilitation: true
    default: false
    }
  }

  /// Whether the fact is about the writer even where the words before name someone else ("my son has no car" says
  /// nothing of the writer's travel, "my son needs a group in the evening" does).
  var holdsForOthers: Bool {
    switch self {
    case .languages, .communities, .ages, .requiredAccommodations, .helpfulAccommodations, .distance: false
    default: true
    }
  }
}
