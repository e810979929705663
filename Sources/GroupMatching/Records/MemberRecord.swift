import Foundation

/// Why a member cannot be used: everything that is wrong with the record, together.
public struct MemberError: Error, Sendable, Hashable, CustomStringConvertible {
  public let problems: [FieldProblem]

  public init(_ problems: [FieldProblem]) { self.problems = problems }

  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension Member {
  /// The longest need that is read, in characters.
  static let needLimit = 10_000

  /// Reads a member record.
  ///
  /// - Throws: ``MemberError`` with every field that cannot be read or that members do not have. A person's need is never
  ///   half understood: a mistyped field would silently drop a hard limit.
  public init(reading fields: JSONObject, vocabulary: Vocabulary) throws(MemberError) {
    self.init()
    var reader = FieldReader(fields)
    readNeed(&reader, vocabulary)
    readPlaceAndTime(&reader)
    readWishes(&reader, vocabulary)
    // What a person wrote is not repeated: an error may end in a log.
    let problems = reader.finish().map { $0.path == "/need" ? $0.withoutValue : $0 }
    if !problems.isEmpty { throw MemberError(problems) }
  }

  private mutating func readNeed(_ reader: inout FieldReader, _ vocabulary: Vocabulary) {
    id = reader.text("id", atMost: 200)
    need = reader.text("need", atMost: Self.needLimit)
    topics = reader.topics("topics", vocabulary.taxonomy)
    role = reader.choice("role", Role.self)
    communities = reader.names("communities", expected: "a community that Kith knows", vocabulary.community(named:))
    age = reader.integer("age", in: 0...130)
    languages =
      reader.names("languages", expected: "a language tag such as en or pt-BR", vocabulary.language(named:)) ?? []
    if let formats = reader.object("formats", Self.readFormats) {
      acceptedFormats = formats.accepted
      preferredFormat = formats.preferred
    }
  }

  private static func readFormats(
    _ reader: inout FieldReader
  ) -> (accepted: MeetingFormats?, preferred: MeetingFormat?)? {
    let accepted = reader.choices("accepted", MeetingFormat.self).map { MeetingFormats($0) }
    let preferred = reader.choice("preferred", MeetingFormat.self)
    if let accepted, let preferred, !accepted.contains(MeetingFormats(preferred)) {
      reader.note(.invalid, "preferred", .string(preferred.rawValue), "one of the accepted formats")
    }
    return (accepted == [] ? nil : accepted, preferred)
  }

  private mutating func readPlaceAndTime(_ reader: inout FieldReader) {
    location = reader.object("location") { place in
      // Member lists often carry the address beside the point; only the point counts.
      for part in ["address", "postalCode", "country"] { _ = place.text(part) }
      return Coordinate.read(&place)
    }
    near = reader.text("near", atMost: 200)
    let distance = reader.object("distance") { distance in
      (
        distance.number("comfortableKilometers", in: 0...20_100, expected: "kilometres from 0 to 20100"),
        distance.number("maximumKilometers", in: 0...20_100, expected: "kilometres from 0 to 20100")
      )
    }
    comfortableKilometers = distance?.0
    maximumKilometers = distance?.1
    if let comfortable = comfortableKilometers, let most = maximumKilometers, comfortable > most {
      reader.note(.invalid, "distance/comfortableKilometers", .number(comfortable), "at most maximumKilometers")
    }
    availability =
      reader.objects("availability") { time in
        let weekday = time.choice("weekday", Weekday.self)
        let start = time.clockTime("start")
        let end = time.clockTime("end")
        guard let weekday, let start, let end else {
          if time.problems.isEmpty { time.note(.missing, "weekday", nil, "weekday, start and end") }
          return nil
        }
        return FreeTime(weekday: weekday, start: start, end: end)
      } ?? []
    timeZone = reader.zone("timeZone")
  }

  private mutating func readWishes(_ reader: inout FieldReader, _ vocabulary: Vocabulary) {
    let accommodations = reader.object("accommodations") { lists in
      (lists.accommodations("required", vocabulary), lists.accommodations("helpful", vocabulary))
    }
    requiredAccommodations = accommodations?.0 ?? []
    helpfulAccommodations = accommodations?.1 ?? []
    budget = reader.object("cost") { cost in
      let maximum = cost.number("maximum", in: 0...1_000_000, expected: "an amount, 0 or more")
      let currency = cost.currency("currency")
      return maximum.flatMap { Budget(maximum: $0, currency: currency) }
    }
    comfort =
      reader.object("comfort") { comfort in
        Comfort(
          listenOnly: comfort.flag("listenOnly"), observeFirst: comfort.flag("observeFirst"),
          size: comfort.choice("size", Comfort.Size.self))
      } ?? Comfort()
    facilitation = reader.choice("facilitation", Facilitation.Kind.self)
    excludedGroups = reader.names("exclude", expected: "a group's id") { $0 } ?? []
    importance = reader.object("importance") { $0.importance() } ?? [:]
  }
}

extension FieldReader {
  /// Topics by slug, label or synonym; an unknown one is noted with the nearest that there are.
  fileprivate mutating func topics(_ name: String, _ taxonomy: Taxonomy) -> [TopicID] {
    var unknown: [(index: Int, text: String)] = []
    let items = value(name, expected: "a list of topics") { value -> [JSONValue]? in
      guard case .array(let items) = value else { return nil }
      return items
    }
    let topics = (items ?? []).enumerated().compactMap { index, item -> TopicID? in
      guard case .string(let text) = item else {
        note(.invalid, "\(name)/\(index)", item, "a topic's slug")
        return nil
      }
      if let id = taxonomy.id(named: text) { return id }
      unknown.append((index, text))
      return nil
    }
    for (place, (index, text)) in unknown.enumerated() {
      // Looking for names that are like it takes long: a list of nonsense gets help with its beginning only.
      let near = place < 3 ? taxonomy.suggestions(for: text).map(\.name).joinedInProse("or") : ""
      note(
        .invalid, "\(name)/\(index)", .string(text),
        "a topic that Kith knows" + (near.isEmpty ? "" : ", such as \(near)"))
    }
    return topics.uniqued()
  }

  fileprivate mutating func accommodations(_ name: String, _ vocabulary: Vocabulary) -> [AccommodationID] {
    let expected = "one of " + vocabulary.accommodations.map(\.id.name).joinedInProse("or")
    return names(name, expected: expected) { text -> AccommodationID? in
      vocabulary[AccommodationID(text)]?.id
    } ?? []
  }

  /// Factors by feature; an unknown feature is a problem like any unknown field.
  fileprivate mutating func importance() -> [String: Double] {
    Feature.all.reduce(into: [:]) { factors, feature in
      factors[feature.id] = number(feature.id, in: 0...1000, expected: "a factor from 0 to 1000")
    }
  }
}
