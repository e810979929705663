import Foundation

/// Why the lists in `data/` cannot be used.
public enum VocabularyError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A file is missing or cannot be read.
  case unreadable(path: String, reason: String)
  /// A file holds something else than its list.
  case malformed(path: String, FieldProblem)
  /// Two entries contradict each other.
  case inconsistent(String)

  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .malformed(let path, let problem): "\(path): \(problem)"
    case .inconsistent(let what): what
    }
  }
}

/// The words that records are made of: topics, accommodations, communities and languages.
public struct Vocabulary: Sendable {
  public let taxonomy: Taxonomy
  /// All accommodations, in the order in which lists show them.
  public let accommodations: [Accommodation]
  /// All communities.
  public let communities: [Community]
  /// The languages whose names are known; others are shown by tag.
  public let languages: [Language]
  private let accommodationByID: [AccommodationID: Accommodation]
  private let communityByName: [String: CommunityID]
  private let languageByName: [String: LanguageTag]
  private let languageByTag: [LanguageTag: Language]

  /// - Throws: ``VocabularyError`` where two communities or two languages share a name.
  public init(
    taxonomy: Taxonomy, accommodations: [Accommodation], communities: [Community], languages: [Language]
  ) throws(VocabularyError) {
    self.taxonomy = taxonomy
    self.accommodations = accommodations
    self.communities = communities
    self.languages = languages
    accommodationByID = Dictionary(accommodations.map { ($0.id, $0) }) { first, _ in first }
    languageByTag = Dictionary(languages.map { ($0.tag, $0) }) { first, _ in first }
    communityByName = try Self.index(communities.map { ($0.id, [$0.id.name, $0.label] + $0.synonyms) })
    languageByName = try Self.index(languages.map { ($0.tag, [$0.english, $0.native] + $0.spellings) })
  }

  /// The accommodation of an id.
  public subscript(_ id: AccommodationID) -> Accommodation? { accommodationByID[id] }

  /// The community that an id, a label or a synonym names.
  public func community(named name: String) -> CommunityID? { communityByName[NameKey.key(name)] }

  /// What people are shown for a community: "Veterans".
  public func label(_ id: CommunityID) -> String { communities.first { $0.id == id }?.label ?? id.name }

  /// What a sentence calls an accommodation: "closed captions".
  public func label(_ id: AccommodationID) -> String {
    guard let label = self[id]?.label else { return id.name }
    // "ASL interpretation" keeps its capitals, "Closed captions" does not.
    return label.dropFirst().first?.isUppercase == true ? label : label.prefix(1).lowercased() + label.dropFirst()
  }

  /// The language that a BCP 47 tag or a name in English or in the language itself gives.
  public func language(named name: String) -> LanguageTag? {
    languageByName[NameKey.key(name)] ?? LanguageTag(name.trimmingCharacters(in: .whitespaces))
  }

  /// The English name of a language, or its tag.
  public func label(_ tag: LanguageTag) -> String {
    if let language = languageByTag[tag] { return language.english }
    return LanguageTag(tag.primary).flatMap { languageByTag[$0] }?.english ?? tag.description
  }

  private static func index<ID: Hashable>(_ entries: [(ID, [String])]) throws(VocabularyError) -> [String: ID] {
    var index: [String: ID] = [:]
    for (id, names) in entries {
      for name in Set(names.map(NameKey.key)) where !name.isEmpty {
        if let other = index.updateValue(id, forKey: name), other != id {
          throw .inconsistent("\(other) and \(id) are both called '\(name)'")
        }
      }
    }
    return index
  }
}
