import DirectoryStore
import GroupMatching

/// The counts of a directory, for people and for programs.
struct StatisticsText {
  let statistics: DirectoryStatistics
  let sources: [SourceCount]
  let history: [ImportRun]
  let vocabulary: Vocabulary
  /// How many topics people are shown; the JSON has them all.
  private static let topicsShown = 12

  func lines(_ terminal: Terminal) -> [String] {
    var lines = [terminal.bold(counted(statistics.groups, "group")), ""]
    lines += sources.map { source in
      "   \(source.name.padded(28)) \(source.listed) listed, \(source.withdrawn) withdrawn, \(source.format)"
        + (source.lastImportAt.map { ", imported \($0)" } ?? "")
    }
    lines +=
      ["", terminal.bold("status")] + statistics.byStatus.map { row($0.status?.rawValue ?? "not stated", $0.count) }
    lines += ["", terminal.bold("way of meeting")] + statistics.byFormat.map { row($0.format.phrase, $0.count) }
    lines += ["", terminal.bold("topics")]
    lines += statistics.byTopic.prefix(Self.topicsShown).map { row(vocabulary.taxonomy.label($0.topic), $0.count) }
    let more = statistics.byTopic.count - Self.topicsShown
    if more > 0 { lines.append("   and \(counted(more, "other topic"))") }
    lines += ["", terminal.bold("what entries state")] + statistics.stated.map { row($0.fact.id, $0.count) }
    let verified = statistics.verified
    lines += [
      "", terminal.bold("verified"), row("within a year", verified.lately), row("longer ago", verified.longAgo),
    ]
    return lines + [row("no date", verified.never)]
  }

  private func row(_ name: String, _ count: Int) -> String {
    let percent = statistics.groups == 0 ? 0 : (count * 100 + statistics.groups / 2) / statistics.groups
    let digits = String(count)
    return "   \(name.padded(34)) \(String(repeating: " ", count: max(0, 7 - digits.count)))\(digits)  \(percent) %"
  }

  var record: JSONObject {
    [
      "groups": .number(Double(statistics.groups)),
      "sources": .array(
        sources.map {
          [
            "name": .string($0.name), "format": .string($0.format), "listed": .number(Double($0.listed)),
            "withdrawn": .number(Double($0.withdrawn)), "lastImportAt": $0.lastImportAt.map(JSONValue.string) ?? .null,
          ]
        }),
      "status": counts(statistics.byStatus.map { ($0.status?.rawValue ?? "unknown", $0.count) }),
      "formats": counts(statistics.byFormat.map { ($0.format.rawValue, $0.count) }),
      "topics": counts(statistics.byTopic.map { ($0.topic.name, $0.count) }),
      "stated": counts(statistics.stated.map { ($0.fact.id, $0.count) }),
      "verified": counts([
        ("withinYear", statistics.verified.lately), ("longerAgo", statistics.verified.longAgo),
        ("never", statistics.verified.never),
      ]),
      "imports": .array(history.map { .object($0.record) }),
    ]
  }

  private func counts(_ counts: [(String, Int)]) -> JSONValue {
    .object(counts.reduce(into: [:]) { $0[$1.0] = .number(Double($1.1)) })
  }
}

extension ImportRun {
  fileprivate var record: JSONObject {
    [
      "source": .string(source), "file": .string(file), "format": .string(format), "finishedAt": .string(finishedAt),
      "rowsRead": .number(Double(rowsRead)), "imported": .number(Double(imported)), "updated": .number(Double(updated)),
      "unchanged": .number(Double(unchanged)), "mergedAsSession": .number(Double(mergedAsSession)),
      "quarantined": .number(Double(quarantined)), "withdrawn": .number(Double(withdrawn)),
    ]
  }
}
