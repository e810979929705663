import Foundation
import GroupMatching
import Testing

@Suite("CSV")
struct CSVReaderTests {
  private func records(_ text: String, separator: UInt8? = UInt8(ascii: ",")) throws -> [CSVRecord] {
    try records(Array(text.utf8), separator: separator)
  }

  private func records(_ bytes: [UInt8], separator: UInt8? = UInt8(ascii: ",")) throws -> [CSVRecord] {
    var reader = CSVReader(bytes, separator: separator)
    var records: [CSVRecord] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  @Test(
    "fields as RFC 4180 has them",
    arguments: [
      ("a,b", [["a", "b"]]), ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]), ("a\nb\rc", [["a"], ["b"], ["c"]]),
      ("a,,\n", [["a", "", ""]]), (",", [["", ""]]), ("\"a,b\",c", [["a,b", "c"]]),
      ("\"a \"\"b\"\"\",\"\"", [["a \"b\"", ""]]), ("\"one\ntwo\",x\ny,z", [["one\ntwo", "x"], ["y", "z"]]),
      (" a , b ", [[" a ", " b "]]), ("\u{FEFF}a,b", [["a", "b"]]), ("\n\n a\n\n", [[" a"]]), ("", []), ("\r\n", []),
      ("\"\"", [[""]]), ("é,日本", [["é", "日本"]]), ("a,\"b\"\r", [["a", "b"]]),
    ] as [(String, [[String]])])
  func fields(text: String, expected: [[String]]) throws {
    #expect(try records(text).map(\.fields) == expected)
  }

  @Test("a record knows the line on which it begins, also after fields with line ends of any kind")
  func lines() throws {
    let text = "a\r\n\"one\r\ntwo\rthree\nfour\"\r\nb\n\nc"
    #expect(try records(text).map(\.line) == [1, 2, 6, 8])
  }

  @Test(
    "what is not CSV is refused with its line",
    arguments: [
      ("a,b\nc,\"d", 2, "never closed"), ("a\n\"b\nc\nd", 2, "never closed"), ("a\nb\nc\"d", 3, "inside a field"),
      ("\"a\"b", 1, "after a closing quote"), ("a, \"b\"", 1, "inside a field"),
      ("\"x\ny\"z", 2, "after a closing quote"),
    ])
  func refused(text: String, line: Int, reason: String) {
    do {
      _ = try records(text)
      Issue.record("read: \(text)")
    } catch {
      let error = error as? CSVSyntaxError
      #expect(error?.line == line)
      #expect(error?.reason.contains(reason) == true)
    }
  }

  @Test("bytes that are no UTF-8 are refused, quoted or not")
  func bytes() {
    #expect(throws: CSVSyntaxError.self) { try records([0x61, 0x0A, 0xE9, 0x2C]) }
    #expect(throws: CSVSyntaxError.self) { try records([0x22, 0xE9, 0x22]) }
  }

  @Test(
    "the separator is the most frequent one of the first record, outside quotes",
    arguments: [
      ("a;b;c\n1,5;2;3", [["a", "b", "c"], ["1,5", "2", "3"]]), ("a\tb\n1\t2", [["a", "b"], ["1", "2"]]),
      ("\"a;b;c\",d\n1,2", [["a;b;c", "d"], ["1", "2"]]), ("one\ntwo;three", [["one"], ["two;three"]]),
      ("\n\na;b", [["a", "b"]]),
    ])
  func separator(text: String, expected: [[String]]) throws {
    #expect(try records(text, separator: nil).map(\.fields) == expected)
  }

  @Test("what is written reads back, whatever is in the fields", arguments: UInt64(0)..<40)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let pieces = ["a", "\"", ",", "\n", "\r", "\r\n", " ", ";", "é", "\t", "\"\"", "'"]
    let rows = (0..<random.number(in: 1...6)).map { _ in
      (0..<random.number(in: 1...4)).map { _ in
        (0..<random.number(in: 0...5)).map { _ in random.pick(pieces) }.joined()
      }
    }
    let text = rows.map(CSVText.line).joined()
    #expect(try records(text).map(\.fields) == rows, "\(text.debugDescription)")
  }
}
