extension Member {
  /// The member as a record, its fields in the order of the format; what was left out stays out.
  public var record: JSONObject {
    var fields: JSONObject = [:]
    fields.set("id", id)
    fields.set("need", need)
    fields.set("topics", topics.map(\.name))
    fields.set("role", role?.rawValue)
    // An empty list is an answer here: somebody who said that they belong to none of the communities.
    fields["communities"] = communities.map { .array($0.map { .string($0.name) }) }
    fields.set("age", age)
    fields.set("languages", languages.map(\.description))
    fields.set("formats", formatRecord)
    fields.set("location", location?.record ?? [:])
    fields.set("near", near)
    fields.set("distance", distanceRecord)
    fields.set("accommodations", accommodationRecord)
    fields.set("cost", costRecord)
    fields["availability"] = availability.isEmpty ? nil : .array(availability.map(\.record))
    fields.set("timeZone", timeZone?.description)
    fields.set("comfort", comfortRecord)
    fields.set("facilitation", facilitation?.rawValue)
    fields.set("exclude", excludedGroups)
    fields.set("importance", importance.sorted { $0.key < $1.key }.reduce(into: [:]) { $0.set($1.key, $1.value) })
    return fields
  }

  private var formatRecord: JSONObject {
    var fields: JSONObject = [:]
    fields.set("accepted", acceptedFormats?.list.map(\.rawValue) ?? [])
    fields.set("preferred", preferredFormat?.rawValue)
    return fields
  }

  private var distanceRecord: JSONObject {
    var fields: JSONObject = [:]
    fields.set("comfortableKilometers", comfortableKilometers)
    fields.set("maximumKilometers", maximumKilometers)
    return fields
  }

  private var accommodationRecord: JSONObject {
    var fields: JSONObject = [:]
    fields.set("required", requiredAccommodations.map(\.name))
    fields.set("helpful", helpfulAccommodations.map(\.name))
    return fields
  }

  private var costRecord: JSONObject {
    var fields: JSONObject = [:]
    fields.set("maximum", budget?.maximum)
    fields.set("currency", budget?.currency)
    return fields
  }

  private var comfortRecord: JSONObject {
    var fields: JSONObject = [:]
    fields.set("listenOnly", comfort.listenOnly)
    fields.set("observeFirst", comfort.observeFirst)
    fields.set("size", comfort.size?.rawValue)
    return fields
  }
}

extension FreeTime {
  fileprivate var record: JSONValue {
    ["weekday": .string(weekday.rawValue), "start": .string(start.description), "end": .string(end.description)]
  }
}
