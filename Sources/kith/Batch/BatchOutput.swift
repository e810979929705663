import Foundation

/// Where the lists of a batch go: a file that can be gone on with after a break, or standard output.
final class BatchOutput {
  private let file: FileHandle
  private let name: String

  /// The last member of whom the file held whole lines that were kept; `nil` where it begins anew.
  let lastMember: String?

  /// - Parameters:
  ///   - path: `-` for standard output.
  ///   - resumes: Whether to go on after the last member that the file holds whole. Where a member takes several lines the
  ///     last one is written again, as it may have been cut.
  init(_ path: String, _ format: BatchFormat, resumes: Bool) throws(Failure) {
    name = path == "-" ? "standard output" : path
    guard path != "-" else {
      file = .standardOutput
      lastMember = nil
      try write(format.header)
      return
    }
    if resumes, let kept = try Self.kept(path, format) {
      guard let handle = FileHandle(forUpdatingAtPath: path) else {
        throw Failure(.inputOutput, "\(path): cannot be written")
      }
      file = handle
      lastMember = kept.member
      do {
        try file.truncate(atOffset: UInt64(kept.length))
        try file.seekToEnd()
      } catch {
        throw Failure(.inputOutput, "\(path): cannot be gone on with: \(error.localizedDescription)")
      }
      if kept.length == 0 { try write(format.header) }
      return
    }
    guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path)
    else { throw Failure(.inputOutput, "\(path): cannot be written") }
    file = handle
    lastMember = nil
    try write(format.header)
  }

  /// How much of a file is whole, and the last member of that part.
  private static func kept(_ path: String, _ format: BatchFormat) throws(Failure) -> (length: Int, member: String?)? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let content = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped) else {
      throw Failure(.inputOutput, "\(path): cannot be read")
    }
    var end = content.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    var last: String?
    while end > 0 {
      let start = content[..<(end - 1)].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      let member = format.member(of: Substring(decoding: content[start..<(end - 1)], as: UTF8.self))
      if start == 0, !format.header.isEmpty { return (end, last == nil ? nil : member) }
      if format == .jsonl { return (end, member) }
      // All lines of the last member are taken back, and the one before it is the last that is whole.
      if last == nil { last = member }
      if member != last { return (end, member) }
      end = start
    }
    return (0, nil)
  }

  func write(_ text: String) throws(Failure) {
    guard !text.isEmpty else { return }
    do {
      try file.write(contentsOf: Data(text.utf8))
    } catch {
      throw Failure(.inputOutput, "\(name): cannot be written: \(error.localizedDescription)")
    }
  }
}
