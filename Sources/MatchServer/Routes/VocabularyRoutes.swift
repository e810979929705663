import GroupMatching

extension Route {
  /// What makes a group a better match, each with the weight it has by default.
  static let features = Route(method: .get, path: "/v1/features", isCacheable: true) { call throws(Problem) in
    try call.query.finish()
    return .json(["features": .array(Feature.all.map(\.record))])
  }

  /// The words that records are made of: topics, accommodations, communities, languages.
  static let taxonomy = Route(method: .get, path: "/v1/taxonomy", isCacheable: true) { call throws(Problem) in
    try call.query.finish()
    let vocabulary = call.service.vocabulary
    return .json([
      "topics": .array(vocabulary.taxonomy.topics.map(\.record)),
      "accommodations": .array(vocabulary.accommodations.map(\.record)),
      "communities": .array(vocabulary.communities.map(\.record)),
      "languages": .array(vocabulary.languages.map(\.record)),
    ])
  }
}

extension Feature {
  fileprivate var record: JSONValue {
    [
      "id": .string(id), "summary": .string(summary), "defaultWeight": .number(defaultWeight),
      "valueWhenUnknown": .number(valueWhenUnknown), "concernsNeed": .bool(concernsNeed),
    ]
  }
}

extension Topic {
  fileprivate var record: JSONValue {
    [
      "id": .string(id.name), "label": .string(label), "parent": parent.map { .string($0.name) } ?? .null,
      "synonyms": .array(synonyms.map(JSONValue.string)), "related": .array(related.map { .string($0.name) }),
    ]
  }
}

extension Accommodation {
  fileprivate var record: JSONValue {
    ["id": .string(id.name), "label": .string(label), "placeOnly": .bool(concernsPlaceOnly)]
  }
}

extension Community {
  fileprivate var record: JSONValue {
    ["id": .string(id.name), "label": .string(label), "synonyms": .array(synonyms.map(JSONValue.string))]
  }
}

extension Language {
  fileprivate var record: JSONValue {
    ["tag": .string(tag.description), "english": .string(english), "native": .string(native)]
  }
}
