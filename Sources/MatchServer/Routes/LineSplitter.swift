import Foundation
import NIOCore

/// Cuts a stream of bytes into lines, holding no more than one line and the part that came last.
struct LineSplitter {
  /// A line without its end.
  struct Line: Sendable {
    /// Counted from 1, empty ones too.
    let number: Int
    /// `nil` where the line was longer than allowed; its bytes are not kept.
    let bytes: Data?
  }

  /// The most bytes of a line.
  let limit: Int
  private var part = ByteBuffer()
  private var line = Data()
  private var isTooLong = false
  private var number = 1
  private var isEnded = false

  init(limit: Int) { self.limit = limit }

  /// Takes the next part of the stream; all lines of the last one have to be taken before.
  mutating func add(_ part: ByteBuffer) { self.part = part }

  /// Says that nothing more comes: what is left is a line.
  mutating func end() { isEnded = true }

  /// The next line that is whole and not blank.
  mutating func next() -> Line? {
    while let length = part.readableBytesView.firstIndex(of: 0x0A).map({ $0 - part.readerIndex }) {
      take(length)
      part.moveReaderIndex(forwardBy: 1)
      if let whole = finished() { return whole }
    }
    take(part.readableBytes)
    return isEnded ? finished() : nil
  }

  private mutating func take(_ length: Int) {
    guard let bytes = part.readBytes(length: length) else { return }
    isTooLong = isTooLong || line.count + length > limit
    if isTooLong { line = Data() } else { line.append(contentsOf: bytes) }
  }

  private mutating func finished() -> Line? {
    defer {
      line = Data()
      isTooLong = false
      number += 1
    }
    if isTooLong { return Line(number: number, bytes: nil) }
    return line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) } ? nil : Line(number: number, bytes: line)
  }
}
