import Foundation
import Testing

@testable import TextUnderstanding

@Suite("Lexicon")
struct LexiconTests {
  private static let lexicon = """
    {
      "language": "en",
      "classes": {"relative": ["mom", "dad", "son", "husband", "wife"], "died": ["died", "passed away"]},
      "topics": {
        "panic": {"names": ["panic attack*", "panic disorder"], "strong": ["my heart races"], "hint": ["cant breathe"]},
        "alcohol": {"names": ["alcoholic"], "strong": ["drink*", "not able to stop drinking"]},
        "depression": {"names": ["depress*"]},
        "cancer": {"names": ["cancer"]},
        "trauma": {"names": ["abused"]},
        "domestic-violence": {"strong": ["my husband hits me"]},
        "grief": {"hint": ["miss* (him|her)"]},
        "family-addiction": {"strong": ["my <relative> is an addict"]},
        "caregiving": {"strong": ["look after"]}
      },
      "cues": {
        "negation": ["not", "never", "dont", "dont have", "no"],
        "past": ["used to", "years ago"],
        "remission": ["in remission", "sober for"],
        "loss": ["<died> (of|from)"],
        "thirdPerson": {"family": ["my <relative>"], "caregiver": ["i care for my <relative>"], "friend": ["my friend"]},
        "firstPerson": ["i", "im", "me", "my own"]
      },
      "lossTopics": [{"phrases": ["my (mom|dad) <died>"], "topic": "parent-loss"}],
      "suggestions": [
        {"field": "ages", "value": "#", "phrases": ["im #", "# years old"]},
        {"field": "accommodations.required", "value": "wheelchair-access", "phrases": ["in a wheelchair"]},
        {"field": "availability", "value": "evenings", "phrases": ["evenings"]},
        {"field": "role", "value": "caregiver", "phrases": ["i care for my <relative>"]}
      ]
    }
    """

  private let reader: NeedReader

  init() throws {
    let words = try FunctionWords.read(at: "\(TestData.folder)/lexicon/function-words.json")
    let traits = """
      {"ownSituation": ["grief", "domestic-violence"], "lasting": ["trauma"], "person": {"family": ["family-addiction"]}}
      """
    let file = try JSONDecoder().decode(LexiconFile.self, from: Data(Self.lexicon.utf8))
    let english = try #require(words["en"])
    reader = NeedReader(
      [try Lexicon(file, functionWords: english, path: "en.json")], words: words,
      traits: try JSONDecoder().decode(TopicTraits.self, from: Data(traits.utf8)),
      knownWords: KnownWords(tokenizer: nil, words))
  }

  private func topic(_ slug: String, _ text: String) -> TopicReading? {
    reader.read(text).topics.first { $0.topic == slug }
  }

  @Test("strength grows with what is said, but not with saying it again")
  func strength() throws {
    #expect(topic("panic", "I can't breathe")?.strength == PhraseStrength.hint)
    #expect(topic("panic", "I can't breathe")?.isStated == false)
    #expect(topic("panic", "My heart races")?.strength == PhraseStrength.strong)
    let both = try #require(topic("panic", "My heart races and I can't breathe"))
    #expect(abs(both.strength - 0.88) < 1e-12)
    #expect(topic("panic", "Cant breathe. can't BREATHE!")?.strength == PhraseStrength.hint)
    #expect(topic("panic", "I have panic attacks")?.mentions.map(\.quote.text) == ["panic attacks"])
  }

  @Test(
    "a negation denies what follows it, as far as small words reach",
    arguments: [
      ("I'm not an alcoholic", true), ("I don't drink", true), ("I don't have panic attacks or depression", true),
      ("I don't have any of the panic attacks", true), ("not coping with my panic attacks", false),
      ("not just depressed", false), ("I don't know. Depressed", false), ("no, depressed", false),
      ("I don't sleep and I am depressed", false), ("I'm not able to stop drinking", false),
      ("my panic attacks do not stop", false), ("I don't drink but my husband does", false),
      ("I never had panic attacks before but now I do", false),
    ])
  func negation(_ text: String, _ isDenied: Bool) {
    let reading = reader.read(text)
    #expect(reading.topics.isEmpty == isDenied, "\(reading)")
    #expect(reading.denied.isEmpty != isDenied, "\(reading)")
  }

