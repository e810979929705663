import Foundation
import GroupMatching

/// One file of `data/fellowships`, read strictly: a field that cannot be read is an error with its place.
struct FellowshipFile {
  private let file: URL
  private let vocabulary: Vocabulary

  init(_ file: URL, _ vocabulary: Vocabulary) {
    self.file = file
    self.vocabulary = vocabulary
  }

  /// The maps of a file that holds nothing but maps, by field.
  func sharedCodes() throws(FormatError) -> [String: CodeMap] {
    var maps: [String: CodeMap] = [:]
    for (name, value) in try fields() where name != "version" { maps[name] = try codes(value, at: "/\(name)") }
    return maps
  }

  /// The fellowship that the file describes.
  ///
  /// - Parameter id: The file's name without its ending, which the file has to repeat.
  func fellowship(id: String, shared: CodeMaps) throws(FormatError) -> Fellowship {
    var reader = FieldReader(try fields())
    _ = reader.integer("version", in: 1...1)
    let stated = reader.name("id", expected: "the file's name, \(id)") { $0 == id ? $0 : nil }
    let name = reader.text("name")
    let url = reader.text("url")
    let topics = reader.names("topics", expected: "a slug of the taxonomy") { vocabulary.taxonomy[TopicID($0)]?.id }
    let members = reader.choices("members", Audience.self)
    let facts = reader.value("facts")
    let basis = reader.value("basis")
    let meetingGuide = reader.value("meetingGuide")
    let bmlt = reader.value("bmlt")
    if let problem = reader.finish().first { throw .inconsistent(path: file.path, problem) }
    guard stated != nil, let name, let topics, !topics.isEmpty, let members, !members.isEmpty else {
      throw problem(.missing, "", nil, "id, name, topics and members")
    }
    let always = try partialGroup(facts ?? [:], at: "/facts")
    return Fellowship(
      id: id, name: name, url: url, topics: topics, members: members, facts: always,
      basis: try self.basis(basis ?? [:], of: always),
      codes: try shared.overridden(
        meetingGuide: codes(meetingGuide ?? [:], at: "/meetingGuide"), bmlt: codes(bmlt ?? [:], at: "/bmlt")))
  }

  private func fields() throws(FormatError) -> JSONObject {
    let data: Data
    do {
      data = try Data(contentsOf: file)
    } catch {
      throw .unreadable(path: file.path, reason: "no such file")
    }
    do {
      guard case .object(let fields) = try JSONValue(parsing: data) else {
        throw FormatError.unreadable(path: file.path, reason: "expected an object")
      }
      return fields
    } catch let error as JSONSyntaxError {
      throw .unreadable(path: file.path, reason: error.description)
    } catch {
      throw .unreadable(path: file.path, reason: "expected an object")
    }
  }

  private func codes(_ value: JSONValue, at path: String) throws(FormatError) -> CodeMap {
    guard case .object(let fields) = value else {
      throw problem(.invalid, path, value, "an object with a meaning a code")
    }
    var meanings: [String: CodeMeaning] = [:]
    for (code, value) in fields {
      guard case .object(let meaning) = value else { throw problem(.invalid, "\(path)/\(code)", value, "an object") }
      meanings[code] = try self.meaning(meaning, at: "\(path)/\(code)")
    }
    return CodeMap(meanings)
  }

  private func meaning(_ fields: JSONObject, at path: String) throws(FormatError) -> CodeMeaning {
    var facts = fields
    guard case .string(let name)? = facts.removeValue(forKey: "meaning") else {
      throw problem(.missing, "\(path)/meaning", nil, "what the feed's own list calls it")
    }
    var access: CodeMeaning.Access?
    if let value = facts.removeValue(forKey: "access") {
      guard case .string(let text) = value, let known = CodeMeaning.Access(rawValue: text) else {
        throw problem(.invalid, "\(path)/access", value, CodeMeaning.Access.expectation)
      }
      access = known
    }
    var closesPlace = false
    if let value = facts.removeValue(forKey: "closesPlace") {
      guard case .bool(let flag) = value else { throw problem(.invalid, "\(path)/closesPlace", value, "true or false") }
      closesPlace = flag
    }
    return CodeMeaning(
      name: name, access: access, closesPlace: closesPlace, facts: try partialGroup(.object(facts), at: path))
  }

  private func partialGroup(_ value: JSONValue, at path: String) throws(FormatError) -> PartialGroup {
    guard case .object(let fields) = value else { throw problem(.invalid, path, value, "an object") }
    do {
      return try PartialGroup(fields, vocabulary: vocabulary)
    } catch {
      throw problem(error.kind, path + error.path, value, error.expected)
    }
  }

  /// The grounds for what the fellowship says of every meeting: one for each fact, and no other.
  private func basis(_ value: JSONValue, of facts: PartialGroup) throws(FormatError) -> [String: String] {
    guard case .object(let fields) = value else { throw problem(.invalid, "/basis", value, "an object") }
    var basis: [String: String] = [:]
    for (field, text) in fields {
      guard case .string(let text) = text else { throw problem(.invalid, "/basis/\(field)", text, "a text") }
      basis[field] = text
    }
    guard Set(basis.keys) == Set(facts.fields) else {
      throw problem(.invalid, "/basis", value, "grounds for each of facts: \(facts.fields.joined(separator: ", "))")
    }
    return basis
  }

  private func problem(
    _ kind: FieldProblem.Kind, _ path: String, _ value: JSONValue?, _ expected: String
  ) -> FormatError {
    .inconsistent(path: file.path, FieldProblem(kind, path: path, value: value, expected: expected))
  }
}
