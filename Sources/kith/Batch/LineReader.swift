import Foundation

/// Reads lines one after the other, a piece of the input at a time: memory stays bounded however long it is.
struct LineReader: Sequence, IteratorProtocol {
  private let file: FileHandle
  private var buffer = Data()
  private var isAtEnd = false
  private var number = 0

  /// The longest line that is read, in bytes; what is longer is cut, and then no record.
  static let greatestLength = 16_000_000
  private static let piece = 1 << 20

  /// - Parameter file: Text in UTF-8, with lines that end in LF or CR LF.
  init(_ file: FileHandle) { self.file = file }

  /// The next line without its end, and its number from 1.
  ///
  /// - Complexity: O(length of the line), amortised.
  mutating func next() -> (number: Int, line: Data)? {
    var searched = 0
    while true {
      if let end = buffer[(buffer.startIndex + searched)...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = buffer[buffer.startIndex..<end]
        buffer = buffer[buffer.index(after: end)...]
        return numbered(line)
      }
      searched = buffer.count
      guard !isAtEnd, buffer.count < Self.greatestLength else { break }
      guard let more = try? file.read(upToCount: Self.piece), !more.isEmpty else {
        isAtEnd = true
        continue
      }
      // What has been read before is let go, so that the buffer does not grow with the file.
      buffer = Data(buffer) + more
    }
    guard !buffer.isEmpty else { return nil }
    defer { buffer = Data() }
    return numbered(buffer)
  }

  private mutating func numbered(_ line: Data) -> (number: Int, line: Data) {
    number += 1
    return (number, Data(line.last == UInt8(ascii: "\r") ? line.dropLast() : line))
  }
}
