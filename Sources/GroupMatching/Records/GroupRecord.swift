import Foundation

extension Group {
  /// The longest texts that a record may hold, in characters: enough for any real one, too few to hurt.
  enum Limit {
    static let id = 200
    static let name = 300
    static let line = 1000
    static let description = 20_000
  }

  /// Reads a native group record.
  ///
  /// A value that cannot be read is unknown, and a problem says so; the group is still good.
  ///
  /// - Returns: `nil` where the id or the name is missing or cannot be read: then there is no group to keep.
  public static func read(_ fields: JSONObject, vocabulary: Vocabulary) -> (group: Group?, problems: [FieldProblem]) {
    var reader = FieldReader(fields)
    guard
      let id = reader.required("id", atMost: Limit.id), let name = reader.required("name", atMost: Limit.name)
    else { return (nil, reader.problems) }
    var group = Group(id: id, name: name)
    group.readAbout(&reader, vocabulary)
    group.readMeetings(&reader, vocabulary)
    group.readWays(&reader, vocabulary)
    return (group, reader.finish())
  }

  private mutating func readAbout(_ reader: inout FieldReader, _ vocabulary: Vocabulary) {
    organization = reader.object("organization") { organization in
      let url = organization.text("url")
      return organization.text("name", atMost: Limit.name).map { Organization(name: $0, url: url) }
    }
    description = reader.text("description", atMost: Limit.description)
    topics = reader.names("topics", expected: "a topic of the taxonomy", vocabulary.taxonomy.id(named:)) ?? []
    audiences = reader.choices("audiences", Audience.self) ?? []
    communities =
      reader.list("communities", expected: "a community, or an object with its name") {
        CommunityFocus($0, vocabulary)
      }?.uniqued() ?? []
    ages = reader.range("ages", in: 0...130, AgeRange.init(minimum:maximum:))
    status = reader.choice("status", GroupStatus.self)
    verifiedAt = reader.name("verifiedAt", expected: "a date such as 2026-10-01", { Day($0) })
    source = reader.object("source") { source in
      let id = source.text("id")
      return source.text("name", atMost: Limit.name).map { RecordSource(name: $0, id: id) }
    }
  }

  private mutating func readMeetings(_ reader: inout FieldReader, _ vocabulary: Vocabulary) {
    formats = MeetingFormats(reader.choices("formats", MeetingFormat.self) ?? [])
    location = reader.object("location", Location.read)
    languages =
      reader.names("languages", expected: "a language tag such as en or pt-BR", vocabulary.language(named:)) ?? []
    sessions = reader.objects("sessions", Session.read)?.uniqued() ?? []
    cost = reader.object("cost", Cost.read)
  }

  private mutating func readWays(_ reader: inout FieldReader, _ vocabulary: Vocabulary) {
    accommodations = reader.statuses("accommodations", vocabulary) ?? [:]
    participation =
      reader.object("participation") { participation in
        Participation(
          dropIn: participation.flag("dropIn"), observersWelcome: participation.flag("observersWelcome"),
          sharingOptional: participation.flag("sharingOptional"),
          registration: participation.choice("registration", Participation.Registration.self))
      } ?? Participation()
    facilitation =
      reader.object("facilitation") { facilitation in
        Facilitation(
          kind: facilitation.choice("kind", Facilitation.Kind.self),
          guidelinesPublished: facilitation.flag("guidelinesPublished"),
          confidential: facilitation.flag("confidential"), crisisProtocol: facilitation.flag("crisisProtocol"))
      } ?? Facilitation()
    size =
      reader.object("size") { size in
        GroupSize(
          typical: size.integer("typical", in: 0...100_000), capacity: size.integer("capacity", in: 0...100_000),
          openings: size.integer("openings", in: 0...100_000))
      } ?? GroupSize()
    contact =
      reader.object("contact") { contact in
        Contact(url: contact.text("url"), email: contact.text("email"), phone: contact.text("phone"))
      } ?? Contact()
  }
}

extension FieldReader {
  /// A text without which there is no record.
  mutating func required(_ name: String, atMost limit: Int) -> String? {
    let before = problems.count
    guard let text = text(name, atMost: limit) else {
      if problems.count == before { note(.missing, name, nil, "a text") }
      return nil
    }
    return text
  }