  @Test(
    "whose it is",
    arguments: [
      ("I am depressed", "depression", Person.oneself), ("My son is depressed", "depression", .family),
      ("I think my son is depressed", "depression", .family),
      ("my wife left me, I'm depressed", "depression", .oneself),
      ("My wife left and my depression is back", "depression", .oneself), ("My dad's drinking", "alcohol", .family),
      ("My friend is depressed", "depression", .friend), ("I care for my mom. She has cancer", "cancer", .caregiver),
      ("My son left. He drinks. I am depressed", "alcohol", .family), ("he drinks", "alcohol", .family),
      ("I need a depression group for my son", "depression", .family),
      ("My husband hits me", "domestic-violence", .oneself),
      ("I don't drink but my husband does", "alcohol", .family), ("My son is an addict", "family-addiction", .family),
    ])
  func persons(_ text: String, _ slug: String, _ person: Person) {
    #expect(topic(slug, text)?.person == person, "\(reader.read(text))")
  }

  @Test(
    "whether it is so now",
    arguments: [
      ("I drink", "alcohol", TopicState.current, 0.8), ("I used to drink", "alcohol", .past, 0.4),
      ("I was an alcoholic years ago", "alcohol", .past, 0.5),
      ("Alcoholic, sober for two years", "alcohol", .inRecovery, 1),
      ("cancer in remission", "cancer", .inRecovery, 1), ("I was abused years ago", "trauma", .current, 1),
      ("My dad died of cancer", "cancer", .lost, 0.3), ("I used to run and I am depressed", "depression", .current, 1),
    ])
  func states(_ text: String, _ slug: String, _ state: TopicState, _ strength: Double) {
    #expect(topic(slug, text)?.state == state)
    #expect(topic(slug, text)?.strength == strength)
  }

  @Test("losses are the writer's own")
  func losses() {
    let reading = topic("parent-loss", "My dad passed away in March")
    #expect(reading?.person == .oneself)
    #expect(reading?.strength == 1)
    #expect(reading?.mentions.first?.quote.text == "My dad passed away")
  }

  @Test(
    "suggestions",
    arguments: [
      (
        "I'm 34 and in a wheelchair, evenings only",
        ["ages=34", "accommodations.required=wheelchair-access", "availability=evenings"]
      ),
      ("I'm 20 minutes away", []), ("My son is 12 years old", []), ("My mom is in a wheelchair", []),
      ("I'm not in a wheelchair", []), ("thirty-two years old", ["ages=32"]), ("I'm 3", []),
      ("I care for my mom in the evenings", ["role=caregiver", "availability=evenings"]),
      ("My son is depressed", ["role=family"]), ("I am depressed and my son is depressed", []),
    ])
  func suggestions(_ text: String, _ expected: [String]) {
    #expect(reader.read(text).suggestions.map { "\($0.field.rawValue)=\($0.value)" } == expected)
  }

  @Test("an empty text says nothing", arguments: ["", " ", "\u{1F622}", "...\n!"])
  func empty(_ text: String) {
    #expect(reader.read(text) == .nothing)
  }

  @Test("faults in a lexicon say where they are")
  func faults() throws {
    func error(_ json: String) -> TextError? {
      let file = try? JSONDecoder().decode(LexiconFile.self, from: Data(json.utf8))
      do {
        _ = try file.map { file throws(TextError) in try Lexicon(file, functionWords: .init(), path: "en.json") }
        return nil
      } catch { return error }
    }
    let pattern = error(#"{"language": "en", "topics": {"panic": {"strong": ["my (heart"]}}}"#)
    #expect(
      pattern?.description
        == "en.json: topics.panic.strong: pattern 'my (heart': expected a ')' at the end of the group")
    let field = error(
      #"{"language": "en", "topics": {}, "suggestions": [{"field": "shoes", "value": "1", "phrases": []}]}"#)
    #expect(field?.description.hasPrefix("en.json: suggestions[0].field: 'shoes', expected one of role, ") == true)
    let name = error(#"{"language": "en", "topics": {}, "cues": {"thirdPerson": {"family": ["my <uncle>"]}}}"#)
    #expect(name?.description.hasPrefix("en.json: cues.thirdPerson.family: pattern 'my <uncle>'") == true)
  }

  @Test("faults in the JSON say where they are")
  func jsonFaults() throws {
    let path = TestData.temporary("en.json")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(#"{"language": "en", "topics": {"panic": {"names": "panic"}}}"#.utf8).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: TextError.self) { try JSONFile.read(LexiconFile.self, at: path) }
    #expect(error?.description.hasPrefix("\(path): topics.panic.names: ") == true)
    #expect(throws: TextError.self) { try JSONFile.read(LexiconFile.self, at: "/nowhere.json") }
  }
}
