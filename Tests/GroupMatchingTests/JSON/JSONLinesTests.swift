import Foundation
import GroupMatching
import Testing

@Suite("JSON Lines")
struct JSONLinesTests {
  @Test("each record has its line's number; blank lines, line ends of both kinds and a byte order mark are passed over")
  func lines() throws {
    let text = "\u{FEFF}{\"a\":1}\r\n\r\n \t\n{\"a\":2}\n{\"a\":3}"
    let lines = Array(JSONLines(Data(text.utf8)))
    #expect(lines.map(\.number) == [1, 4, 5])
    #expect(try lines.map { try $0.record.get()["a"] } == [1, 2, 3])
  }

  @Test("a line that is no object says so, and the others are read all the same")
  func broken() {
    let lines = Array(JSONLines(Data("[1]\n{\"a\":1}\nnot json\n{\"a\":".utf8)))
    let reasons = lines.map { line in
      if case .failure(let error) = line.record { error.description } else { "" }
    }
    #expect(reasons[0] == "expected a record as one JSON object")
    #expect(reasons[1].isEmpty)
    #expect(reasons[2].hasPrefix("not valid JSON") && reasons[3].hasPrefix("not valid JSON"))
  }

  @Test("text without a record has no lines", arguments: ["", "\n\n", " \r\n"])
  func empty(text: String) { #expect(Array(JSONLines(Data(text.utf8))).isEmpty) }
}
