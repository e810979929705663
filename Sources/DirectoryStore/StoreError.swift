import GRDB

/// Why a directory store cannot be used.
public enum StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is no file.
  case missing(path: String)
  /// The file is something else than a directory of Kith.
  case notADirectory(path: String)
  /// A later version of Kith made the file.
  case madeByLaterVersion(path: String)
  /// An earlier version made the file, and it is opened only for reading.
  case needsUpdate(path: String)
  /// SQLite says no.
  case database(path: String, reason: String)
  /// A stored record cannot be read.
  case damagedRecord(id: String, reason: String)
  /// A stored outcome cannot be read. Whose it is, is not said.
  case damagedOutcome(groupID: String, reason: String)
  /// A saved version of weights cannot be read.
  case damagedWeights(name: String, version: Int, reason: String)
  /// A profile of weights cannot be saved under a name.
  case unusableName(String, reason: String)

  public var description: String {
    switch self {
    case .missing(let path):
      "no directory at \(path): import one with 'kith import FILE', or name another with --directory"
    case .notADirectory(let path): "\(path) is not a directory made by Kith: expected a SQLite file with its mark"
    case .madeByLaterVersion(let path): "\(path) was made by a later version of Kith: update Kith to read it"
    case .needsUpdate(let path):
      "\(path) was made by an earlier version of Kith: importing a file, outcomes or weights brings it up to date"
    case .database(let path, let reason): "\(path): \(reason)"
    case .damagedRecord(let id, let reason): "group \(id): the stored record cannot be read: \(reason)"
    case .damagedOutcome(let groupID, let reason): "an outcome of group \(groupID) cannot be read: \(reason)"
    case .damagedWeights(let name, let version, let reason):
      "weights \(name)@\(version): the stored record cannot be read: \(reason)"
    case .unusableName(let name, let reason): "weights cannot be saved as '\(name)': \(reason)"
    }
  }
}
