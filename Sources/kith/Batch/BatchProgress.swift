import Foundation

/// Says on standard error how far a batch is: a line that is written over on a terminal, a line now and then elsewhere.
struct BatchProgress {
  private let file: FileHandle
  private let size: Int?
  private let start = ContinuousClock.now
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private var members = 0
  private var lastShown = ContinuousClock.now

  /// - Parameters:
  ///   - file: The list that is being read; how far it has been read says how much is left.
  ///   - size: Its length in bytes; `nil` where that is not known.
  init(_ file: FileHandle, size: Int?) {
    self.file = file
    self.size = size
  }

  mutating func advance(by count: Int) {
    members += count
    let now = ContinuousClock.now
    guard now - lastShown > (isTerminal ? .milliseconds(200) : .seconds(10)) else { return }
    lastShown = now
    show(line(at: now), isLast: false)
  }

  mutating func finish() { show(line(at: ContinuousClock.now), isLast: true) }

  private func line(at now: ContinuousClock.Instant) -> String {
    let seconds = max((now - start) / .seconds(1), 0.001)
    var line = "\(members) members, \(Int(Double(members) / seconds)) a second"
    if let size, let read = try? file.offset(), read > 0, Int(read) < size {
      let left = seconds * Double(size - Int(read)) / Double(read)
      line += ", \(Int(left.rounded(.up))) s left"
    }
    return line
  }

  private func show(_ line: String, isLast: Bool) {
    guard isTerminal else { return Output.error("kith: " + line) }
    Output.progress("\r\u{1B}[K" + line + (isLast ? "\n" : ""))
  }
}
