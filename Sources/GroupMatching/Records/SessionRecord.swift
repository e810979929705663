extension Session {
  /// Reads one session; `nil`, with a problem noted, where its day or its start cannot be read.
  static func read(_ reader: inout FieldReader) -> Session? {
    let weekday = reader.choice("weekday", Weekday.self)
    let start = reader.clockTime("start")
    let duration = reader.integer("durationMinutes", in: 1...1440)
    let zone = reader.zone("timeZone")
    let startDate = reader.name("startDate", expected: "a date such as 2026-01-06", { Day($0) })
    let (rule, isReadable) = recurrence(&reader)
    // With a rule that cannot be read the day would be a guess.
    guard let weekday, let start, isReadable else { return nil }
    let session = Session(
      weekday: weekday, start: start, durationMinutes: duration, zone: zone, recurrence: rule, startDate: startDate)
    if session == nil {
      reader.note(
        .invalid, "weekday", .string(weekday.rawValue), "one of the days of the recurrence, and a start before 24:00")
    }
    return session
  }

  private static func recurrence(_ reader: inout FieldReader) -> (rule: Recurrence?, isReadable: Bool) {
    guard let value = reader.value("recurrence") else { return (nil, true) }
    guard case .string(let text) = value, text.utf8.count <= Group.Limit.line else {
      reader.note(.invalid, "recurrence", value, "an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=TU")
      return (nil, false)
    }
    do {
      return (try Recurrence(rule: text), true)
    } catch {
      reader.note(.invalid, "recurrence", value, "an RFC 5545 rule that Kith reads: \(error)")
      return (nil, false)
    }
  }

  /// The session as a record writes it.
  var record: JSONValue {
    var fields: JSONObject = ["weekday": .string(weekday.rawValue), "start": .string(start.description)]
    fields.set("durationMinutes", durationMinutes)
    fields.set("timeZone", zone?.description)
    fields.set("recurrence", recurrence?.description)
    fields.set("startDate", startDate?.description)
    return .object(fields)
  }
}

extension FieldReader {
  /// A time on a 24-hour clock.
  mutating func clockTime(_ name: String) -> ClockTime? {
    self.name(name, expected: "a time such as 19:00") { ClockTime($0) }
  }

  /// An IANA time zone.
  mutating func zone(_ name: String) -> ZoneID? {
    self.name(name, expected: "a time zone that this system knows, such as America/New_York") { ZoneID($0) }
  }
}
