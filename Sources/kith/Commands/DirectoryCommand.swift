import ArgumentParser
import DirectoryStore
import Foundation
import GroupMatching

/// `kith directory`: what is in the store, and how good it is.
struct DirectoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "directory", abstract: "Show what is in the directory, how complete and how fresh.",
    subcommands: [Stats.self, Check.self, Show.self], defaultSubcommand: Stats.self)

  /// `kith directory stats`.
  struct Stats: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Count groups by source, status, format and topic; show what is missing.")

    @OptionGroup var directory: DirectoryOptions

    @Flag(help: "Print the counts as one JSON document.")
    var json = false

    func run() throws {
      let data = try KithData()
      let store = try directory.open(.reading)
      let (groups, sources, history) = try orFail(Failure.init) { () throws(StoreError) in
        (try store.groups(data.vocabulary), try store.sources(), try store.history(atMost: 5))
      }
      let text = StatisticsText(
        statistics: DirectoryStatistics(groups, today: .today), sources: sources, history: history,
        vocabulary: data.vocabulary)
      if json {
        Output.line(JSONValue.object(text.record).text)
      } else {
        text.lines(.current).forEach { Output.line($0) }
      }
    }
  }

  /// `kith directory check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List entries that somebody should look at: incomplete, stale, twice; and rows in quarantine.")

    @OptionGroup var directory: DirectoryOptions

    @Option(help: "How many groups of each finding are named.")
    var examples = 5

    @Flag(help: "Print all findings as one JSON document.")
    var json = false

    func run() throws {
      let data = try KithData()
      let store = try directory.open(.reading)
      let (groups, quarantine, damage) = try orFail(Failure.init) { () throws(StoreError) in
        (try store.groups(data.vocabulary), try store.quarantine(), try store.damage())
      }
      guard damage.isEmpty else {
        throw Failure(.badData, "\(store.path) is damaged: \(damage.joined(separator: "; "))")
      }
      let findings = DirectoryCheck.findings(in: groups, today: .today)
      let text = CheckText(findings: findings, quarantine: quarantine, groups: groups.count, examples: max(0, examples))
      if json {
        Output.line(JSONValue.object(text.record).text)
      } else {
        text.lines(.current).forEach { Output.line($0) }
      }
    }
  }

  /// `kith directory show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show one group, also one that was withdrawn.")

    @Argument(help: "The group's id.")
    var id: String

    @OptionGroup var directory: DirectoryOptions

    func run() throws {
      let data = try KithData()
      let store = try directory.open(.reading)
      let (found, near) = try orFail(Failure.init) { () throws(StoreError) in
        (try store.group(id, data.vocabulary), try store.ids(containing: id))
      }
      guard let found else { throw Failure.unknownGroup(id, near: near, in: store.path) }
      Output.line(JSONValue.object(found.group.record).indented)
      let times = "from \(found.source), imported \(found.importedAt), changed \(found.updatedAt)"
      Output.error(times + (found.withdrawnAt.map { ", withdrawn \($0)" } ?? ""))
    }
  }
}

extension Day {
  /// Today, by UTC.
  static var today: Day { Day(daysSinceEpoch: Int(Date().timeIntervalSince1970 / 86_400)) }
}
