// How each kind of fact is stored in a snapshot: its fields in the order of their declaration.

extension UInt8: StoredFact {
  func write(to writer: inout ByteWriter) { writer.write(self) }
  init(from reader: inout ByteReader) throws(SnapshotDamage) { self = try reader.read() }
}

extension GroupStatus: StoredFact {}
extension Audience: StoredFact {}
extension Facilitation.Kind: StoredFact {}
extension AccommodationStatus: StoredFact {}
extension Cost.Kind: StoredFact {}
extension MeetingFormats: StoredFact {}

extension CommunityFocus: StoredFact {
  func write(to writer: inout ByteWriter) {
    writer.write(community.name)
    writer.write(isExclusive)
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    self.init(CommunityID(try reader.read()), isExclusive: try reader.read())
  }
}

extension AgeRange: StoredFact {
  func write(to writer: inout ByteWriter) {
    minimum.write(to: &writer)
    maximum.write(to: &writer)
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    guard let range = AgeRange(minimum: try Int?(from: &reader), maximum: try Int?(from: &reader)) else {
      throw SnapshotDamage()
    }
    self = range
  }
}

extension LanguageTag: StoredFact {
  func write(to writer: inout ByteWriter) { writer.write(description) }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    guard let tag = LanguageTag(try reader.read(String.self)) else { throw SnapshotDamage() }
    self = tag
  }
}

extension LanguageOffer: StoredFact {
  func write(to writer: inout ByteWriter) {
    languages.write(to: &writer)
    writer.write(hasInterpreter)
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    languages = try [LanguageTag](from: &reader)
    hasInterpreter = try reader.read()
  }
}

extension Cost: StoredFact {
  func write(to writer: inout ByteWriter) {
    kind.write(to: &writer)
    amount.write(to: &writer)
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    self.init(kind: try Kind(from: &reader), amount: try Amount?(from: &reader))
  }
}

extension Cost.Amount: StoredFact {
  func write(to writer: inout ByteWriter) {
    writer.write(minimum)
    writer.write(maximum)
    currency.write(to: &writer)
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    let (minimum, maximum) = (try reader.read(Double.self), try reader.read(Double.self))
    guard let amount = Self(minimum: minimum, maximum: maximum, currency: try String?(from: &reader)) else {
      throw SnapshotDamage()
    }
    self = amount
  }
}

extension Attendance: StoredFact {
  func write(to writer: inout ByteWriter) {
    formats.write(to: &writer)
    writer.write(isPlaced)
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    self.init(formats: try MeetingFormats(from: &reader), isPlaced: try reader.read())
  }
}

extension AccommodationOffer: StoredFact {
  func write(to writer: inout ByteWriter) {
    status.write(to: &writer)
    formats.write(to: &writer)
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    self.init(status: try AccommodationStatus?(from: &reader), formats: try MeetingFormats(from: &reader))
  }
}

extension Welcome: StoredFact {
  func write(to writer: inout ByteWriter) {
    for fact in [dropIn, observersWelcome, sharingOptional] { fact.write(to: &writer) }
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    dropIn = try Bool?(from: &reader)
    observersWelcome = try Bool?(from: &reader)
    sharingOptional = try Bool?(from: &reader)
  }
}

extension Safeguards: StoredFact {
  func write(to writer: inout ByteWriter) {
    for fact in [guidelinesPublished, confidential, crisisProtocol, hasOrganization] { fact.write(to: &writer) }
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    guidelinesPublished = try Bool?(from: &reader)
    confidential = try Bool?(from: &reader)
    crisisProtocol = try Bool?(from: &reader)
    hasOrganization = try Bool?(from: &reader)
  }
}

extension OpeningsOffer: StoredFact {
  func write(to writer: inout ByteWriter) {
    openings.write(to: &writer)
    dropIn.write(to: &writer)
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    openings = try Int?(from: &reader)
    dropIn = try Bool?(from: &reader)
  }
}

extension Day: StoredFact {
  func write(to writer: inout ByteWriter) { writer.write(Int32(daysSinceEpoch)) }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    let days = Int(try reader.read(Int32.self))
    guard (-1_000_000...4_000_000).contains(days) else { throw SnapshotDamage() }
    self.init(daysSinceEpoch: days)
  }
}

extension Retention: StoredFact {
  func write(to writer: inout ByteWriter) {
    count.stayed.write(to: &writer)
    count.referred.write(to: &writer)
    writer.write(share)
    writer.write(usualShare)
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    let count = RetentionCount(stayed: try Int(from: &reader), referred: try Int(from: &reader))
    self.init(count: count, share: try reader.read(), usualShare: try reader.read())
  }
}
