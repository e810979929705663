import GroupMatching

/// Puts together what feeds say in words.
enum MeetingText {
  /// Paragraphs as one description; `nil` where there are none.
  static func description(_ paragraphs: [String?]) -> String? {
    let text = paragraphs.compactMap(\.self).uniqued().joined(separator: "\n")
    return text.isEmpty ? nil : text
  }

  /// A text with what it is about before it: "Online: Meeting ID 123".
  static func labelled(_ label: String, _ text: String?) -> String? { text.map { "\(label): \($0)" } }

  /// Whether a text is an address on the web, and not a remark in its place.
  static func isLink(_ text: String) -> Bool {
    !text.contains(" ") && text.contains(".") && !text.contains("@") && text.count <= 2000
  }
}

extension CleanRow {
  /// The name that a group of this row has.
  ///
  /// - Throws: ``UnusableRow`` where the row has none, or one longer than any name.
  func name(_ field: String, id: String?) throws(UnusableRow) -> String {
    guard let name = text(field) else {
      throw UnusableRow(reason: .unusable(FieldProblem(.missing, path: "/\(field)", expected: "a text")), id: id)
    }
    guard name.count <= ReadingLimit.name else {
      let expected = "a text of at most \(ReadingLimit.name) characters"
      throw UnusableRow(
        reason: .unusable(FieldProblem(.invalid, path: "/\(field)", value: .string(name), expected: expected)), id: id)
    }
    return name
  }

  /// The time zone of a field; one that the system does not know is noted.
  func zone(_ field: String, _ problems: inout RowProblems) -> ZoneID? {
    guard let name = text(field) else { return nil }
    let zone = ZoneID(name)
    if zone == nil {
      problems.invalid(field, .string(name), "a time zone that this system knows, such as America/New_York")
    }
    return zone
  }
}
