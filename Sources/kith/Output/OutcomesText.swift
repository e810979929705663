import DirectoryStore
import GroupMatching

/// What became of a file of outcomes, as somebody reads it.
struct OutcomesText {
  let file: String
  let content: OutcomeFile
  let received: OutcomesReceived
  /// How many unknown groups are named.
  private static let groupsShown = 5

  var lines: [String] {
    var lines = [
      "\(file): \(counted(content.outcomes.count, "outcome"))", row("added", received.added),
      row("changed", received.changed), row("unchanged", received.unchanged),
    ]
    if content.repeatedCount > 0 { lines.append(row("repeated", content.repeatedCount)) }
    return lines + unknownGroups
  }

  private func row(_ name: String, _ count: Int) -> String { "  " + name.padded(12) + String(count) }

  private var unknownGroups: [String] {
    let counts = received.unknownGroups.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard !counts.isEmpty else { return [] }
    let outcomes = counts.reduce(0) { $0 + $1.value }
    let shown = counts.prefix(Self.groupsShown).map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
    let more = counts.count - Self.groupsShown
    return [
      "\(counted(outcomes, "outcome")) of \(counted(counts.count, "group")) that the directory does not list, kept: "
        + shown + (more > 0 ? " and \(more) more" : "")
    ]
  }
}
