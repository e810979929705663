import ArgumentParser
import DirectoryStore
import GroupMatching

/// `kith explain`: why one group ranks where it does, or why it is left out.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say why a group is suggested or not, and what would change it.",
    discussion: "Takes the same person as 'kith match'.")

  @Option(help: "The group's id.")
  var group: String

  @OptionGroup var person: MemberOptions
  @OptionGroup var matching: MatchingOptions
  @OptionGroup var source: SnapshotOptions

  @Flag(help: "Print the explanation as one JSON document.")
  var json = false

  func run() throws {
    let data = try KithData(readsTexts: true)
    let member = try person.member(data)
    let moment = try matching.moment(for: member)
    let matcher = Matcher(
      try source.open(data, readsTexts: member.need != nil), weights: try matching.chosenWeights(source.directory))
    guard let explanation = matcher.explain(group, for: member, at: moment) else { throw try unknownGroup(data) }
    if json {
      Output.line(JSONValue.object(explanation.record).text)
    } else {
      ExplanationText(vocabulary: data.vocabulary, terminal: .current).lines(explanation).forEach { Output.line($0) }
    }
  }

  private func unknownGroup(_ data: KithData) throws -> Failure {
    guard source.snapshot == nil, let store = try source.directory.openIfPresent() else {
      return .unknownGroup(group, near: [], in: source.snapshot ?? source.directory.path)
    }
    let (stored, near) = try orFail(Failure.init) { () throws(StoreError) in
      (try store.group(group, data.vocabulary), try store.ids(containing: group))
    }
    if let withdrawnAt = stored?.withdrawnAt {
      return Failure(.badData, "group '\(group)' was withdrawn by its source on \(withdrawnAt.prefix(10))")
    }
    return .unknownGroup(group, near: near, in: store.path)
  }
}