  /// An object with `min` and `max`, made into a value that checks them.
  fileprivate mutating func range<Value>(
    _ name: String, in bounds: ClosedRange<Int>, _ make: (Int?, Int?) -> Value?
  ) -> Value? {
    let pair = object(name) { range in (range.integer("min", in: bounds), range.integer("max", in: bounds)) }
    guard let (low, high) = pair, low != nil || high != nil else { return nil }
    if let value = make(low, high) { return value }
    note(.invalid, name, .object(["min": .number(Double(low ?? 0)), "max": .number(Double(high ?? 0))]), "min ≤ max")
    return nil
  }

  /// An object with one status an accommodation.
  fileprivate mutating func statuses(
    _ name: String, _ vocabulary: Vocabulary
  ) -> [AccommodationID: AccommodationStatus]? {
    object(name) { statuses in
      // Asking for every accommodation that there is leaves the others to be noted as unknown fields.
      vocabulary.accommodations.reduce(into: [:]) { known, accommodation in
        known[accommodation.id] = statuses.choice(accommodation.id.name, AccommodationStatus.self)
      }
    }
  }
}

extension CommunityFocus {
  /// A community by name, or an object with `name` and `exclusive`.
  fileprivate init?(_ value: JSONValue, _ vocabulary: Vocabulary) {
    switch value {
    case .string(let name):
      guard let community = vocabulary.community(named: name) else { return nil }
      self.init(community)
    case .object(let fields):
      guard case .string(let name) = fields["name"], let community = vocabulary.community(named: name) else {
        return nil
      }
      guard Set(fields.keys).isSubset(of: ["name", "exclusive"]) else { return nil }
      switch fields["exclusive"] {
      case nil, .null: self.init(community)
      case .bool(let isExclusive): self.init(community, isExclusive: isExclusive)
      default: return nil
      }
    default: return nil
    }
  }
}

extension Location {
  fileprivate static func read(_ reader: inout FieldReader) -> Location? {
    let location = Location(
      coordinate: Coordinate.read(&reader),
      address: reader.text("address", atMost: Group.Limit.line), postalCode: reader.text("postalCode"),
      country: reader.name("country", expected: "an ISO 3166-1 code of two letters") { text -> String? in
        text.count == 2 && text.allSatisfy(\.isASCIILetter) ? text.uppercased() : nil
      })
    return location == Location() ? nil : location
  }
}

extension Coordinate {
  /// Reads `latitude` and `longitude`, both or none.
  static func read(_ reader: inout FieldReader) -> Coordinate? {
    let problemsBefore = reader.problems.count
    let latitude = reader.number("latitude", in: -90...90, expected: "a number of degrees from -90 to 90")
    let longitude = reader.number("longitude", in: -180...180, expected: "a number of degrees from -180 to 180")
    guard let latitude, let longitude else {
      // One without the other is a mistyped field; where a value could not be read that is noted already.
      if reader.problems.count == problemsBefore, (latitude == nil) != (longitude == nil) {
        reader.note(.missing, latitude == nil ? "latitude" : "longitude", nil, "both coordinates or none")
      }
      return nil
    }
    if let coordinate = Coordinate(latitude: latitude, longitude: longitude) { return coordinate }
    reader.note(.invalid, "latitude", .number(0), "a place: 0,0 is what directories write for unknown")
    return nil
  }
}

extension Cost {
  fileprivate static func read(_ reader: inout FieldReader) -> Cost? {
    let kind = reader.choice("kind", Kind.self)
    let amount = reader.object("amount") { amount -> Amount? in
      let prices = 0.0...1_000_000
      let low = amount.number("minimum", in: prices, expected: "a price, 0 or more")
      let high = amount.number("maximum", in: prices, expected: "a price, 0 or more")
      let currency = amount.currency("currency")
      guard let minimum = low ?? (high == nil ? nil : 0), let maximum = high ?? low else { return nil }
      if let read = Amount(minimum: minimum, maximum: maximum, currency: currency) { return read }
      amount.note(.invalid, "minimum", .number(minimum), "at most the maximum")
      return nil
    }
    return kind.map { Cost(kind: $0, amount: amount) }
  }
}

extension FieldReader {
  /// A currency's code by ISO 4217.
  mutating func currency(_ name: String) -> String? {
    self.name(name, expected: "an ISO 4217 code of three letters") { text -> String? in
      text.count == 3 && text.allSatisfy(\.isASCIILetter) ? text.uppercased() : nil
    }
  }
}
