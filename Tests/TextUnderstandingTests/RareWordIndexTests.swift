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
    let scores = index.scores(of: "my pots, POTS! pots?")
    #expect(scores.map { $0 > 0 } == [true, false, false, false, false])
    #expect(scores == index.scores(of: "Pots"))
    let lyme = index.sums(of: "lyme")
    #expect(lyme[1] > lyme[2] && lyme[2] > 0)
    #expect(index.sums(of: "lyme group")[2] > lyme[2])
    #expect(index.sums(of: "lupus")[2] > index.sums(of: "group")[2])
  }

  @Test("follow the formula")
  func formula() {
    let index = RareWordIndex(documents: ["a b", "a c"])
    // ln(1 + 1.5/1.5) = 0.6931; the length is the mean: × 2.2/2.2
    #expect(index.sums(of: "b") == [Int32((0.693147 * 1024).rounded()), 0])
    #expect(abs(index.scores(of: "b")[0] - 1 / (1 + 2.2)) < 1e-3)
  }

  @Test("stay below 1 and do not suffer from a longer query")
  func bounds() {
    let index = RareWordIndex(documents: Self.documents)
    let scores = index.scores(of: Self.documents.joined(separator: " "))
    #expect(scores.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(index.scores(of: "lupus")[2] <= index.scores(of: "I was told I have lupus and it is awful")[2])
  }

  @Test("are not the words that many documents have")
  func common() {
    let documents = (0..<30).map { "support group number\($0)" }
    let index = RareWordIndex(documents: documents)
    #expect(index.sums(of: "support group").allSatisfy { $0 == 0 })
    #expect(index.sums(of: "number7").map { $0 > 0 } == (0..<30).map { $0 == 7 })
  }

  @Test("of nothing are nothing")
  func empty() {
    #expect(RareWordIndex(documents: []).scores(of: "panic").isEmpty)
    #expect(RareWordIndex(documents: ["", "a"]).scores(of: "") == [0, 0])
  }
}

extension RareWordIndex {
  /// The sum of every document.
  fileprivate func sums(of text: String) -> [Int32] {
    let query = query(text)
    return (0..<documentCount).map { document in
      let sum = sum(of: query, in: document)
      #expect(sum <= query.greatestSum)
      return sum
    }
  }

  /// The score of every document.
  fileprivate func scores(of text: String) -> [Double] { sums(of: text).map(score(ofSum:)) }
}
