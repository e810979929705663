import DirectoryStore
import Foundation
import GroupMatching
import WeightTuning

/// Outcomes from disk, put together with their members and a directory.
struct OutcomeInput {
  let assembly: OutcomeAssembly
  let snapshot: Snapshot
  /// Every group with its organisation's name.
  let groups: [(id: String, organization: String?)]
  /// The day of the latest outcome: lists are made as of then, so that an answer does not change with the clock.
  let moment: Instant

  init(outcomes path: String, members: String, directory: DirectoryOptions, success: Success) throws {
    let bytes = try Input.read(path)
    let outcomes = try orFail({ Failure.mistakes($0.reasons, in: path, effect: "nothing was learned") }) {
      () throws(OutcomeFileError) in try OutcomeFile(bytes).outcomes
    }
    let data = try KithData(readsTexts: true)
    let people = try MemberFile(members, data).members
    let store = try directory.open(.reading)
    let listed = try orFail(Failure.init) { () throws(StoreError) in try store.groups(data.vocabulary) }
    let textTools = people.contains { $0.need != nil } ? try data.textTools() : nil
    // Retention is left out: it is made of the very outcomes that weights are learned from.
    snapshot = try Snapshot(groups: listed, vocabulary: data.vocabulary, textTools: textTools)
    groups = listed.map { ($0.id, $0.organization?.name) }
    assembly = OutcomeAssembly(outcomes, members: people, snapshot: snapshot, success: success)
    moment = Instant(startOf: outcomes.map(\.referral.date).max() ?? .today)
    guard !assembly.table.rows.isEmpty else {
      let skipped = assembly.skipped
      throw Failure(
        .badData,
        "\(path): none of \(counted(outcomes.count, "outcome")) can be used: \(skipped.unknownSuccess) without "
          + "\(success.needs), \(skipped.unknownMember) of members that \(members) does not have, "
          + "\(skipped.unknownGroup) of groups that \(directory.path) does not have")
    }
  }
}
