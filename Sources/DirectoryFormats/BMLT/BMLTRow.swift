import Foundation
import GroupMatching

/// One meeting of a BMLT server.
struct BMLTRow {
  private let row: CleanRow
  private let options: ReadingOptions
  private let formats: BMLTFormatTable
  private var problems = RowProblems()

  init(_ row: CleanRow, _ options: ReadingOptions, _ formats: BMLTFormatTable) {
    self.row = row
    self.options = options
    self.formats = formats
  }

  /// The meeting.
  ///
  /// - Throws: ``UnusableRow`` where it is not published or has no name.
  func meeting() throws(UnusableRow) -> FeedMeeting {
    var reader = self
    return try reader.read()
  }

  private mutating func read() throws(UnusableRow) -> FeedMeeting {
    let id = row.text("id_bigint")
    if row.text("published") == "0" || row.fields["published"] == .bool(false) {
      throw UnusableRow(reason: .notPublished, id: id)
    }
    let name = try row.name("meeting_name", id: id)
    let sourceID = id ?? [name, row.text("location_text") ?? ""].joined(separator: " ").slug(atMost: 120)
    var group = Group(id: sourceID, name: name)
    let codes = self.codes()
    codes.apply(to: &group, field: "formats", options, &problems)
    group.location = place.location(options.places, &problems)
    (group.formats, group.status) = attendance(codes, group.location)
    group.sessions = session().map { [$0] } ?? []
    group.contact = Contact(
      url: link.flatMap { MeetingText.isLink($0) ? $0 : nil }, email: row.text("email_contact"),
      phone: row.text("phone_meeting_number"))
    group.description = description
    return FeedMeeting(row: row, sourceID: sourceID, group: group, problems: problems.all, link: link)
  }

  /// The formats, by number where the answer says what the numbers stand for, by key otherwise.
  private mutating func codes() -> MeetingCodes {
    var codes = MeetingCodes()
    let ids = list("format_shared_id_list")
    if !ids.isEmpty, ids.allSatisfy(formats.holds) {
      let table = formats
      let unknown = ids.filter { id in
        guard let meaning = table.meaning(id, options.codes) else { return true }
        codes.add(meaning)
        return false
      }
      codes.add(unknown.map(table.key), field: "formats", options, &problems) { _ in nil }
      return codes
    }
    let local = row.text("lang_enum").flatMap { options.codes.bmltByLanguage[$0] }
    codes.add(list("formats"), field: "formats", options, &problems) { local?[$0] ?? options.codes.bmlt[$0] }
    return codes
  }

  private func list(_ field: String) -> [String] {
    (row.text(field) ?? "").split(separator: ",").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
  }

  private var link: String? { row.text("virtual_meeting_link") }

  private func attendance(_ codes: MeetingCodes, _ location: Location?) -> (MeetingFormats, GroupStatus?) {
    var attendance = Attendance()
    attendance.stated =
      switch row.text("venue_type") {
      case "1": .inPerson
      case "2": .online
      case "3": .hybrid
      default: nil
      }
    attendance.codes = codes.formats
    attendance.onlineCodeExcludesPlace = true
    attendance.isPlaceClosed = codes.isPlaceClosed
    attendance.hasPlace = location?.coordinate != nil || location?.address != nil
    attendance.hasLink = link != nil
    attendance.hasPhone = row.text("phone_meeting_number") != nil
    return attendance.result
  }

  private var place: MeetingPlace {
    let town = [row.text("location_province"), row.text("location_postal_code_1")].compactMap(\.self)
    let remark = row.text("location_info").map { "(\($0))" }
    let street = [row.text("location_street"), remark].compactMap(\.self).joined(separator: " ")
    let parts: [String?] = [
      row.text("location_text"), street, row.text("location_city_subsection"), row.text("location_municipality"),
      town.uniqued().joined(separator: " "),
    ]
    return MeetingPlace(
      latitude: row.fields["latitude"], longitude: row.fields["longitude"],
      address: parts.compactMap(\.self).filter { !$0.isEmpty }, postalCode: row.text("location_postal_code_1"),
      region: row.text("location_province"), country: row.text("location_nation"),
      fields: MeetingPlace.Fields(postalCode: "location_postal_code_1", country: "location_nation"))
  }

  private mutating func session() -> Session? {
    let day = weekday()
    let time = MeetingTime.span(row.text("start_time"))
    if time == .unreadable { problems.invalid("start_time", row.fields["start_time"], "a time such as 19:00:00") }
    if time == .none, day != nil { problems.missing("start_time", "a time, as there is a day") }
    guard let day, case .value(let span) = time else { return nil }
    var minutes: Int?
    switch MeetingTime.duration(row.text("duration_time")) {
    case .none: break
    case .value(let length): minutes = length
    case .unreadable:
      let expected = "a length such as 01:30:00, of at most \(MeetingTime.longest / 60) hours or a whole day"
      problems.invalid("duration_time", row.fields["duration_time"], expected)
    }
    return Session(
      weekday: day, start: span.start, durationMinutes: minutes, zone: row.zone("time_zone", &problems))
  }

  /// The day from 1 for Sunday to 7 for Saturday.
  private mutating func weekday() -> Weekday? {
    guard let text = row.text("weekday_tinyint") else { return nil }
    if let number = Int(text), let day = MeetingTime.day(fromSunday: number - 1) { return day }
    problems.invalid("weekday_tinyint", row.fields["weekday_tinyint"], "a day from 1 for Sunday to 7 for Saturday")
    return nil
  }

  private var description: String? {
    MeetingText.description([
      row.lines("comments"),
      MeetingText.labelled("Online", link.flatMap { MeetingText.isLink($0) ? nil : $0 }),
      MeetingText.labelled("Online", row.lines("virtual_meeting_additional_info")),
      MeetingText.labelled("By phone", row.lines("phone_meeting_additional_info")),
      MeetingText.labelled("Bus", Self.value(row.text("bus_lines"))),
      MeetingText.labelled("Train", Self.value(row.text("train_lines"))),
    ])
  }

  /// A value without the name of its field, which some servers write before it: "Bus Lines#@-@#B60".
  private static func value(_ text: String?) -> String? {
    text?.components(separatedBy: "#@-@#").last.flatMap { $0.isEmpty ? nil : $0 }
  }
}
