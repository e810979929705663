import GroupMatching

/// A match as somebody reads it: like advice, not like a record.
struct MatchText {
  let vocabulary: Vocabulary
  let terminal: Terminal
  /// How many reasons, cautions and questions are shown of each; the JSON has them all.
  private static let shown = 5

  func lines(_ match: Match, title: String) -> [String] {
    let group = match.group
    var lines = [terminal.spread(title, "\(match.fit.rawValue) fit  \(Self.hundredths(match.score))")]
    if let organization = group.organization { lines.append(terminal.dim("   " + organization.name)) }
    lines += paragraphs(when(match), "When")
    lines += paragraphs(place(match), "Where")
    lines += paragraphs(group.cost.map(costText), "Cost")
    lines += paragraphs(Self.sentences(match.reasons), "Why")
    lines += paragraphs(Self.sentences(match.cautions), "Watch")
    lines += paragraphs(Self.questions(match.questions), "Ask")
    lines += paragraphs(contact(group), "Reach")
    lines += terminal.paragraph("Id", terminal.dim(group.id))
    if let rank = match.movedFromRank { lines += terminal.paragraph("", "(moved from place \(rank) for variety)") }
    return lines
  }

  private func paragraphs(_ text: String?, _ label: String) -> [String] {
    guard let text, !text.isEmpty else { return [] }
    return terminal.paragraph(label, text)
  }

  private func when(_ match: Match) -> String {
    let sessions = match.group.sessions
    guard !sessions.isEmpty else { return "not stated" }
    guard let next = match.nextSession else { return sessions.map(Self.weekly).joined(separator: ", ") }
    let time = SessionText.span(from: next.start.time, lasting: next.session.durationMinutes)
    let rhythm = (next.session.recurrence ?? .weekly(on: [next.session.weekday])).phrase
    let others = sessions.count > 1 ? ", and \(counted(sessions.count - 1, "other session"))" : ""
    return "next \(next.start.day.phrase), \(time), \(rhythm)\(others)"
  }

  private static func weekly(_ session: Session) -> String {
    let time = SessionText.span(from: session.start, lasting: session.durationMinutes)
    let days = session.hasKnownDays ? "" : ", from a day that is not stated"
    return "\(session.weekday.label) \(time), \((session.recurrence ?? .weekly(on: [])).phrase)\(days)"
  }

  private func place(_ match: Match) -> String? {
    let group = match.group
    guard !group.formats.isEmpty || group.location != nil else { return "not stated" }
    var parts = group.formats.isEmpty ? [] : [group.formats.phrase(joinedBy: "and")]
    if group.formats.isEmpty || group.formats.contains(.inPerson) {
      if let address = group.location?.address { parts.append(address) }
      if let kilometers = match.distanceKilometers { parts.append(distanceText(kilometers)) }
    }
    return parts.joined(separator: " · ")
  }

  private func contact(_ group: Group) -> String {
    [group.contact.url, group.contact.phone, group.contact.email].compactMap { $0 }.joined(separator: " · ")
  }

  /// Statements as sentences: "It is free. 3.2 km away."
  static func sentences(_ statements: [String]) -> String {
    statements.prefix(shown).map { $0.prefix(1).uppercased() + $0.dropFirst() + "." }.joined(separator: " ")
  }

  /// Questions, without the "Ask" that the label says already.
  static func questions(_ questions: [String]) -> String {
    questions.prefix(shown).map { question in
      let text = question.hasPrefix("Ask ") ? String(question.dropFirst(4)) : question
      return text.prefix(1).uppercased() + text.dropFirst()
    }.joined(separator: " ")
  }

  static func hundredths(_ score: Points) -> String {
    let hundredths = Int((score.share * 100).rounded())
    return hundredths >= 100 ? "1.00" : "0." + (hundredths < 10 ? "0" : "") + String(hundredths)
  }
}
