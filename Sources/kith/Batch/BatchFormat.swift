import ArgumentParser
import GroupMatching

/// How the lists of a batch are written. To add one, add a case and say here how it looks.
enum BatchFormat: String, CaseIterable, ExpressibleByArgument {
  /// A JSON object a member.
  case jsonl
  /// A table, a row a group.
  case csv
  /// A run as TREC's tools read it.
  case trec
  /// A file of features as learners of rankings read it.
  case letor

  /// What stands before the first member.
  var header: String { self == .csv ? CSVText.line(["member", "rank", "group", "score", "error"]) : "" }

  /// Whether a member that cannot be read gets a line of its own.
  var holdsErrors: Bool { self == .jsonl || self == .csv }

  /// The lines of a member, each with its line end.
  func text(of result: BatchResult) -> String {
    switch (self, result.outcome) {
    case (.jsonl, .failure(let error)):
      JSONValue.object(["member": .string(result.member), "error": .string(error.reason)]).text + "\n"
    case (.jsonl, .success(let list)): JSONValue.object(list.ranked.record(of: result.member)).text + "\n"
    case (.csv, .failure(let error)): CSVText.line([result.member, "", "", "", error.reason])
    case (.csv, .success(let list)):
      list.ranked.groups.enumerated().map { place, group in
        CSVText.line([result.member, "\(place + 1)", group.id, JSONValue.number(group.score.share).text, ""])
      }.joined()
    case (.trec, .success(let list)):
      list.ranked.groups.enumerated().map { place, group in
        "\(Self.token(result.member)) Q0 \(Self.token(group.id)) \(place + 1) \(group.score.share) kith\n"
      }.joined()
    case (.letor, .success(let list)):
      zip(list.ranked.groups, list.values).map { group, values in
        let features = values.enumerated().compactMap { place, value in value.map { " \(place + 1):\($0)" } }
        return "0 qid:\(result.number)\(features.joined()) # \(Self.token(result.member)) \(Self.token(group.id))\n"
      }.joined()
    case (.trec, .failure), (.letor, .failure): ""
    }
  }

  /// Which member a line is about; `nil` where it is about none.
  func member(of line: Substring) -> String? {
    switch self {
    case .jsonl:
      guard case .object(let fields)? = try? JSONValue(parsing: .init(line.utf8)),
        case .string(let id)? = fields["member"]
      else { return nil }
      return id
    case .csv:
      var reader = CSVReader(Array(line.utf8))
      return try? reader.next()?.fields.first
    case .trec: return line.split(separator: " ").first.map(String.init)
    case .letor: return line.split(separator: "#").last?.split(separator: " ").first.map(String.init)
    }
  }

  /// The name of a member as this format writes it.
  func name(of member: String) -> String {
    self == .trec || self == .letor ? Self.token(member) : member
  }

  /// These formats part fields by spaces.
  private static func token(_ text: String) -> String {
    text.contains { $0.isWhitespace || $0 == "#" } ? String(text.map { $0.isWhitespace || $0 == "#" ? "_" : $0 }) : text
  }
}

/// What became of one member of a batch.
struct BatchResult: Sendable {
  /// The member's line in the list, from 1.
  let number: Int
  /// The member's id, or `line N` where it has none.
  let member: String
  let outcome: Result<BatchList, BatchError>
}

/// The same as it is written.
struct BatchText: Sendable {
  let number: Int
  /// Why the member has no list; `nil` where there is one.
  let error: String?
  let text: String
}

/// Why a member of a batch has no list.
struct BatchError: Error, Sendable {
  let reason: String
}

/// The list of one member.
struct BatchList: Sendable {
  let ranked: RankedList
  /// For each group the value of each feature, in the order of ``Feature/all``; `nil` for one that does not apply. Only
  /// where the format asks for it.
  let values: [[Double?]]
}
