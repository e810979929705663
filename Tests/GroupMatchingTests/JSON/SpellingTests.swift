import Testing

@testable import GroupMatching

@Suite("Spelling")
struct SpellingTests {
  @Test(
    "the least number of letters to change",
    arguments: [
      ("", "", 0), ("panic", "panic", 0), ("pannic", "panic", 1), ("kitten", "sitting", 3), ("", "abc", 3),
      ("abc", "", 3),
      ("flaw", "lawn", 2), ("é", "e", 1), ("saturday", "sunday", 3),
    ])
  func distance(one: String, other: String, distance: Int) {
    #expect(one.editDistance(to: other) == distance)
    #expect(other.editDistance(to: one) == distance)
  }

  @Test("short words forgive one letter, longer ones two")
  func likeness() {
    #expect("topic".isSpelled(like: "topics"))
    #expect("adhd".isSpelled(like: "adh"))
    #expect(!"adhd".isSpelled(like: "abcd"))
    #expect("acommodation".isSpelled(like: "accommodations"))
    #expect(!"panic".isSpelled(like: "picnic table"))
  }

  @Test(
    "texts in prose",
    arguments: [
      ([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"),
    ])
  func prose(items: [String], text: String) {
    #expect(items.joinedInProse("and") == text)
  }

  @Test("counts and numbers as people read them")
  func numbers() {
    #expect(counted(1, "group") == "1 group")
    #expect(counted(0, "group") == "0 groups")
    #expect(counted(2, "city", plural: "cities") == "2 cities")
    #expect(distanceText(3.24) == "3.2 km (2 mi)")
    #expect(distanceText(10) == "10 km (6.2 mi)")
    #expect(
      costText(Cost(kind: .slidingScale, amount: Cost.Amount(minimum: 5, maximum: 20, currency: "USD")))
        == "5 to 20 USD on a sliding scale")
    #expect(costText(Cost(kind: .fixed, amount: Cost.Amount(minimum: 7.5, maximum: 7.5, currency: nil))) == "7.50")
    #expect(costText(Cost(kind: .free, amount: Cost.Amount(minimum: 0, maximum: 5, currency: "USD"))) == "free")
    #expect(costText(Cost(kind: .insurance)) == "through insurance")
  }
}
