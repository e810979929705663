import DirectoryStore
import GroupMatching
import Testing

@Suite("Checking a directory")
struct CheckTests {
  private static let today = Day(daysSinceEpoch: 20_700)

  private func findings(_ change: (inout Group) -> Void) -> [String] {
    var group = Fixture.group("a")
    group.contact.url = "https://example.org"
    change(&group)
    return DirectoryCheck.findings(in: [group], today: Self.today).map(\.what)
  }

  @Test("an entry in order is not found")
  func inOrder() { #expect(findings { _ in }.isEmpty) }

  @Test("each gap is found by its own check, and by no other")
  func gaps() {
    #expect(findings { $0.topics = [] }.count == 1)
    #expect(findings { $0.formats = [] }.count == 1)
    #expect(findings { $0.formats = .inPerson } == ["meets in person, but at no known place"])
    #expect(findings { $0.sessions = [] } == ["no sessions"])
    #expect(findings { $0.contact = Contact() } == ["no way to get in touch"])
    #expect(findings { $0.verifiedAt = Self.today.adding(days: -731) } == ["last verified over two years ago"])
    #expect(findings { $0.verifiedAt = Self.today.adding(days: 1) } == ["verified on a day to come"])
  }

  @Test("one group under two ids is a likely duplicate; another time makes it another group")
  func duplicates() {
    var first = Fixture.group("a", name: "Panic Circle")
    first.contact.url = "https://example.org"
    var second = first
    second.id = "b"
    second.name = "Panic circle "
    let found = DirectoryCheck.findings(in: [first, second], today: Self.today)
    #expect(found.map(\.groupIDs) == [["a", "b"]])
    second.sessions = []
    #expect(!DirectoryCheck.findings(in: [first, second], today: Self.today).contains { $0.groupIDs.count == 2 })
  }

  @Test("statistics count every fact that entries state")
  func statistics() {
    let statistics = DirectoryStatistics([Fixture.group("a"), Group(id: "b", name: "B")], today: Self.today)
    #expect(statistics.groups == 2)
    #expect(statistics.stated.first { $0.fact.id == "topic" }?.count == 1)
    #expect(statistics.byStatus.reduce(0) { $0 + $1.count } == 2)
    #expect(Set(StatedFact.all.map(\.id)).count == StatedFact.all.count)
  }
}
