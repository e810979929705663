import DirectoryStore
import GroupMatching

/// What a check of a directory found, for people and for programs.
struct CheckText {
  let findings: [DirectoryFinding]
  let quarantine: [(source: String, row: QuarantinedRecord)]
  let groups: Int
  let examples: Int

  func lines(_ terminal: Terminal) -> [String] {
    guard !findings.isEmpty || !quarantine.isEmpty else {
      return ["Nothing to look at in \(counted(groups, "group"))."]
    }
    var lines = [terminal.bold("\(counted(groups, "group")) checked."), ""]
    for finding in findings {
      lines.append(terminal.bold("\(finding.groupIDs.count)  \(finding.what)"))
      let shown = finding.groupIDs.prefix(examples).joined(separator: ", ")
      let more = finding.groupIDs.count - examples
      if !shown.isEmpty { lines.append("   " + shown + (more > 0 ? " and \(more) more" : "")) }
    }
    guard !quarantine.isEmpty else { return lines }
    lines += [
      "", terminal.bold("\(counted(quarantine.count, "row")) in quarantine, from the last import of each source"),
    ]
    lines += quarantine.prefix(examples).map { "   \($0.source), row \($0.row.row): \($0.row.reason)" }
    let more = quarantine.count - examples
    return more > 0 ? lines + ["   and \(more) more"] : lines
  }

  var record: JSONObject {
    [
      "groups": .number(Double(groups)),
      "findings": .array(
        findings.map { ["what": .string($0.what), "groups": .array($0.groupIDs.map(JSONValue.string))] }),
      "quarantine": .array(
        quarantine.map {
          [
            "source": .string($0.source), "row": .number(Double($0.row.row)),
            "id": $0.row.groupID.map(JSONValue.string) ?? .null, "reason": .string($0.row.reason),
          ]
        }),
    ]
  }
}
