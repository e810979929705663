import Testing

@testable import TextUnderstanding

@Suite("Rare words")
struct RareWordIndexTests {
  private static let documents = [
    "POTS and dysautonomia group", "Lyme disease circle", "A group for people with lupus and people with Lyme",
    "Anxiety group", "",
  ]

  @Test("count the more the rarer they are, and once a query")
  func order() {
    let index = RareWordIndex(documents: Self.documents)
    let scores = index.scores(for: "my pots, POTS! pots?")
    #expect(scores.map { $0 > 0 } == [true, false, false, false, false])
    #expect(scores == index.scores(for: "Pots"))
    let lyme = index.sums(for: "lyme")
    #expect(lyme[1] > lyme[2] && lyme[2] > 0)
    #expect(index.sums(for: "lyme group")[2] > lyme[2])
    #expect(index.sums(for: "lupus")[2] > index.sums(for: "group")[2])
  }

  @Test("follow the formula")
  func formula() {
    let index = RareWordIndex(documents: ["a b", "a c"])
    // ln(1 + 1.5/1.5) = 0.6931; the length is the mean: × 2.2/2.2
    #expect(index.sums(for: "b") == [Int32((0.693147 * 1024).rounded()), 0])
    #expect(abs(index.scores(for: "b")[0] - Float(1 / (1 + 2.2))) < 1e-3)
  }

  @Test("stay below 1 and do not suffer from a longer query")
  func bounds() {
    let index = RareWordIndex(documents: Self.documents)
    let scores = index.scores(for: Self.documents.joined(separator: " "))
    #expect(scores.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(index.scores(for: "lupus")[2] <= index.scores(for: "I was told I have lupus and it is awful")[2])
  }

  @Test("are not the words that many documents have")
  func common() {
    let documents = (0..<30).map { "support group number\($0)" }
    let index = RareWordIndex(documents: documents)
    #expect(index.sums(for: "support group").allSatisfy { $0 == 0 })
    #expect(index.sums(for: "number7").map { $0 > 0 } == (0..<30).map { $0 == 7 })
  }

  @Test("of nothing are nothing")
  func empty() {
    #expect(RareWordIndex(documents: []).scores(for: "panic").isEmpty)
    #expect(RareWordIndex(documents: ["", "a"]).scores(for: "") == [0, 0])
  }
}
