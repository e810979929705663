import ArgumentParser
import GroupMatching

/// `kith match`: ranked, explained suggestions for one person.
struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match", abstract: "Suggest groups for a person, with reasons, cautions and questions to ask.",
    discussion: """
      Whatever is left out weighs nothing. What a group does not state is never taken for a yes or a no: it becomes a \
      question to ask.

        kith match --topic grief --near "Oakland, CA" --within 10mi --free "weekdays evenings" --require closed-captions
      """)

  @OptionGroup var person: MemberOptions
  @OptionGroup var matching: MatchingOptions
  @OptionGroup var source: SnapshotOptions

  @Option(help: "How many groups at most.")
  var limit = 5

  @Option(help: "From 0 to 1: how much the list should vary, at the cost of some score.")
  var diversity = 0.0

  @Option(help: "The most groups of one organisation.")
  var perOrganization: Int?

  @Flag(help: "Print the whole answer as one JSON document.")
  var json = false

  func validate() throws {
    guard (0...1000).contains(limit) else { throw ValidationError("--limit \(limit): expected 0 to 1000") }
    guard Diversity(strength: diversity, perOrganization: perOrganization) != nil else {
      throw ValidationError("--diversity expects 0 to 1, and --per-organization 1 or more")
    }
  }

  func run() throws {
    let data = try KithData(readsTexts: true)
    let member = try person.member(data)
    let moment = try matching.moment(for: member)
    let matcher = Matcher(
      try source.open(data, readsTexts: member.need != nil), weights: try matching.chosenWeights(source.directory))
    let varied = diversity > 0 || perOrganization != nil
    let answer = matcher.match(
      member, limit: limit, at: moment,
      diversity: varied ? Diversity(strength: diversity, perOrganization: perOrganization) : nil)
    if json {
      Output.line(JSONValue.object(answer.record).text)
    } else {
      AnswerText(vocabulary: data.vocabulary, terminal: .current).lines(answer).forEach { Output.line($0) }
    }
  }
}
