/// Why a snapshot file cannot be used or made.
public enum SnapshotError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file is missing, or cannot be read or mapped.
  case unreadable(path: String, reason: String)
  /// The file cannot be written.
  case unwritable(path: String, reason: String)
  /// The file is no snapshot.
  case notASnapshot(path: String)
  /// The file has a layout of another version.
  case otherVersion(path: String, found: Int, expected: Int)
  /// The file is shorter than it says, or a part of it has changed.
  case damaged(path: String, section: String)
  /// The snapshot was built with other lists of topics, accommodations or words than those that are loaded.
  case otherVocabulary(path: String)

  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
    case .notASnapshot(let path): "\(path) is not a Kith snapshot"
    case .otherVersion(let path, let found, let expected):
      "\(path) has layout \(found), expected \(expected): build it anew with kith snapshot build"
    case .damaged(let path, let section):
      "\(path) is damaged in its part '\(section)': build it anew with kith snapshot build"
    case .otherVocabulary(let path):
      "\(path) was built with other data files than these: build it anew with kith snapshot build"
    }
  }
}
