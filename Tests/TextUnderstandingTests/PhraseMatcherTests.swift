import Testing

@testable import TextUnderstanding

@Suite("Phrase matching")
struct PhraseMatcherTests {
  private func matches(_ pattern: String, in text: String) throws -> [String] {
    var book = PhraseBook(classes: [])
    try book.insert(pattern, payload: 0)
    let matcher = PhraseMatcher(book: book, spelling: SpellingTolerance(book), numbers: NumberWords())
    let text = NormalizedText(text)
    return matcher.matches(in: text, lexemes: matcher.lexemes(of: text) { _ in true }).map { text.quote($0.tokens).text }
  }

  @Test func groups() throws {
    #expect(try matches("suicide (prevention|hotline|hot line)", in: "a suicide prevention") == ["suicide prevention"])
    #expect(try matches("suicide (prevention|hotline|hot line)", in: "a suicide hot line") == ["suicide hot line"])
    #expect(try matches("(im|i am|) (not|never been) (really |) suicidal", in: "I'm not suicidal") == ["suicidal"])
  }
}
