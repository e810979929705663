import ArgumentParser
import DirectoryStore
import Foundation
import GroupMatching

/// `kith outcomes`: what became of referrals.
struct OutcomesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outcomes", abstract: "Keep what became of referrals: who was referred where, and did they stay.",
    discussion: """
      An outcome stands under the organisation's own ids and says nothing else about a person. Its columns, or fields:

        member, group, date  whose referral it is; these three have to be there
        shownRank            the place of the group in the list shown, from 1
        attendedCount        how many sessions the person came to (0: never went)
        rating               what the person gave it, from 1 to 5
        leftEarly            true or false

      What is not known is left empty. Members who came \(RetentionCount.stayingPhrase) count as having \
      stayed: the feature 'retention' is the share of those referred who did.
      """,
    subcommands: [Import.self, Export.self, Forget.self])

  /// `kith outcomes import`.
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take in outcomes from CSV or JSON Lines.",
      discussion: """
        One transaction a file, and a file with any mistake in it is not taken in. A referral is the same where member, \
        group and date are: a later file replaces what is known of it, and the same file again changes nothing. Outcomes of \
        groups that the directory does not list are kept and counted.
        """)

    @Argument(help: ArgumentHelp("The files to read; - reads standard input.", valueName: "file"))
    var files: [String]

    @Option(help: "The format: auto, \(OutcomeFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format = "auto"

    @OptionGroup var directory: DirectoryOptions

    func validate() throws {
      _ = try chosenFormat()
      guard Set(files).count == files.count else { throw ValidationError("a file is named twice") }
    }

    func run() throws {
      let format = try chosenFormat()
      // Every file is read before the first is stored: a mistake in the last one is seen at once.
      let contents = try files.map { path in
        let data = try Input.read(path)
        return try orFail({ Failure.mistakes($0.reasons, in: path, effect: "nothing was taken in") }) {
          () throws(OutcomeFileError) in
          try OutcomeFile(data, format: format)
        }
      }
      let store = try directory.open(.changing)
      for (path, content) in zip(files, contents) {
        let received = try orFail(Failure.init) { () throws(StoreError) in try store.receive(content.outcomes) }
        OutcomesText(file: path, content: content, received: received).lines.forEach { Output.line($0) }
      }
    }

    private func chosenFormat() throws -> OutcomeFormat? {
      if format == "auto" { return nil }
      guard let chosen = OutcomeFormat(rawValue: format) else {
        throw ValidationError("--format '\(format)': expected auto, \(OutcomeFormat.expectation)")
      }
      return chosen
    }
  }

  /// `kith outcomes export`.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print all outcomes, by member, group and date, so that 'import' reads them again.")

    @Option(help: "The format: \(OutcomeFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format = OutcomeFormat.csv.rawValue

    @OptionGroup var directory: DirectoryOptions

    func run() throws {
      let format: OutcomeFormat = try FlagText.choice(format, "--format")
      let store = try directory.open(.reading)
      let outcomes = try orFail(Failure.init) { () throws(StoreError) in try store.outcomes() }
      switch format {
      case .csv: Output.text(([Outcome.columns] + outcomes.map(\.row)).map(CSVText.line).joined())
      case .jsonl: Output.text(outcomes.map { JSONValue.object($0.record).text + "\n" }.joined())
      }
    }
  }

  /// `kith outcomes forget`.
  struct Forget: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove all outcomes of one member, and say how many there were.",
      discussion: "The store's file is written anew, so that no trace of them is left in it.")

    @Argument(help: "The member's id, as in the outcomes.")
    var id: String

    @OptionGroup var directory: DirectoryOptions

    func run() throws {
      let store = try directory.open(.changing)
      let forgotten = try orFail(Failure.init) { () throws(StoreError) in try store.forgetOutcomes(of: id) }
      // The id is not repeated: what is printed may be kept.
      Output.line("\(counted(forgotten.count, "outcome")) of this member removed")
      guard forgotten.isErased else {
        throw Failure(
          .inputOutput, "another program is using \(store.path): traces may be left in its file until this is run again"
        )
      }
    }
  }
}
