import Foundation

extension Vocabulary {
  /// Reads `taxonomy.json`, `accommodations.json`, `communities.json` and `languages.json` of a directory.
  public init(directory: URL) throws(VocabularyError) {
    let topics = try Self.entries("topics", of: "taxonomy.json", in: directory, Topic.init(reading:))
    try self.init(
      taxonomy: Taxonomy(topics),
      accommodations: Self.entries(
        "accommodations", of: "accommodations.json", in: directory, Accommodation.init(reading:)),
      communities: Self.entries("communities", of: "communities.json", in: directory, Community.init(reading:)),
      languages: Self.entries("languages", of: "languages.json", in: directory, Language.init(reading:)))
  }

  private static func entries<Entry>(
    _ list: String, of name: String, in directory: URL, _ read: (inout FieldReader) -> Entry?
  ) throws(VocabularyError) -> [Entry] {
    let file = directory.appendingPathComponent(name)
    let value: JSONValue
    do {
      value = try JSONValue(parsing: Data(contentsOf: file))
    } catch {
      throw .unreadable(path: file.path, reason: (error as? JSONSyntaxError)?.description ?? "no such file")
    }
    guard case .object(let fields) = value else {
      throw .malformed(path: file.path, FieldProblem(.invalid, path: "", value: value, expected: "an object"))
    }
    var reader = FieldReader(fields)
    _ = reader.integer("version", in: 1...1)
    let entries = reader.objects(list, read)
    if let problem = reader.finish().first { throw .malformed(path: file.path, problem) }
    guard let entries else {
      throw .malformed(path: file.path, FieldProblem(.missing, path: "/\(list)", expected: "a list"))
    }
    return entries
  }
}

extension FieldReader {
  /// The English text of an object that holds one text a language.
  fileprivate mutating func label() -> String? {
    object("label") { label in
      _ = label.value("es")
      return label.text("en")
    }
  }

  /// Lists of texts by language, as one list.
  fileprivate mutating func texts(_ name: String, languages: [String] = ["en", "es"]) -> [String] {
    object(name) { texts in
      languages.flatMap { texts.names($0, expected: "a text") { $0 } ?? [] }
    } ?? []
  }
}

extension Topic {
  fileprivate init?(reading reader: inout FieldReader) {
    guard let slug = reader.text("slug"), let label = reader.label() else { return nil }
    id = TopicID(slug)
    self.label = label
    parent = reader.text("parent").map { TopicID($0) }
    synonyms = reader.texts("synonyms")
    related = reader.names("related", expected: "a slug") { TopicID($0) } ?? []
    let codes = reader.object("codes") { codes in
      (
        codes.names("fellowship", expected: "a fellowship's id") { $0 } ?? [],
        codes.names("open-eligibility", expected: "an id of Open Eligibility") { $0 } ?? []
      )
    }
    fellowships = codes?.0 ?? []
    openEligibilityCodes = codes?.1 ?? []
  }
}

extension Accommodation {
  fileprivate init?(reading reader: inout FieldReader) {
    guard let name = reader.text("id"), let label = reader.label(), let question = reader.text("question") else {
      return nil
    }
    id = AccommodationID(name)
    self.label = label
    self.question = question
    phrases = reader.texts("phrases")
    concernsPlaceOnly = reader.flag("placeOnly") ?? false
  }
}

extension Community {
  fileprivate init?(reading reader: inout FieldReader) {
    guard let name = reader.text("id"), let label = reader.label() else { return nil }
    id = CommunityID(name)
    self.label = label
    synonyms = reader.names("synonyms", expected: "a text") { $0 } ?? []
  }
}

extension Language {
  fileprivate init?(reading reader: inout FieldReader) {
    guard
      let tag = reader.name("tag", expected: "a BCP 47 tag", { LanguageTag($0) }),
      let english = reader.text("english"), let native = reader.text("native")
    else { return nil }
    self.tag = tag
    self.english = english
    self.native = native
    spellings = reader.names("spellings", expected: "a text") { $0 } ?? []
  }
}
