import GroupMatching

extension DirectoryFormat {
  /// The answer of a Basic Meeting List Toolbox server to `GetSearchResults`: a list of meetings, or an object with the list and the
  /// server's formats.
  ///
  /// - SeeAlso: The BMLT semantic API, `bmlt-enabled/bmlt-root-server`.
  public static let bmlt = DirectoryFormat(
    id: "bmlt",
    summary: "a BMLT server's GetSearchResults: a JSON list of meetings with weekday_tinyint and start_time",
    recognizes: { content in max(content.share(of: isMeeting), content.share(in: meetingList, of: isMeeting)) },
    read: { (content, options) throws(FormatError) in
      guard let rows = content.rows(in: meetingList) ?? content.rows() else {
        throw .unexpected(format: "bmlt", found: content.summary, expected: "a JSON list of meetings")
      }
      let formats = BMLTFormatTable(content)
      var reader = FeedReader(options, zoneField: "time_zone")
      for row in rows {
        reader.read(row) { (row) throws(UnusableRow) in try BMLTRow(row, options, formats).meeting() }
      }
      return reader.reading(fileWarnings: content.encodingWarnings)
    })

  /// The field that holds the list where the server was asked for its formats too.
  private static let meetingList = "meetings"

  private static func isMeeting(_ row: JSONObject) -> Bool {
    let fields = ["id_bigint", "weekday_tinyint", "start_time", "meeting_name"]
    return fields.filter { row[$0] != nil }.count >= 3
  }
}

/// The formats of one server, where its answer lists them: what the numbers of `format_shared_id_list` stand for.
struct BMLTFormatTable {
  /// One format in one language.
  private struct Entry {
    let key: String
    let language: String
    let worldID: String?
  }

  private var entriesByID: [String: [Entry]] = [:]

  /// Reads the list `formats` of the answer; a table without entries where there is none.
  init(_ content: DirectoryContent) {
    guard case .document(.object(let answer)) = content.shape, case .array(let formats) = answer["formats"] else {
      return
    }
    for case .object(let fields) in formats {
      let row = CleanRow(number: 0, fields: fields)
      guard let id = row.text("id") ?? row.text("shared_id_bigint"), let key = row.text("key_string") else { continue }
      let language = row.text("lang") ?? row.text("lang_enum") ?? "en"
      entriesByID[id, default: []].append(Entry(key: key, language: language, worldID: row.text("world_id")))
    }
  }

  /// The meaning of a format by its number: what all servers call it, else its key in English, else its key in its language.
  func meaning(_ id: String, _ codes: CodeMaps) -> CodeMeaning? {
    let entries = entriesByID[id] ?? []
    if let known = entries.lazy.compactMap({ $0.worldID.flatMap { codes.bmltWorldIDs[$0] } }).first { return known }
    if let english = entries.first(where: { $0.language == "en" }).flatMap({ codes.bmlt[$0.key] }) { return english }
    return entries.lazy.compactMap { codes.bmltByLanguage[$0.language]?[$0.key] }.first
  }

  /// Whether the table holds a number.
  func holds(_ id: String) -> Bool { entriesByID[id] != nil }

  /// The key of a number as a warning shows it.
  func key(_ id: String) -> String { entriesByID[id]?.first?.key ?? id }
}
