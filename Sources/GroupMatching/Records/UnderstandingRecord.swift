import TextUnderstanding

extension NeedUnderstanding {
  /// What was understood, as one object, with the person's own words beside each part.
  public var record: JSONObject {
    [
      "language": reading.language.code.map(JSONValue.string) ?? .null, "languageIsRead": .bool(isLanguageRead),
      "topics": .array(topics.map(\.record)),
      "denied": .array(reading.denied.map { ["topic": .string($0.topic), "words": .string($0.quote.text)] }),
      "suggestions": .array(
        reading.suggestions.map {
          ["field": .string($0.field.rawValue), "value": .string($0.value), "words": .string($0.quote.text)]
        }),
    ]
  }

  /// False where the need is written in a language that Kith does not read: then what it means is unknown.
  public var isLanguageRead: Bool {
    if case .other = reading.language { false } else { true }
  }
}

extension InferredTopic {
  fileprivate var record: JSONValue {
    ["topic": .string(topic.name), "strength": .number((strength * 1000).rounded() / 1000), "words": .string(quote)]
  }
}

extension CrisisAnswer {
  /// The answer as one object.
  public var record: JSONObject {
    [
      "level": .string(level.rawValue), "kinds": .array(kinds.map { .string($0.rawValue) }),
      "emergency": help.emergency.map(JSONValue.string) ?? .null, "international": .bool(help.isInternational),
      "lines": .array(help.lines.map { .object($0.record) }),
    ]
  }
}

extension CrisisLine {
  fileprivate var record: JSONObject {
    var fields: JSONObject = ["name": .string(name), "country": .string(country)]
    fields.set("kinds", kinds)
    fields.set("call", call)
    fields.set("text", text)
    fields.set("chat", chat)
    fields.set("hours", hours)
    fields.set("languages", languages ?? [])
    fields.set("lastChecked", lastChecked)
    return fields
  }
}
