import ArgumentParser
import Foundation

/// The command: from a directory and a person's needs to a short list of groups.
@main
struct Kith: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kith",
    abstract: "Match people to peer-support groups, with reasons, cautions and questions to ask.",
    discussion: """
      Import a directory once, then match as often as you like:

        kith import data/demo/directory.jsonl
        kith match --topic panic --near 94612 --within 25km --free "weekdays 17:00-22:00"

      The directory is one file, kith.sqlite in the work folder unless --directory or KITH_DIRECTORY names another.
      Exit codes: 0 done, 64 usage, 65 bad data, 66 no input, 74 input or output failed.
      """,
    version: "0.1.0",
    subcommands: [
      ImportCommand.self, MatchCommand.self, ExplainCommand.self, BatchCommand.self, ServeCommand.self,
      DirectoryCommand.self, SnapshotCommand.self, WeightsCommand.self, OutcomesCommand.self, TuneCommand.self,
      EvaluateCommand.self,
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let failure as Failure {
      Output.error("kith: " + failure.message)
      Foundation.exit(failure.code.rawValue)
    } catch {
      exit(withError: error)
    }
  }
}
