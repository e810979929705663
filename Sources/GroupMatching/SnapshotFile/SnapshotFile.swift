import Foundation
import TextUnderstanding

extension Snapshot {
  /// A snapshot in memory only.
  ///
  /// - Parameters:
  ///   - groups: In any order. Of two with one id the first counts.
  ///   - textTools: What reads texts; without it needs in words are not understood.
  ///   - retention: How many stay in a group, by the group's id; empty where no outcomes are kept.
  /// - Throws: ``SnapshotError``, which memory gives no cause for.
  /// - Complexity: O(n log n), and the length of the texts.
  public convenience init(
    groups: [Group], vocabulary: Vocabulary, textTools: TextTools? = nil, retention: [String: Retention] = [:],
    origin: SnapshotOrigin = SnapshotOrigin()
  ) throws(SnapshotError) {
    let builder = SnapshotBuilder(groups, vocabulary, textTools, retention, origin: origin)
    let bytes = try builder.write(to: .memory([]))
    try self.init(
      bytes.withUnsafeBytes { ImmutableBytes(copying: $0) }, path: "snapshot in memory", vocabulary: vocabulary,
      textTools: textTools)
  }

  /// Maps a snapshot file.
  ///
  /// What could do harm is checked; ``damagedSections`` checks all.
  ///
  /// - Parameters:
  ///   - textTools: What reads needs; `nil` leaves texts out of the ranking.
  /// - Throws: ``SnapshotError`` where the file is none, is damaged, or was made with other data files.
  /// - Complexity: O(bytes checked): a few milliseconds for 100,000 groups.
  public convenience init(path: String, vocabulary: Vocabulary, textTools: TextTools?) throws(SnapshotError) {
    let bytes: ImmutableBytes
    do {
      bytes = try ImmutableBytes(mapping: path)
    } catch {
      guard case .unreadable(_, let reason) = error else { throw .unreadable(path: path, reason: "\(error)") }
      throw .unreadable(path: path, reason: reason)
    }
    try self.init(bytes, path: path, vocabulary: vocabulary, textTools: textTools)
  }

  /// Builds a snapshot file: written beside its place, synced and renamed, so that whoever opens it sees the old one or
  /// the new one whole.
  ///
  /// - Throws: ``SnapshotError/unwritable(path:reason:)``.
  public static func build(
    _ groups: [Group], vocabulary: Vocabulary, textTools: TextTools?, retention: [String: Retention],
    origin: SnapshotOrigin, at path: String
  ) throws(SnapshotError) {
    let builder = SnapshotBuilder(groups, vocabulary, textTools, retention, origin: origin)
    let temporary = path + ".\(ProcessInfo.processInfo.processIdentifier).tmp"
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    guard FileManager.default.createFile(atPath: temporary, contents: nil),
      let file = FileHandle(forWritingAtPath: temporary)
    else { throw .unwritable(path: path, reason: "the folder cannot be written to") }
    _ = try builder.write(to: .file(file, path: path))
    guard rename(temporary, path) == 0 else {
      throw .unwritable(path: path, reason: String(cString: strerror(errno)))
    }
  }

  /// The sections whose bytes are not what was written; empty where the file is whole.
  ///
  /// - Complexity: O(bytes).
  public var damagedSections: [String] { sections.all.filter { !sections.isWhole($0) }.map(\.name) }

  /// The sections by name, with their size in bytes, in the order of the file.
  public var sectionSizes: [(name: String, bytes: Int)] { sections.all.map { ($0.name, $0.range.count) } }
}
