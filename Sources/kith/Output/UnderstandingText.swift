import GroupMatching
import TextUnderstanding

/// What a need was understood to say, so that somebody can put it right.
struct UnderstandingText {
  let vocabulary: Vocabulary
  let terminal: Terminal

  func lines(_ understood: NeedUnderstanding) -> [String] {
    guard understood.isLanguageRead else {
      let language = understood.reading.language.code.flatMap(vocabulary.language(named:)).map(vocabulary.label)
      return terminal.lines(
        "The need is written in \(language ?? "a language") that Kith does not read: name its topics with --topic.") + [
          ""
        ]
    }
    var lines: [String] = []
    let topics = understood.topics.filter { $0.strength >= TopicReading.statedStrength }.map { topic in
      "\(vocabulary.taxonomy.sentenceLabel(topic.topic)) (“\(topic.quote)”)"
    }
    lines += terminal.lines(
      topics.isEmpty
        ? "No topic was recognised in the need: name one with --topic."
        : "Understood: \(topics.joined(separator: ", ")).")
    let hints = understood.reading.suggestions.compactMap { suggestion in
      Self.flag(for: suggestion).map { "“\(suggestion.quote.text)”: \($0)" }
    }
    if !hints.isEmpty {
      lines += terminal.lines("If it is so, say so, and it will count: \(hints.uniqued().joined(separator: "; ")).")
    }
    return lines + [""]
  }

  /// The flag that turns a suggestion into a fact; `nil` where there is none.
  private static func flag(for suggestion: Suggestion) -> String? {
    let value = suggestion.value
    switch suggestion.field {
    case .role: return "--role \(value)"
    case .languages: return "--language \(value)"
    case .communities: return "--community \(value)"
    case .ages: return "--age \(value)"
    case .acceptedFormats: return "--format \(value)"
    case .preferredFormat: return "--prefer \(value)"
    case .requiredAccommodations: return "--require \(value)"
    case .helpfulAccommodations: return "--helpful \(value)"
    case .maximumCost: return "--max-cost \(value)"
    case .availability: return "--free \(value)"
    case .listenOnly: return "--listen-only"
    case .observeFirst: return "--observe-first"
    case .size: return "--circle \(value)"
    case .facilitation: return "--facilitation \(value)"
    case .distance: return "--format online, or a short --within"
    }
  }
}
