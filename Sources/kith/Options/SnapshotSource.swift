import ArgumentParser
import DirectoryStore
import Foundation
import GroupMatching

/// Which snapshot a command runs on.
struct SnapshotOptions: ParsableArguments {
  @OptionGroup var directory: DirectoryOptions

  @Option(
    help: ArgumentHelp(
      "A snapshot file to run on as it is. Default: one beside the directory, built anew when it is stale.",
      valueName: "file"))
  var snapshot: String?

  /// The snapshot.
  ///
  /// - Parameter readsTexts: Whether anybody's need in words is to be read.
  func open(_ data: KithData, readsTexts: Bool) throws(Failure) -> Snapshot {
    guard let snapshot else { return try directory.snapshot(data, readsTexts: readsTexts) }
    let textTools = readsTexts ? try data.textTools() : nil
    return try orFail(Failure.init) { () throws(SnapshotError) in
      try Snapshot(path: snapshot, vocabulary: data.vocabulary, textTools: textTools)
    }
  }
}

extension DirectoryOptions {
  /// Where the directory's snapshot is kept.
  var snapshotPath: String { DirectorySnapshot(path: path).file }

  /// The directory as a snapshot.
  func snapshot(_ data: KithData, readsTexts: Bool) throws(Failure) -> Snapshot {
    try DirectorySnapshot(path: path).open(data, readsTexts: readsTexts)
  }
}

/// The snapshot that is kept beside a directory.
struct DirectorySnapshot {
  /// The directory's file.
  let path: String

  /// The snapshot's file.
  var file: String { path + ".kith" }

  /// The snapshot, built anew where the directory has changed since.
  ///
  /// Where the file cannot be written, as beside a directory that may only be read, the snapshot is in memory.
  func open(_ data: KithData, readsTexts: Bool) throws(Failure) -> Snapshot {
    let store = try orFail(Failure.init) { () throws(StoreError) in
      try DirectoryStore(path: path, access: .reading)
    }
    let revision = try orFail(Failure.init) { () throws(StoreError) in try store.revision() }
    let textTools = readsTexts ? try data.textTools() : nil
    if let current = try? Snapshot(path: file, vocabulary: data.vocabulary, textTools: textTools),
      current.provenance.origin.revision == revision
    {
      return current
    }
    let content = try SnapshotContent(store, data, revision: revision)
    let tools = try data.textTools()
    do {
      try content.build(data, tools, at: file)
      return try Snapshot(path: file, vocabulary: data.vocabulary, textTools: textTools)
    } catch {
      return try content.inMemory(data, textTools)
    }
  }
}

/// What a snapshot of a directory is made of.
struct SnapshotContent {
  private let groups: [Group]
  private let retention: [String: Retention]
  private let origin: SnapshotOrigin

  /// - Parameter revision: That of the store before its groups are read; `nil` asks for it.
  init(_ store: DirectoryStore, _ data: KithData, revision known: String? = nil) throws(Failure) {
    let revision = try orFail(Failure.init) { () throws(StoreError) in
      if let known { known } else { try store.revision() }
    }
    groups = try orFail(Failure.init) { () throws(StoreError) in try store.groups(data.vocabulary) }
    let counts = try orFail(Failure.init) { () throws(StoreError) in try store.retentionCounts() }
    retention = Retention.byGroup(counts)
    origin = SnapshotOrigin(
      source: URL(fileURLWithPath: store.path).lastPathComponent, revision: revision,
      builtAt: Date().formatted(.iso8601))
  }

  func build(_ data: KithData, _ textTools: TextTools, at path: String) throws(SnapshotError) {
    try Snapshot.build(
      groups, vocabulary: data.vocabulary, textTools: textTools, retention: retention, origin: origin, at: path)
  }

  func inMemory(_ data: KithData, _ textTools: TextTools?) throws(Failure) -> Snapshot {
    try orFail(Failure.init) { () throws(SnapshotError) in
      try Snapshot(
        groups: groups, vocabulary: data.vocabulary, textTools: textTools, retention: retention, origin: origin)
    }
  }
}

extension Failure {
  init(_ error: SnapshotError) {
    let code: Code =
      switch error {
      case .unreadable: .noInput
      case .unwritable: .inputOutput
      case .notASnapshot, .otherVersion, .damaged, .otherVocabulary: .badData
      }
    self.init(code, error.description)
  }
}
