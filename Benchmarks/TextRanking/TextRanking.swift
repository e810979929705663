import Foundation
import GroupMatching
import TextUnderstanding

/// Ranks groups for texts, by chosen text signals alone: the line protocol of `peers/text/evaluate.py`.
///
/// `text-ranking GROUPS.jsonl topic=5,meaning=4,wording=0.4` reads `{"id","text"}` lines from standard input and writes
/// `{"id","ranking":[…]}`. With `--time` it encodes the texts for some seconds instead and says how many a second.
@main
struct TextRanking {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let groups = arguments.first, let weights = arguments.dropFirst().first else {
      FileHandle.standardError.write(
        Data("usage: text-ranking GROUPS.jsonl topic=5,meaning=4,wording=0.4|--time\n".utf8))
      exit(64)
    }
    let data = try DataDirectory.locate()
    let vocabulary = try Vocabulary(directory: data)
    let model = TextModel(dataDirectory: data.path)
    let texts = try records(FileHandle.standardInput.readDataToEndOfFile())
    if weights == "--time" { return try time(model, texts) }
    let tools = try TextTools(model)
    let read = try records(Data(contentsOf: URL(fileURLWithPath: groups)))
      .compactMap { Group.read($0, vocabulary: vocabulary).group }
    let snapshot = try Snapshot(groups: read, vocabulary: vocabulary, textTools: tools)
    let matcher = Matcher(snapshot, weights: try Weights(name: "text", changes: changes(weights)))
    for text in texts {
      guard case .string(let need) = text["text"] else { continue }
      var member = Member()
      member.need = need
      let answer = matcher.match(member, limit: read.count, at: Instant(minutesSinceEpoch: 0))
      let line: JSONObject = [
        "id": text["id"] ?? .null, "ranking": .array(answer.matches.map { .string($0.group.id) }),
      ]
      print(JSONValue.object(line).text)
    }
  }

  private static func records(_ data: Data) throws -> [JSONObject] {
    try data.split(separator: 0x0A).compactMap { line in
      guard case .object(let fields) = try JSONValue(parsing: Data(line)) else { return nil }
      return fields
    }
  }

  /// The weights named, and 0 for every other feature.
  private static func changes(_ text: String) -> [String: Double] {
    var changes = Dictionary(uniqueKeysWithValues: Feature.all.map { ($0.id, 0.0) })
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "=").map(String.init)
      changes[sides[0]] = sides.count == 2 ? Double(sides[1]) : 1
    }
    return changes
  }

  /// How many texts a second one core encodes.
  private static func time(_ model: TextModel, _ texts: [JSONObject]) throws {
    let encoder = try model.encoder()
    let needs = texts.compactMap { text in if case .string(let need) = text["text"] { need } else { nil } }
    let clock = ContinuousClock()
    var count = 0
    let start = clock.now
    while clock.now - start < .seconds(3) {
      for need in needs where encoder.encode(need) != nil { count += 1 }
    }
    let seconds = Double((clock.now - start).components.seconds)
    print("\(Int(Double(count) / max(seconds, 1))) texts a second on one core")
  }
}
