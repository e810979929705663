import Foundation
import Testing

@testable import TextUnderstanding

/// Properties of the repository's own lexicons.
@Suite("Reading needs")
struct NeedReadingTests {
  private let reader: NeedReader

  init() throws {
    reader = try TestData.model.reader()
  }

  private static let needs = [
    "I keep having panic attacks at work and I don't know anyone who gets it",
    "My son is an addict and I'm exhausted", "I lost my husband last spring, the house is so quiet",
    "diagnosed with bipolar disorder two months ago", "I've been sober for 90 days and need meetings",
    "my mom has dementia and I take care of her", "I was sexually assaulted in college",
    "looking for an ADHD group for adults", "I have fibromyalgia and chronic pain", "I'm going through a divorce",
    "postpartum depression is eating me alive", "I hear voices when it gets quiet",
    "my dog died and I can't stop crying",
    "Hi, I have epilepsy and lost my license", "I am transgender and want to meet others",
    "gambling took my savings", "my miscarriage was in May", "I binge eat at night",
    "tengo mucha ansiedad y no puedo dormir", "mi hijo es alcoh\u{F3}lico", "perd\u{ED} a mi mam\u{E1} en enero",
    "tengo c\u{E1}ncer de mama y miedo", "me divorci\u{E9} y me siento muy sola",
  ]

  private func stated(_ text: String) -> Set<String> { Set(reader.read(text).stated.map(\.topic)) }

  @Test("every need is understood", arguments: needs)
  func understood(_ text: String) {
    let reading = reader.read(text)
    #expect(!reading.stated.isEmpty)
    for mention in reading.topics.flatMap(\.mentions) {
      #expect(mention.quote.range(in: text).map { String(text[$0]) } == mention.quote.text)
      #expect((0...1).contains(mention.strength))
    }
  }

  @Test("case, accents, curly quotes and emoji change nothing", arguments: needs)
  func presentation(_ text: String) {
    let plain = text.folding(options: .diacriticInsensitive, locale: nil)
    let curly = text.replacingOccurrences(of: "'", with: "\u{2019}")
    for same in [text.uppercased(), plain, curly, "\u{1F622} " + text + " \u{1F64F}\u{1F3FD}", "  " + text + "\n"] {
      let reading = reader.read(same)
      #expect(reading.topics.map(\.topic) == reader.read(text).topics.map(\.topic), "\(same)")
      #expect(reading.topics.map(\.strength) == reader.read(text).topics.map(\.strength), "\(same)")
      #expect(reading.topics.map(\.person) == reader.read(text).topics.map(\.person), "\(same)")
    }
  }

  @Test("words about another topic never remove a stated one", arguments: needs)
  func adding(_ text: String) {
    let before = stated(text)
    for other in Self.needs.enumerated().filter({ $0.offset.isMultiple(of: 4) }).map(\.element) {
      for joiner in [". ", "\n", ", ", " and ", " y "] {
        #expect(before.isSubset(of: stated(text + joiner + other)), "\(text)\(joiner)\(other)")
      }
      #expect(before.isSubset(of: stated(other + ". " + text)), "\(other). \(text)")
    }
  }

  @Test("one wrong letter in a long word rarely changes the first topic")
  func typos() {
    var generator = SplitMix(state: 7)
    var kept = 0
    var drawn = 0
    for text in Self.needs {
      guard let first = reader.read(text).topics.first?.topic else { continue }
      for _ in 0..<20 {
        guard let misspelt = Self.misspelling(text, &generator) else { break }
        drawn += 1
        kept += reader.read(misspelt).topics.first?.topic == first ? 1 : 0
      }
    }
    #expect(drawn > 300)
    #expect(Double(kept) >= 0.9 * Double(drawn), "\(kept) of \(drawn)")
  }

  /// `text` with one letter of one word of seven or more letters replaced, dropped, doubled or swapped.
  private static func misspelling(_ text: String, _ generator: inout SplitMix) -> String? {
    var words = text.split(separator: " ").map(Array.init)
    let long = words.indices.filter { words[$0].count >= 7 && words[$0].allSatisfy(\.isLetter) }
    guard let chosen = long.randomElement(using: &generator) else { return nil }
    let position = Int.random(in: 1..<words[chosen].count - 1, using: &generator)
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: words[chosen][position] = "abcdefghijklmnopqrstuvwxyz".randomElement(using: &generator) ?? "x"
    case 1: words[chosen].remove(at: position)
    case 2: words[chosen].insert(words[chosen][position], at: position)
    default: words[chosen].swapAt(position, position + 1)
    }
    return words.map { String($0) }.joined(separator: " ")
  }

  @Test(
    "languages",
    arguments: [
      ("I feel lonely and I don't know what to do", LanguageGuess.read(code: "en")),
      ("Me siento muy sola y no s\u{E9} qu\u{E9} hacer", .read(code: "es")),
      ("Je me sens seule et je ne sais pas quoi faire", .other(code: "fr")),
      ("Ich f\u{FC}hle mich allein und wei\u{DF} nicht, was ich tun soll", .other(code: "de")),
      ("Eu n\u{E3}o consigo dormir e estou muito sozinha", .other(code: "pt")),
      ("Mi sento sola e non so che cosa fare", .other(code: "it")),
      (
        "\u{43C}\u{43D}\u{435} \u{43E}\u{447}\u{435}\u{43D}\u{44C} \u{43E}\u{434}\u{438}\u{43D}\u{43E}\u{43A}\u{43E}",
        .other(code: nil)
      ),
      ("\u{6211}\u{5F88}\u{5B64}\u{72EC}", .other(code: nil)), ("panic attacks", .read(code: "en")),
      ("xyzzy", .undecided),
    ])
  func languages(_ text: String, _ guess: LanguageGuess) {
    #expect(reader.read(text).language == guess)
  }

  @Test("random scalars never do harm")
  func noise() {
    var generator = SplitMix(state: 3)
    let pieces = [
      "panic", "my son", "no", " ", ", ", ". ", "'", "\u{2019}", "\u{301}", "\u{200D}", "\u{1F468}\u{1F3FD}", "34", "#",
      "\0", "\n",
    ]
    for _ in 0..<400 {
      var text = ""
      for _ in 0..<Int.random(in: 0..<40, using: &generator) {
        if Bool.random(using: &generator) {
          text += pieces.randomElement(using: &generator) ?? ""
        } else if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator)) {
          text.unicodeScalars.append(scalar)
        }
      }
      let reading = reader.read(text)
      #expect(reading == reader.read(text))
      for mention in reading.topics.flatMap(\.mentions) { #expect(mention.quote.range(in: text) != nil) }
      _ = try? TestData.model.crisisRules().signals(in: text)
      _ = try? TestData.model.encoder().encode(text)
    }
  }
}
