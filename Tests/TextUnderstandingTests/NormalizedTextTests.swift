import Testing

@testable import TextUnderstanding

@Suite("Normalised text")
struct NormalizedTextTests {
  @Test(
    "words",
    arguments: [
      ("Don't PANIC!", "dont panic"), ("self-harm/suicide", "self harm suicide"),
      ("I\u{2019}m \u{2018}fine\u{2019}", "im fine"),
      ("Mam\u{E1} est\u{E1} enferma", "mama esta enferma"), ("cafe\u{301}", "cafe"),
      ("\u{1F622} sad\u{1F622}face", "sad face"),
      ("so\u{AD}ber", "sober"), ("parents' night", "parents night"), ("rock 'n' roll", "rock n roll"), ("''", ""),
      ("", ""),
      ("stra\u{DF}e \u{0130}stanbul", "stra\u{DF}e istanbul"), ("12-step, 24/7", "12 step 24 7"), ("\u{301}a", "a"),
    ])
  func words(_ text: String, _ expected: String) {
    #expect(NormalizedText(text).words == expected)
  }

  @Test("clauses and sentences")
  func boundaries() {
    let text = NormalizedText("one, two. three; four\nfive 3.5 1,000? six\u{2026} \u{BF}siete?")
    #expect(text.tokens.map(\.clause) == [0, 1, 2, 3, 4, 4, 4, 4, 4, 5, 6])
    #expect(text.tokens.map(\.sentence) == [0, 0, 1, 2, 3, 3, 3, 3, 3, 4, 5])
    #expect(NormalizedText("... ,one").tokens.map(\.clause) == [0])
  }

  @Test("quotes are the words as written")
  func quotes() throws {
    let written = "\u{1F622} My D\u{E1}d\u{2019}s panic\u{2014}ATTACKS e\u{301}tc."
    let text = NormalizedText(written)
    #expect(text.quote(1..<4).text == "D\u{E1}d\u{2019}s panic\u{2014}ATTACKS")
    #expect(text.quote(4..<5).text == "e\u{301}tc")
    for first in text.tokens.indices {
      let quote = text.quote(first..<text.tokens.count)
      let range = try #require(quote.range(in: written))
      #expect(String(written[range]) == quote.text)
    }
    #expect(text.quote(0..<1).range(in: "") == nil)
  }

  @Test("stems of possessives and plurals")
  func stems() {
    let text = NormalizedText("dad's moms his glass virus it's bus")
    let stems = text.tokens.map { token in token.stem.map { String(decoding: text.bytes[$0], as: UTF8.self) } }
    #expect(stems == ["dad", "mom", nil, nil, nil, "it", nil])
  }
}
