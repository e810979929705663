import GroupMatching
import TextUnderstanding

/// Where to turn in a crisis: it stands before everything else.
struct CrisisText {
  let terminal: Terminal
  /// How many lines are shown; the JSON has them all.
  private static let shown = 4

  func lines(_ crisis: CrisisAnswer) -> [String] {
    let opening =
      crisis.level == .urgent
      ? "It sounds as if things may be dangerous right now. You can talk to somebody at once:"
      : "If things get too heavy, these people listen, at once and for free:"
    var lines = terminal.lines(opening).map(terminal.bold)
    if let emergency = crisis.help.emergency { lines.append("   In danger to life: call \(emergency)") }
    lines += crisis.help.lines.prefix(Self.shown).map { "   " + Self.text(of: $0) }
    if crisis.help.isInternational {
      lines += terminal.lines("Name the place with --near to see the lines of the country.").map(terminal.dim)
    }
    return lines
  }

  private static func text(of line: CrisisLine) -> String {
    let ways = [
      line.call.map { "call \($0)" }, line.text.map { "text \($0)" }, line.chat.map { "chat \($0)" },
    ].compactMap { $0 }
    return ([line.name] + ways + [line.hours].compactMap { $0 }).joined(separator: " · ")
  }
}
