extension Group {
  /// The group as a native record, its fields in the order of the format; what is unknown is left out.
  public var record: JSONObject {
    var fields: JSONObject = ["id": .string(id), "name": .string(name)]
    fields.set("organization", organization?.record ?? [:])
    fields.set("description", description)
    fields.set("topics", topics.map(\.name))
    fields.set("audiences", audiences.map(\.rawValue))
    fields["communities"] = communities.isEmpty ? nil : .array(communities.map(\.record))
    fields.set("ages", ages?.record ?? [:])
    fields.set("formats", formats.list.map(\.rawValue))
    fields.set("location", location?.record ?? [:])
    fields.set("languages", languages.map(\.description))
    fields["sessions"] = sessions.isEmpty ? nil : .array(sessions.map(\.record))
    fields.set("cost", cost?.record ?? [:])
    fields.set("accommodations", accommodationRecord)
    fields.set("participation", participation.record)
    fields.set("facilitation", facilitation.record)
    fields.set("size", size.record)
    fields.set("status", status?.rawValue)
    fields.set("verifiedAt", verifiedAt?.description)
    fields.set("contact", contact.record)
    fields.set("source", source?.record ?? [:])
    return fields
  }

  private var accommodationRecord: JSONObject {
    accommodations.sorted { $0.key < $1.key }.reduce(into: [:]) { $0.set($1.key.name, $1.value.rawValue) }
  }
}

extension Organization {
  fileprivate var record: JSONObject {
    var fields: JSONObject = ["name": .string(name)]
    fields.set("url", url)
    return fields
  }
}

extension CommunityFocus {
  fileprivate var record: JSONValue {
    isExclusive ? ["name": .string(community.name), "exclusive": true] : .string(community.name)
  }
}

extension AgeRange {
  fileprivate var record: JSONObject {
    var fields: JSONObject = [:]
    fields.set("min", minimum)
    fields.set("max", maximum)
    return fields
  }
}

extension Coordinate {
  /// The two numbers as fields.
  var record: JSONObject { ["latitude": .number(latitude), "longitude": .number(longitude)] }
}

extension Location {
  fileprivate var record: JSONObject {
    var fields = coordinate?.record ?? [:]
    fields.set("address", address)
    fields.set("postalCode", postalCode)
    fields.set("country", country)
    return fields
  }
}

extension Cost {
  fileprivate var record: JSONObject {
    var fields: JSONObject = ["kind": .string(kind.rawValue)]
    if let amount {
      var range: JSONObject = ["minimum": .number(amount.minimum), "maximum": .number(amount.maximum)]
      range.set("currency", amount.currency)
      fields.set("amount", range)
    }
    return fields
  }
}

extension Participation {
  fileprivate var record: JSONObject {
    var fields: JSONObject = [:]
    fields.set("dropIn", dropIn)
    fields.set("observersWelcome", observersWelcome)
    fields.set("sharingOptional", sharingOptional)
    fields.set("registration", registration?.rawValue)
    return fields
  }
}

extension Facilitation {
  fileprivate var record: JSONObject {
    var fields: JSONObject = [:]
    fields.set("kind", kind?.rawValue)
    fields.set("guidelinesPublished", guidelinesPublished)
    fields.set("confidential", confidential)
    fields.set("crisisProtocol", crisisProtocol)
    return fields
  }
}

extension GroupSize {
  fileprivate var record: JSONObject {
    var fields: JSONObject = [:]
    fields.set("typical", typical)
    fields.set("capacity", capacity)
    fields.set("openings", openings)
    return fields
  }
}

extension Contact {
  fileprivate var record: JSONObject {
    var fields: JSONObject = [:]
    fields.set("url", url)
    fields.set("email", email)
    fields.set("phone", phone)
    return fields
  }
}

extension RecordSource {
  fileprivate var record: JSONObject {
    var fields: JSONObject = ["name": .string(name)]
    fields.set("id", id)
    return fields
  }
}
