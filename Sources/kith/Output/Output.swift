import Foundation

/// Where text goes: answers to standard output, everything else to standard error.
enum Output {
  /// Writes a line to standard output. A reader that has gone away (`| head`) ends the program in peace.
  static func line(_ text: String = "") {
    FileHandle.standardOutput.writeQuietly(text + "\n")
  }

  /// Writes a text to standard output as it is.
  static func text(_ text: String) {
    FileHandle.standardOutput.writeQuietly(text)
  }

  /// Writes a line to standard error.
  static func error(_ text: String) {
    FileHandle.standardError.writeQuietly(text + "\n")
  }

  /// Writes a text to standard error as it is, without a line end.
  static func progress(_ text: String) { FileHandle.standardError.writeQuietly(text) }

  /// Writes a text to a file whole: a reader never sees half of it.
  static func file(_ text: String, to path: String) throws(Failure) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Failure(.inputOutput, "\(path): cannot be written: \(error.localizedDescription)")
    }
  }
}

extension FileHandle {
  fileprivate func writeQuietly(_ text: String) {
    do { try write(contentsOf: Data(text.utf8)) } catch { Foundation.exit(0) }
  }
}
