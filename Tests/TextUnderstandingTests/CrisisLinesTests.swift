import Foundation
import Testing

@testable import TextUnderstanding

@Suite("Crisis lines")
struct CrisisLinesTests {
  private static let list = """
    {"checked": "2026-11-01", "emergency": {"US": "911"}, "lines": [
      {"country": "US", "name": "Lifeline", "kinds": ["suicide", "self-harm"], "call": "988", "text": "988"},
      {"country": "US", "name": "Violence line", "kinds": ["being-harmed"], "call": "1"},
      {"country": "*", "name": "Directory of lines", "kinds": ["any"], "chat": "https://example.org"}
    ]}
    """

  private func lines(_ json: String = list) throws -> CrisisLines {
    let path = TestData.temporary("lines.json")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(json.utf8).write(to: URL(fileURLWithPath: path))
    return try CrisisLines(path: path)
  }

  @Test("come for the country, those for the danger first")
  func order() throws {
    let help = try lines().help(for: "us", kinds: [.beingHarmed])
    #expect(help.lines.map(\.name) == ["Violence line", "Lifeline"])
    #expect(help.emergency == "911")
    #expect(!help.isInternational)
  }

  @Test("fall back on those for all countries", arguments: [nil, "XX", "*"])
  func fallback(_ country: String?) throws {
    let help = try lines().help(for: country)
    #expect(help.lines.map(\.name) == ["Directory of lines"])
    #expect(help.isInternational)
    #expect(help.emergency == nil)
  }

  @Test("say what is missing from their file")
  func faults() {
    let error = #expect(throws: TextError.self) {
      try lines(#"{"checked": "", "emergency": {}, "lines": [{"country": "US"}]}"#)
    }
    #expect(error?.description.hasSuffix("lines.[0]: 'name' is missing") == true)
  }

  @Test("of the repository cover many countries, each with a way to reach them")
  func repository() throws {
    let lines = try TestData.model.crisisLines()
    #expect(lines.countries.count >= 30)
    for country in ["US", "CA", "GB", "IE", "AU", "NZ"] {
      let help = lines.help(for: country, kinds: [.suicide])
      #expect(help.emergency != nil)
      #expect(help.lines.first?.kinds.contains("suicide") == true)
      #expect(help.lines.allSatisfy { $0.call != nil || $0.text != nil || $0.chat != nil })
    }
  }
}
