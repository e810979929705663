import Foundation

/// How text looks on a terminal: bold and dim there, plain anywhere else or where `NO_COLOR` is set.
struct Terminal {
  /// How many columns a line may take.
  let width: Int
  private let hasStyle: Bool

  /// What standard output is.
  static let current: Terminal = {
    let environment = ProcessInfo.processInfo.environment
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let hasStyle = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    return Terminal(width: isTerminal ? min(max(columns(), 50), 110) : 96, hasStyle: hasStyle)
  }()

  init(width: Int, hasStyle: Bool) {
    self.width = width
    self.hasStyle = hasStyle
  }

  func bold(_ text: String) -> String { styled(text, "1") }
  func dim(_ text: String) -> String { styled(text, "2") }

  private func styled(_ text: String, _ code: String) -> String { hasStyle ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }

  private static func columns() -> Int {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// A text in lines no wider than the terminal, each after the first indented; the first is indented by its label.
  func paragraph(_ label: String, _ text: String, indent: Int = 11) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.count + 1 + word.count > width - indent {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    lines.append(line)
    let margin = String(repeating: " ", count: indent)
    let head = "   " + label.padding(toLength: max(indent - 3, label.count + 1), withPad: " ", startingAt: 0)
    return lines.enumerated().map { $0.offset == 0 ? dim(head) + $0.element : margin + $0.element }
  }

  /// Two texts at the two ends of a line.
  func spread(_ left: String, _ right: String) -> String {
    let gap = width - left.count - right.count
    return bold(left) + String(repeating: " ", count: max(2, gap)) + right
  }
}
