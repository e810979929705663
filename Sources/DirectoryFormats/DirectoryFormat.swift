import Foundation
import GroupMatching

/// A kind of file that holds a directory of groups.
///
/// A format is a value: adding one is a new file with one, and a line in ``all``. The command's help, the recognition and the contract
/// tests go through the list.
public struct DirectoryFormat: Sendable, Identifiable {
  /// The name that the command takes: `meeting-guide`.
  public let id: String
  /// What it is, in a few words.
  public let summary: String
  /// How well a content looks like it, from 0 (not at all) to 1.
  public let recognizes: @Sendable (DirectoryContent) -> Double
  private let reader: @Sendable (DirectoryContent, ReadingOptions) throws(FormatError) -> DirectoryReading

  /// - Parameters:
  ///   - recognizes: Judges by the shape of the content; a few rows are enough.
  ///   - read: Throws only for a content that is not of the format; rows that cannot be used are quarantined.
  public init(
    id: String, summary: String, recognizes: @escaping @Sendable (DirectoryContent) -> Double,
    read: @escaping @Sendable (DirectoryContent, ReadingOptions) throws(FormatError) -> DirectoryReading
  ) {
    self.id = id
    self.summary = summary
    self.recognizes = recognizes
    reader = read
  }

  /// Every format, in the order in which lists show them.
  public static let all: [DirectoryFormat] = [.native, .bmlt, .meetingGuide]

  /// The format of an id.
  public static func named(_ id: String) -> DirectoryFormat? { all.first { $0.id == id } }

  /// The format that a content looks like most: the first in the list of several alike.
  ///
  /// - Throws: ``FormatError/unrecognized(found:expected:)`` where it looks like none.
  public static func detect(_ content: DirectoryContent) throws(FormatError) -> DirectoryFormat {
    var best: (format: DirectoryFormat, likeness: Double)?
    for format in all {
      let likeness = format.recognizes(content)
      if likeness > best?.likeness ?? 0.5 { best = (format, likeness) }
    }
    guard let best else {
      throw .unrecognized(found: content.summary, expected: all.map { "\($0.id): \($0.summary)" })
    }
    return best.format
  }

  /// The format that the bytes of a file look like most.
  ///
  /// - Throws: ``FormatError`` for an empty file, a web page, binary data, a JSON text that is cut short, and one that no
  ///   format recognises.
  public static func detect(_ data: Data) throws(FormatError) -> DirectoryFormat {
    try detect(DirectoryContent(data))
  }

  /// Reads a directory.
  ///
  /// - Returns: Every row, as part of a group or quarantined.
  /// - Throws: ``FormatError`` where the content as a whole is not of the format.
  public func read(_ content: DirectoryContent, _ options: ReadingOptions) throws(FormatError) -> DirectoryReading {
    try reader(content, options)
  }

  /// Reads a directory from the bytes of a file.
  public func read(_ data: Data, _ options: ReadingOptions) throws(FormatError) -> DirectoryReading {
    try read(DirectoryContent(data), options)
  }
}
