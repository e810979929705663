import GroupMatching

/// What the codes of one row say, together.
struct MeetingCodes {
  /// The ways of meeting that codes name.
  private(set) var formats: MeetingFormats = []
  /// Whether a code says that nobody can meet at the place at present.
  private(set) var isPlaceClosed = false
  private var isOpen = false
  private var isClosed = false
  private var facts: [PartialGroup] = []

  /// Adds the meaning of a code.
  mutating func add(_ meaning: CodeMeaning) {
    formats.formUnion(meaning.facts.formats)
    isPlaceClosed = isPlaceClosed || meaning.closesPlace
    isOpen = isOpen || meaning.access == .open
    isClosed = isClosed || meaning.access == .closed
    facts.append(meaning.facts)
  }

  /// Looks codes up one after the other; unknown ones are noted.
  mutating func add(
    _ codes: [String], field: String, _ options: ReadingOptions, _ problems: inout RowProblems,
    meaning: (String) -> CodeMeaning?
  ) {
    for code in codes.uniqued() {
      if let meaning = meaning(code) {
        add(meaning)
      } else {
        let owner = options.fellowship.map { " for \($0.id)" } ?? ""
        problems.invalid(field, .string(code), "a code that Kith knows\(owner)")
      }
    }
  }

  /// Gives a group the facts. A meeting that is marked as open and as closed is closed: who may not come is the graver mistake.
  func apply(to group: inout Group, field: String, _ options: ReadingOptions, _ problems: inout RowProblems) {
    for fact in facts { fact.add(to: &group) }
    if isClosed {
      if let fellowship = options.fellowship {
        group.audiences = fellowship.members
      } else {
        problems.invalid(field, "closed", "a fellowship to be named, which says for whom its closed meetings are")
      }
    } else if isOpen {
      group.audiences = [.anyone]
    }
  }
}
