import GroupMatching

extension DirectoryFormat {
  /// A Meeting Guide feed: twelve-step meetings, one row a meeting.
  ///
  /// - SeeAlso: The Meeting Guide API specification, `code4recovery/spec`.
  public static let meetingGuide = DirectoryFormat(
    id: "meeting-guide", summary: "a Meeting Guide feed: a JSON list of meetings with name, day, time and types",
    recognizes: { content in
      content.share { row in
        let isMeeting = row["name"] != nil && (row["day"] != nil || row["time"] != nil)
        let isTyped = row["types"] != nil || row["formatted_address"] != nil || row["slug"] != nil
        return isMeeting && isTyped && row["id_bigint"] == nil && row["sessions"] == nil
      }
    },
    read: { (content, options) throws(FormatError) in
      guard let rows = content.rows() else {
        throw .unexpected(format: "meeting-guide", found: content.summary, expected: "a JSON list of meetings")
      }
      var reader = FeedReader(options, zoneField: "timezone")
      for row in rows {
        reader.read(row) { (row) throws(UnusableRow) in try MeetingGuideRow(row, options).meeting() }
      }
      return reader.reading(fileWarnings: content.encodingWarnings)
    })
}

/// One row of a Meeting Guide feed.
private struct MeetingGuideRow {
  let row: CleanRow
  let options: ReadingOptions
  var problems = RowProblems()

  init(_ row: CleanRow, _ options: ReadingOptions) {
    self.row = row
    self.options = options
  }

  func meeting() throws(UnusableRow) -> FeedMeeting {
    var reader = self
    return try reader.read()
  }

  private mutating func read() throws(UnusableRow) -> FeedMeeting {
    let id = sourceID
    var group = Group(id: id, name: try row.name("name", id: id))
    var codes = MeetingCodes()
    codes.add(types, field: "types", options, &problems) { options.codes.meetingGuide[$0] }
    codes.apply(to: &group, field: "types", options, &problems)
    group.location = place.location(options.places, &problems)
    (group.formats, group.status) = attendance(codes, group.location)
    group.sessions = sessions()
    group.verifiedAt = updated()
    group.contact = contact(formats: group.formats)
    group.description = description(contact: group.contact)
    return FeedMeeting(
      row: row, sourceID: id, group: group, problems: problems.all, link: row.text("conference_url"),
      hasOwnPage: row.text("url") != nil)
  }

  /// The slug; else the last part of the page's address; else the name and the place.
  private var sourceID: String {
    if let slug = row.text("slug")?.slug(atMost: 120), !slug.isEmpty { return slug }
    if let page = row.text("url"), let slug = Self.lastPart(of: page)?.slug(atMost: 120), !slug.isEmpty { return slug }
    let parts = [row.text("name"), row.text("location") ?? row.text("formatted_address")].compactMap(\.self)
    return parts.joined(separator: " ").slug(atMost: 120)
  }

  /// "https://…/meetings/1609-group-2/" → "1609-group-2"; "https://…/?meeting=1609-group" → "1609-group".
  private static func lastPart(of url: String) -> String? {
    let sides = url.split(separator: "?", maxSplits: 1)
    if sides.count == 2, let meeting = sides[1].split(separator: "&").first(where: { $0.hasPrefix("meeting=") }) {
      return String(meeting.dropFirst("meeting=".count))
    }
    let parts = (sides.first ?? "").split(separator: "/")
    // A bare host names no meeting.
    return parts.count > 2 ? parts.last.map(String.init) : nil
  }

  private var types: [String] {
    switch row.fields["types"] {
    case .array(let items):
      items.compactMap { item in
        switch item {
        case .string(let code): code
        case .number: item.text
        default: nil
        }
      }
    case .string(let text): text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
    default: []
    }
  }

  private func attendance(_ codes: MeetingCodes, _ location: Location?) -> (MeetingFormats, GroupStatus?) {
    var attendance = Attendance()
    attendance.stated =
      switch row.text("attendance_option")?.lowercased() {
      case "in_person": .inPerson
      case "online": .online
      case "hybrid": .hybrid
      case "inactive": .inactive
      default: nil
      }
    attendance.codes = codes.formats
    attendance.isPlaceClosed = codes.isPlaceClosed
    attendance.hasPlace = !isApproximate && (location?.coordinate != nil || location?.address != nil)
    attendance.hasLink = row.text("conference_url") != nil
    attendance.hasPhone = row.text("conference_phone") != nil
    return attendance.result
  }

  /// Whether the address is only a town or a state.
  private var isApproximate: Bool {
    row.text("approximate")?.lowercased() == "yes" || row.fields["approximate"] == .bool(true)
  }
}

// MARK: - Place, time and words

