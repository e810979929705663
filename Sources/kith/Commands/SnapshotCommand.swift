import ArgumentParser
import Foundation
import GroupMatching

/// `kith snapshot`: the file that everything that answers runs on.
struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot", abstract: "Build, describe or check the file that matching runs on.",
    discussion: """
      A snapshot is one file that never changes: the whole directory, laid out to be searched, mapped into memory. \
      Commands build it when it is stale; build one yourself to take it to another machine.
      """, subcommands: [SnapshotBuild.self, SnapshotInfo.self, SnapshotVerify.self])
}

/// `kith snapshot build`.
struct SnapshotBuild: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Build a snapshot of the directory.")

  @OptionGroup var directory: DirectoryOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where to. Default: beside the directory, ending in .kith.", valueName: "file"))
  var output: String?

  @Flag(help: "Print what was built as one JSON document.")
  var json = false

  func run() throws {
    let data = try KithData(readsTexts: true)
    let content = try SnapshotContent(try directory.open(.reading), data)
    let textTools = try data.textTools()
    let path = output ?? directory.snapshotPath
    try orFail(Failure.init) { () throws(SnapshotError) in try content.build(data, textTools, at: path) }
    try SnapshotText(path, data).print(json: json)
  }
}

/// `kith snapshot info`.
struct SnapshotInfo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Say what a snapshot holds and where it comes from.")

  @Argument(help: "The snapshot. Default: the one beside the directory.")
  var file: String?

  @OptionGroup var directory: DirectoryOptions

  @Flag(help: "Print it as one JSON document.")
  var json = false

  func run() throws {
    try SnapshotText(file ?? directory.snapshotPath, try KithData()).print(json: json)
  }
}

/// `kith snapshot verify`.
struct SnapshotVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check every byte of a snapshot against its checksums.")

  @Argument(help: "The snapshot. Default: the one beside the directory.")
  var file: String?

  @OptionGroup var directory: DirectoryOptions

  func run() throws {
    let path = file ?? directory.snapshotPath
    let data = try KithData()
    let snapshot = try orFail(Failure.init) { () throws(SnapshotError) in
      try Snapshot(path: path, vocabulary: data.vocabulary, textTools: nil)
    }
    if let section = snapshot.damagedSections.first {
      throw Failure(SnapshotError.damaged(path: path, section: section))
    }
    Output.line("\(path): \(counted(snapshot.groups.count, "group")), every checksum as it should be")
  }
}

/// What a snapshot holds, for people and programs.
private struct SnapshotText {
  private let path: String
  private let snapshot: Snapshot

  init(_ path: String, _ data: KithData) throws(Failure) {
    self.path = path
    snapshot = try orFail(Failure.init) { () throws(SnapshotError) in
      try Snapshot(path: path, vocabulary: data.vocabulary, textTools: nil)
    }
  }

  func print(json: Bool) {
    let sizes = snapshot.sectionSizes
    let total = sizes.reduce(0) { $0 + $1.bytes }
    if json {
      var record = snapshot.provenance.record
      record["bytes"] = .number(Double(total))
      record["features"] = .array(Feature.all.map { .string($0.id) })
      record["sections"] = .object(
        sizes.reduce(into: [:]) { $0[$1.name] = .number(Double($1.bytes)) })
      Output.line(JSONValue.object(record).text)
      return
    }
    let provenance = snapshot.provenance
    Output.line("\(path): \(counted(provenance.groups, "group")), \(megabytes(total))")
    Output.line("  id          \(provenance.id)")
    Output.line("  made from   \(provenance.origin.source) (\(provenance.origin.revision))")
    Output.line("  built at    \(provenance.origin.builtAt)")
    for (name, bytes) in sizes.sorted(by: { $0.bytes > $1.bytes }).prefix(6) {
      Output.line("  \(name.padding(toLength: 20, withPad: " ", startingAt: 0)) \(megabytes(bytes))")
    }
  }

  private func megabytes(_ bytes: Int) -> String {
    bytes < 100_000 ? "\(bytes / 1000) kB" : "\(Double(bytes / 100_000) / 10) MB"
  }
}
