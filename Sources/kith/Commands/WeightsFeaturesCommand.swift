import ArgumentParser
import Foundation
import GroupMatching
import WeightTuning

/// `kith weights features`: what weights are learned from, for learners that are not Kith's.
struct WeightsFeaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features", abstract: "Write features' values with outcomes or judgments, for other learners.",
    discussion: """
      A row is a group that a member was referred to, or that was judged for them:

        kith weights features --outcomes outcomes.csv --members members.jsonl --format svmlight
        kith weights features --judgments qrels.txt --members members.jsonl --at 2026-12-01 --format csv

      svmlight, one line a row, as SVMlight, LETOR, RankLib, LightGBM and XGBoost read it:

        GRADE qid:MEMBER 1:VALUE 2:VALUE … # docid = GROUP

      csv has a header: grade, query, group, shownRank, then a column a feature. The grade is 1 for a success and 0 for \
      none (see --success), or what the judgments say. Rows of one member have one number, by the order of ids; the ids \
      themselves are not written. In judgments queries are members' ids and documents are groups' ids. Values go from 0 to \
      1, and unknown counts as in a match; a feature that the member leaves open has no value. 'retention' is left out of \
      what is learned from outcomes, since it is made of them. Features by number:

      \(Feature.all.enumerated().map { "  \($0.offset + 1): \($0.element.id)" }.joined(separator: "\n"))

      Weights that another tool learned from this come back with 'kith weights import FILE', or as they are with --weights \
      FILE. Formats of models:

      \(LinearModelFormat.help)
      """)

  @Option(help: ArgumentHelp("Outcomes in CSV or JSON Lines.", valueName: "file"))
  var outcomes: String?

  @Option(help: ArgumentHelp("Judgments as a TREC qrels file of members and groups.", valueName: "file"))
  var judgments: String?

  @Option(help: ArgumentHelp("The members, a record a line.", valueName: "file"))
  var members: String

  @Option(help: "How rows are written: \(LearningFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format = LearningFormat.svmlight.rawValue

  @Option(help: ArgumentHelp("Where rows are written. Default: standard output.", valueName: "file"))
  var output: String?

  @OptionGroup var toward: SuccessOptions
  @OptionGroup var time: MomentOptions
  @OptionGroup var directory: DirectoryOptions

  func validate() throws {
    guard (outcomes == nil) != (judgments == nil) else { throw ValidationError("expected --outcomes or --judgments") }
    let _: LearningFormat = try FlagText.choice(format, "--format")
  }

  func run() throws {
    let format: LearningFormat = try FlagText.choice(format, "--format")
    let success = try toward.chosen
    let rows = try outcomes.map { path in
      LearningRows(try OutcomeInput(outcomes: path, members: members, directory: directory, success: success).assembly)
    }
    let learned = try rows ?? judged()
    let text = format.header + learned.rows.map(format.line).joined()
    if let output { try Output.file(text, to: output) } else { Output.text(text) }
    let skipped = learned.skipped
    guard skipped.total > 0 else { return }
    Output.error(
      "kith: not written: \(skipped.unknownSuccess) without \(success.needs), \(skipped.unknownMember) of unknown members, "
        + "\(skipped.unknownGroup) of unknown groups")
  }

  private func judged() throws -> LearningRows {
    let path = judgments ?? "-"
    let bytes = try Input.read(path)
    let judgments = try orFail(Failure.init) { () throws(TuningError) in try Judgments(reading: bytes, file: path) }
    let data = try KithData()
    let people = try MemberFile(members, data).members
    let snapshot = try directory.snapshot(data, readsTexts: people.contains { $0.need != nil })
    return LearningRows(
      judgments, members: try people.map { ($0, try time.moment(for: $0)) }, snapshot: snapshot)
  }
}

/// What of a referral counts as a success.
struct SuccessOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What of a referral counts as a success: \(Success.all.map { "\($0.id), \($0.summary)" }.joined(separator: "; ")).",
      valueName: "name"))
  var success = Success.stayed.id

  var chosen: Success {
    get throws(Failure) {
      try orFail({ Failure(.usage, "--success: \($0)") }) { () throws(TuningError) in try Success.named(success) }
    }
  }
}
