import ArgumentParser
import Foundation
import GroupMatching

/// `kith weights diff`: what another set of weights would change, and for whom.
struct WeightsDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Compare two sets of weights, and the lists that members get with them.",
    discussion: """
      With --members, both sets rank the directory for every member. Two lists are compared by rank-biased overlap (RBO; 1 \
      for equal lists, 0 for lists with nothing in common, the top weighing most) and by Kendall's τ over the groups that \
      are in both (1 for the same order, −1 for the opposite one). Readers of a group are those members who would look at \
      it, if nine in ten go on from one place to the next. Members appear by their ids only.
      """)

  @Argument(help: "The weights now: a preset, a saved profile or a file.")
  var before: String

  @Argument(help: "The weights to compare them with.")
  var after: String

  @Option(help: ArgumentHelp("Members, a record a line; - reads standard input.", valueName: "file"))
  var members: String?

  @Option(help: "How many places of each list are compared.")
  var depth = 20

  @OptionGroup var time: MomentOptions
  @OptionGroup var directory: DirectoryOptions

  @Flag(help: "Print the comparison as one JSON document.")
  var json = false

  func validate() throws {
    guard (1...1000).contains(depth) else { throw ValidationError("--depth \(depth): expected 1 to 1000") }
  }

  func run() throws {
    let pair = try (WeightsChoice(before).weights(directory), WeightsChoice(after).weights(directory))
    let movement = try members.map { try rankings($0, pair) }
    let text = WeightsDiffText(before: pair.0, after: pair.1, depth: depth, movement: movement)
    if json {
      Output.line(JSONValue.object(text.record).text)
    } else {
      text.lines(.current).forEach { Output.line($0) }
    }
  }

  /// The lists of every member with both sets of weights, compared.
  private func rankings(_ path: String, _ pair: (Weights, Weights)) throws -> RankMovement {
    let data = try KithData()
    let members = try MemberFile(path, data).members
    let snapshot = try directory.snapshot(data, readsTexts: members.contains { $0.need != nil })
    let rankers = [pair.0, pair.1].map { Ranker(Matcher(snapshot, weights: $0)) }
    return RankMovement(
      try members.map { member in
        let moment = try time.moment(for: member)
        let lists = rankers.map { $0.best(for: $0.compile(member, at: moment), limit: depth).map(\.id) }
        return RankMovement.Lists(member: member.id ?? "", before: lists[0], after: lists[1])
      })
  }
}
