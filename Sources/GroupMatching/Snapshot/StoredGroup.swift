// How a whole group is stored: all but its sessions, which the column of sessions holds.

extension Group {
  /// Writes the group, its sessions left out.
  func write(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(name)
    organization.write(to: &writer)
    description.write(to: &writer)
    topics.write(to: &writer)
    audiences.write(to: &writer)
    communities.write(to: &writer)
    ages.write(to: &writer)
    formats.write(to: &writer)
    location.write(to: &writer)
    languages.write(to: &writer)
    cost.write(to: &writer)
    accommodations.sorted { $0.key < $1.key }.map { StoredStatus(id: $0.key, status: $0.value) }.write(to: &writer)
    participation.write(to: &writer)
    facilitation.write(to: &writer)
    for number in [size.typical, size.capacity, size.openings] { number.write(to: &writer) }
    status.write(to: &writer)
    verifiedAt.write(to: &writer)
    for way in [contact.url, contact.email, contact.phone] { way.write(to: &writer) }
    source.write(to: &writer)
  }

  init(from reader: inout ByteReader, sessions: [Session]) throws(SnapshotDamage) {
    self.init(id: try reader.read(), name: try reader.read())
    organization = try Organization?(from: &reader)
    description = try String?(from: &reader)
    topics = try [TopicID](from: &reader)
    audiences = try [Audience](from: &reader)
    communities = try [CommunityFocus](from: &reader)
    ages = try AgeRange?(from: &reader)
    formats = try MeetingFormats(from: &reader)
    location = try Location?(from: &reader)
    languages = try [LanguageTag](from: &reader)
    self.sessions = sessions
    cost = try Cost?(from: &reader)
    for known in try [StoredStatus](from: &reader) { accommodations[known.id] = known.status }
    participation = try Participation(from: &reader)
    facilitation = try Facilitation(from: &reader)
    size = GroupSize(
      typical: try Int?(from: &reader), capacity: try Int?(from: &reader), openings: try Int?(from: &reader))
    status = try GroupStatus?(from: &reader)
    verifiedAt = try Day?(from: &reader)
    contact = Contact(
      url: try String?(from: &reader), email: try String?(from: &reader), phone: try String?(from: &reader))
    source = try RecordSource?(from: &reader)
  }
}

/// What a group says of one accommodation.
private struct StoredStatus: StoredFact {
  let id: AccommodationID
  let status: AccommodationStatus

  init(id: AccommodationID, status: AccommodationStatus) {
    self.id = id
    self.status = status
  }

  func write(to writer: inout ByteWriter) {
    id.write(to: &writer)
    status.write(to: &writer)
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    self.init(id: try AccommodationID(from: &reader), status: try AccommodationStatus(from: &reader))
  }
}

extension Identifier: StoredFact {
  func write(to writer: inout ByteWriter) { writer.write(name) }
  init(from reader: inout ByteReader) throws(SnapshotDamage) { self.init(try reader.read(String.self)) }
}

extension Participation.Registration: StoredFact {}

extension Organization: StoredFact {
  func write(to writer: inout ByteWriter) {
    writer.write(name)
    url.write(to: &writer)
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    self.init(name: try reader.read(), url: try String?(from: &reader))
  }
}

extension Location: StoredFact {
  func write(to writer: inout ByteWriter) {
    coordinate.write(to: &writer)
    for text in [address, postalCode, country] { text.write(to: &writer) }
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    self.init(
      coordinate: try Coordinate?(from: &reader), address: try String?(from: &reader),
      postalCode: try String?(from: &reader), country: try String?(from: &reader))
  }
}

extension Coordinate: StoredFact {
  func write(to writer: inout ByteWriter) {
    writer.write(latitude)
    writer.write(longitude)
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    guard let point = Coordinate(latitude: try reader.read(), longitude: try reader.read()) else {
      throw SnapshotDamage()
    }
    self = point
  }
}

extension Participation: StoredFact {
  func write(to writer: inout ByteWriter) {
    for fact in [dropIn, observersWelcome, sharingOptional] { fact.write(to: &writer) }
    registration.write(to: &writer)
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    self.init(
      dropIn: try Bool?(from: &reader), observersWelcome: try Bool?(from: &reader),
      sharingOptional: try Bool?(from: &reader), registration: try Registration?(from: &reader))
  }
}

extension Facilitation: StoredFact {
  func write(to writer: inout ByteWriter) {
    kind.write(to: &writer)
    for fact in [guidelinesPublished, confidential, crisisProtocol] { fact.write(to: &writer) }
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    self.init(
      kind: try Kind?(from: &reader), guidelinesPublished: try Bool?(from: &reader),
      confidential: try Bool?(from: &reader), crisisProtocol: try Bool?(from: &reader))
  }
}

extension RecordSource: StoredFact {
  func write(to writer: inout ByteWriter) {
    writer.write(name)
    id.write(to: &writer)
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    self.init(name: try reader.read(), id: try String?(from: &reader))
  }
}