extension MeetingGuideRow {
  private var place: MeetingPlace {
    let formatted = row.text("formatted_address")
    var parts = (formatted ?? "").split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }.map(String.init)
    var place = MeetingPlace()
    // A point in the middle of a town is no place to measure a distance to.
    if !isApproximate { (place.latitude, place.longitude) = (row.fields["latitude"], row.fields["longitude"]) }
    place.country = row.text("country")
    if place.country == nil, let last = parts.last, CountryNames.code(last) != nil, parts.count > 1 {
      place.country = last
    }
    place.region = row.text("state")
    place.postalCode = row.text("postal_code")
    if let (region, code) = parts.lazy.compactMap(Self.regionAndPostalCode).first {
      place.region = place.region ?? region
      place.postalCode = place.postalCode ?? code
    }
    if parts.isEmpty {
      let town = [row.text("state"), row.text("postal_code")].compactMap(\.self).joined(separator: " ")
      parts = [row.text("address"), row.text("city"), town].compactMap(\.self).filter { !$0.isEmpty }
    }
    if let house = row.text("location"), !Self.isSameHouse(house, parts.first) { parts.insert(house, at: 0) }
    place.address = parts
    return place
  }

  /// "MN 55404" and "ON M5V 2T6", as the part of an address that names state and postal code.
  private static func regionAndPostalCode(_ part: String) -> (String, String)? {
    // Every letter as A and every digit as 9: a pattern that a plain comparison reads.
    let shape = String(part.map { $0.isASCII && $0.isUppercase ? "A" : $0.isASCII && $0.isNumber ? "9" : $0 })
    guard ["AA 99999", "AA 99999-9999", "AA A9A 9A9", "AA A9A9A9"].contains(shape) else { return nil }
    return (String(part.prefix(2)), String(part.dropFirst(3)))
  }

  /// Whether the name of the house is its street again: "1609 John Ave" before "1609 John Avenue".
  private static func isSameHouse(_ house: String, _ street: String?) -> Bool {
    guard let street else { return false }
    let number = house.prefix { $0.isNumber }
    return house == street || (!number.isEmpty && street.hasPrefix("\(number) "))
  }

  private mutating func sessions() -> [Session] {
    let days = MeetingTime.days(row.fields["day"])
    let time = MeetingTime.span(row.text("time"))
    if days == .unreadable {
      problems.invalid("day", row.fields["day"], "a day from 0 for Sunday to 6 for Saturday, or its English name")
    }
    if time == .unreadable { problems.invalid("time", row.fields["time"], "a time such as 19:00 or 7:00 pm") }
    if days == .none, case .value = time { problems.missing("day", "a day, as there is a time") }
    if time == .none, case .value = days { problems.missing("time", "a time, as there is a day") }
    guard case .value(let weekdays) = days, case .value(let span) = time else { return [] }
    let minutes = duration(span)
    let zone = row.zone("timezone", &problems)
    return weekdays.compactMap { Session(weekday: $0, start: span.start, durationMinutes: minutes, zone: zone) }
  }

  private mutating func duration(_ span: MeetingTime.Span) -> Int? {
    var end = span.end
    if let text = row.text("end_time") {
      end = MeetingTime.clock(text, allowsMidnightEnd: true)
      if end == nil { problems.invalid("end_time", .string(text), "a time such as 20:00 or 8:00 pm") }
    }
    guard let end else { return nil }
    switch MeetingTime.length(from: span.start, to: end) {
    case .none: return nil
    case .value(let minutes): return minutes
    case .unreadable:
      let expected = "an end at most \(MeetingTime.longest / 60) hours after the start"
      problems.invalid("end_time", .string("\(span.start) to \(end)"), expected)
      return nil
    }
  }

  /// The day of the last change: "2024-05-17 08:30:00" and the like, and not after today.
  private mutating func updated() -> Day? {
    guard let text = row.text("updated") else { return nil }
    let rest = text.dropFirst(10)
    let isDay = rest.isEmpty || rest.first == " " || rest.first == "T"
    guard isDay, let day = Day(text.prefix(10)), day <= options.today else {
      problems.invalid("updated", .string(text), "a date such as 2026-01-31 08:30:00, not after today")
      return nil
    }
    return day
  }

  private func contact(formats: MeetingFormats) -> Contact {
    let link = row.text("conference_url").flatMap { MeetingText.isLink($0) ? $0 : nil }
    return Contact(
      url: row.text("url") ?? link ?? row.text("website"), email: row.text("email"),
      phone: row.text("conference_phone") ?? row.text("phone"))
  }

  private func description(contact: Contact) -> String? {
    let link = row.text("conference_url")
    let group = row.text("group").flatMap { $0 == row.text("name") ? nil : $0 }
    return MeetingText.description([
      row.lines("notes"), MeetingText.labelled("Place", row.lines("location_notes")),
      MeetingText.labelled("Group", group), row.lines("group_notes"),
      MeetingText.labelled("Online", link == contact.url ? nil : link),
      MeetingText.labelled("Online", row.lines("conference_url_notes")),
      MeetingText.labelled("By phone", row.lines("conference_phone_notes")),
    ])
  }
}
