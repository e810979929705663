import GroupMatching

extension ImportReport {
  /// The report for people: what was counted, then what was put aside and what to look at, alike things together.
  public var text: String {
    var lines = ["\(file): \(format) of \(source)" + (fellowship.map { " (\($0))" } ?? "")]
    if isDryRun { lines.append("nothing was stored: a dry run") }
    lines += Self.table(counts)
    lines += Self.section("quarantined", quarantineLines)
    lines += Self.section("warnings", warningGroups.map(\.line))
    return lines.joined(separator: "\n") + "\n"
  }

  private var counts: [(label: String, count: Int)] {
    let zones = reading.zonesFromPlace
    return [
      ("read", reading.rowsRead), ("imported", imported), ("updated", updated), ("unchanged", unchanged),
      ("merged as sessions", reading.mergedAsSession), ("quarantined", reading.quarantined.count),
      ("withdrawn", withdrawn),
    ] + (zones > 0 ? [("time zones taken from the place", zones)] : [])
  }

  /// One line a kind of reason, the most frequent first, with the first rows.
  private var quarantineLines: [(count: Int, text: String)] {
    let byKind = Dictionary(grouping: reading.quarantined, by: \.reason.kind)
    return byKind.sorted { (-$0.value.count, $0.key) < (-$1.value.count, $1.key) }.map { kind, rows in
      (
        rows.count,
        rows.count == 1
          ? "\(rows[0].reason): \(Self.rowList(rows.map(\.row)))" : "\(kind): \(Self.rowList(rows.map(\.row)))"
      )
    }
  }

  private static func table(_ counts: [(label: String, count: Int)]) -> [String] {
    let labels = counts.map(\.label.count).max() ?? 0
    let digits = counts.map { "\($0.count)".count }.max() ?? 0
    return counts.map { "  " + $0.label.padded(to: labels) + "  " + "\($0.count)".paddedLeft(to: digits) }
  }

  private static func section(_ title: String, _ lines: [(count: Int, text: String)]) -> [String] {
    guard !lines.isEmpty else { return [] }
    let digits = lines.map { "\($0.count)".count }.max() ?? 0
    return [title] + lines.map { "  " + "\($0.count)".paddedLeft(to: digits) + "  " + $0.text }
  }

  /// "row 3", "rows 3, 7, 12 and 39 more".
  static func rowList(_ rows: [Int]) -> String {
    guard rows.count > 1 else { return rows.first.map { "row \($0)" } ?? "the whole file" }
    let shown = rows.prefix(5).map(String.init).joined(separator: ", ")
    return "rows \(shown)" + (rows.count > 5 ? " and \(rows.count - 5) more" : "")
  }
}

extension WarningGroup {
  /// `/time: "Lunch" 4, "Tea" 1: expected a time such as 19:00; rows 3, 8, 9 and 2 more`.
  fileprivate var line: (count: Int, text: String) {
    let shown = values.prefix(4).map { values.count == 1 || $0.count == 1 ? $0.value : "\($0.value) (\($0.count))" }
    let more = values.count > shown.count ? " and \(values.count - shown.count) other values" : ""
    let found = shown.isEmpty ? (kind == .missing ? "missing" : "unknown field") : shown.joined(separator: ", ") + more
    let rows = examples.compactMap(\.row)
    let place = rows.isEmpty ? "" : "; row\(rows.count > 1 ? "s" : "") " + rows.map(String.init).joined(separator: ", ")
    let rest = count > examples.count && !rows.isEmpty ? ", …" : ""
    return (count, "\(path): \(found)" + (expected.isEmpty ? "" : ": expected \(expected)") + place + rest)
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
  fileprivate func paddedLeft(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
