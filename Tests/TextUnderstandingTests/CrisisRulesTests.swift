import Testing

@testable import TextUnderstanding

@Suite("Crisis rules")
struct CrisisRulesTests {
  private let rules: CrisisRules

  init() throws {
    rules = try TestData.model.crisisRules()
  }

  @Test("the development sentences are judged as written", arguments: CrisisSentence.all)
  func development(_ sentence: CrisisSentence) {
    let signals = rules.signals(in: sentence.text)
    #expect(signals.isEmpty == (sentence.kind == nil), "\(signals.compactMap(\.quote?.text))")
    guard let kind = sentence.kind else { return }
    #expect(signals.filter { $0.kind == kind }.map(\.level).max() == sentence.level)
  }

  @Test(
    "negation, the past and others weaken, but do not silence",
    arguments: [
      "I have not tried to hang myself", "Ten years ago I wanted to kill myself", "My friend wants to kill herself",
      "How can I help someone who wants to kill himself?",
    ])
  func weakening(_ text: String) throws {
    let signal = try #require(rules.signals(in: text).first)
    #expect(signal.level == .concern)
    #expect(signal.isWeakened)
  }

  @Test(
    "what is happening now is not weakened by others or the past beside it",
    arguments: [
      "My husband died and I want to kill myself", "I used to cut myself and now I want to kill myself",
      "I'm not okay and I want to kill myself",
    ])
  func strength(_ text: String) {
    #expect(rules.signals(in: text).first?.level == .urgent)
  }

  @Test("the most pressing come first, with the very words")
  func order() throws {
    let text = "I have suicidal thoughts. Last night I took a whole bottle of pills."
    let signals = rules.signals(in: text)
    #expect(signals.first?.level == .urgent)
    #expect(signals.first?.kind == .medicalEmergency)
    #expect(signals.map(\.level) == signals.map(\.level).sorted(by: >))
    let quotes = try signals.map { try #require($0.quote) }
    for quote in quotes { #expect(quote.range(in: text).map { String(text[$0]) } == quote.text) }
  }

  @Test(
    "case, curly quotes, emoji and small misspellings change nothing",
    arguments: [
      "I DON'T WANT TO LIVE ANYMORE", "i don\u{2019}t want to live anymore \u{1F494}", "I dont want to live anymore",
      "I'm suicidall", "feeling suiccidal",
    ])
  func presentation(_ text: String) {
    #expect(rules.signals(in: text).contains { $0.kind == .suicide })
  }

  @Test(
    "plain words are heard wherever they stand in a long text",
    arguments: [
      "I want to kill myself.", "I keep thinking about ending my life.", "I cut myself last night.",
      "I took a whole bottle of pills an hour ago.", "I have suicidal thoughts.", "My husband hits me when he drinks.",
      "Someone here is not breathing.", "Quiero morirme.", "Me tomé un frasco entero de pastillas.",
    ])
  func plainInLongText(_ plain: String) {
    let ordinary = """
      My son is fifteen and games until four. My ex thinks I worry too much. I bake on Sundays, the dog sleeps on the sofa,
      and on Tuesdays I sing in a choir where nobody minds a wrong note. I would like to meet other parents, if there is a
      group in the evening, and I don't mind whether it's online or in a hall.
      """
    #expect(rules.signals(in: ordinary).isEmpty)
    for text in ["\(plain) \(ordinary)", "\(ordinary) \(plain)"] {
      #expect(rules.signals(in: text).contains { $0.quote != nil })
    }
  }

  @Test("nothing in, nothing out")
  func empty() {
    #expect(rules.signals(in: "").isEmpty)
    #expect(rules.languages == ["en", "es"])
  }
}
