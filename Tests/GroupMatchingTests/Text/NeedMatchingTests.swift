import Foundation
import Testing

@testable import GroupMatching

/// Needs in people's words against the demo directory: what must not change the first suggestion, and what must.
@Suite("Matching needs in people's own words")
struct NeedMatchingTests {
  private let matcher: Matcher

  init() throws {
    let vocabulary = try ProjectData.vocabulary
    let groups = try ProjectData.lines("demo/directory.jsonl").compactMap { line -> Group? in
      guard case .object(let fields) = try JSONValue(parsing: line) else { return nil }
      return Group.read(fields, vocabulary: vocabulary).group
    }
    matcher = Matcher(try Snapshot(groups: groups, vocabulary: vocabulary, textTools: try ProjectData.textTools))
  }

  /// Every 25th of the needs that the project's embedding was made with.
  private static let needs: [String] = {
    let folder = ProjectData.root.appendingPathComponent("scripts/embedding/texts")
    let lines = ["needs-a", "needs-b", "needs-c"].flatMap { name in
      let file = folder.appendingPathComponent(name + ".jsonl")
      return ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n")
    }
    return lines.enumerated().filter { $0.offset % 25 == 0 }.compactMap { _, line in
      guard case .object(let fields)? = try? JSONValue(parsing: Data(line.utf8)),
        case .string(let text) = fields["text"]
      else { return nil }
      return text
    }
  }()

  private func answer(_ need: String, limit: Int = 1) -> MatchAnswer {
    var member = Member()
    member.need = need
    return matcher.match(member, limit: limit, at: Instant(minutesSinceEpoch: 29_500_000))
  }

  private func first(_ need: String) -> String? { answer(need).matches.first?.group.id }

  @Test("one wrong letter in a long word keeps the first suggestion in nine of ten needs")
  func typos() {
    let pairs = Self.needs.compactMap { need in Self.withWrongLetter(need).map { (need, $0) } }
    #expect(pairs.count >= 70)
    let kept = pairs.count { first($0) == first($1) }
    #expect(kept * 10 >= pairs.count * 9, "\(kept) of \(pairs.count)")
  }

  @Test("case, curly quotes and emoji change nothing")
  func writing() {
    for need in Self.needs.prefix(60) {
      let plain = first(need)
      #expect(first(need.uppercased()) == plain, "\(need)")
      #expect(first(need.replacing("'", with: "’")) == plain, "\(need)")
      #expect(first(need + " 😞💔") == plain, "\(need)")
    }
  }

  @Test("words about another topic never take away a stated one")
  func moreWords() {
    let further = " My dog died in spring and I have gambling debts."
    for need in Self.needs.prefix(60) {
      let before = answer(need).understood?.reading.stated.map(\.topic) ?? []
      let after = Set(answer(need + further).understood?.reading.topics.map(\.topic) ?? [])
      #expect(Set(before).isSubset(of: after), "\(need)")
    }
  }

  @Test("what was understood is quoted back in the reason")
  func quotes() throws {
    let match = try #require(answer("I keep having panic attacks at work").matches.first)
    #expect(match.reasons.contains { $0.contains("you wrote: panic attacks") })
    #expect(match.group.topics.contains("panic"))
  }

  @Test("a need in a language that is not read is unknown: no topic, no likeness, and no match is called good")
  func otherLanguage() throws {
    let answer = answer("Je me sens très seul depuis la mort de ma femme et je ne dors plus la nuit", limit: 5)
    let understood = try #require(answer.understood)
    #expect(!understood.isLanguageRead)
    #expect(understood.topics.isEmpty)
    #expect(answer.matches.allSatisfy { $0.fit == .possible })
    #expect(answer.matches.allSatisfy { match in !match.contributions.contains { $0.feature == "meaning" } })
  }

  @Test("a Spanish need finds groups on its topic")
  func spanish() throws {
    let answer = answer("Se murió mi mamá hace dos meses y no puedo dejar de llorar", limit: 3)
    #expect(answer.understood?.reading.language.code == "es")
    #expect(answer.understood?.topics.first.map { ["parent-loss", "grief"].contains($0.topic.name) } == true)
    let match = try #require(answer.matches.first)
    #expect(match.group.topics.contains { ["grief", "parent-loss"].contains($0.name) })
  }

  @Test("signs of a crisis put lines first and take no match away")
  func crisis() {
    let answer = answer("some nights I don't want to wake up anymore", limit: 5)
    #expect(answer.crisis != nil)
    #expect(answer.crisis?.help.lines.isEmpty == false)
    #expect(answer.matches.count == 5)
    #expect(self.answer("this job is killing me", limit: 5).crisis == nil)
  }

  /// A need with the fourth letter of its first long word replaced by the next of the alphabet.
  private static func withWrongLetter(_ need: String) -> String? {
    let words = need.split(separator: " ", omittingEmptySubsequences: false)
    guard let place = words.firstIndex(where: { $0.count >= 8 && $0.allSatisfy { $0.isASCII && $0.isLowercase } })
    else {
      return nil
    }
    var letters = Array(words[place])
    letters[3] = letters[3] == "z" ? "a" : Character(UnicodeScalar((letters[3].asciiValue ?? 0x61) + 1))
    return (words[..<place] + [Substring(String(letters))] + words[(place + 1)...]).joined(separator: " ")
  }
}
