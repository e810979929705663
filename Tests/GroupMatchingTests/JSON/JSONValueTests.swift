import Foundation
import Testing

@testable import GroupMatching

@Suite("JSONValue")
struct JSONValueTests {
  private func parse(_ text: String) throws -> JSONValue { try JSONValue(parsing: Data(text.utf8)) }

  @Test(
    "every kind of value is read",
    arguments: [
      ("null", .null), (" true ", true), ("false", false), ("0", 0), ("-0.5e3", -500),
      ("12345678901234567890", 12345678901234567890.0),
      (#""a\u00e9\n\"\\\/😀\ud83d\ude00""#, "aé\n\"\\/😀😀"), ("[]", []), ("{}", [:]),
      ("[1,[null,{}]]", [1, [.null, [:]]]),
      (#"{"b":1,"a":{"c":[true]}}"#, ["a": ["c": [true]], "b": 1]), (#""\u0000""#, "\u{0}"), (#""""#, ""),
    ] as [(String, JSONValue)])
  func kinds(text: String, value: JSONValue) throws {
    #expect(try parse(text).sorted == value.sorted)
  }

  @Test(
    "what is no JSON is an error that says so",
    arguments: [
      "", "   \n", "{", "[1 2]", "{\"a\"}", "{\"a\":}", "{a:1}", "'a'", "tru", "nul", "01", "1.", ".5", "+1",
      "1e", "NaN",
      "Infinity", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud83d\"", "\"a\nb\"", "[1] 2", "{}{}",
      "<!DOCTYPE html><html></html>",
      "{\"id\":\"g-1\",\"name\":\"A gro", "\u{0}", "1e400", "// a comment\n1",
    ])
  func errors(text: String) throws {
    let error = try #require(throws: JSONSyntaxError.self) { try parse(text) }
    #expect(error.description.hasPrefix("n"))
    #expect(error.description.contains("JSON"))
    #expect(error.description.count < 300)
  }

  @Test("bytes that are no UTF-8 are an error")
  func notUTF8() {
    for bytes: [UInt8] in [
      [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x28, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
    ] {
      #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: Data(bytes)) }
    }
  }

  @Test("a byte order mark is skipped")
  func byteOrderMark() throws {
    #expect(try JSONValue(parsing: Data([0xEF, 0xBB, 0xBF] + Array("[1]".utf8))) == [1])
  }

  @Test("ten thousand levels are an error, not a crash", arguments: ["[", "{\"a\":"])
  func deep(open: String) throws {
    let close = open == "[" ? "]" : "}"
    let deep = String(repeating: open, count: 10_000) + "1" + String(repeating: close, count: 10_000)
    #expect(throws: JSONSyntaxError.self) { try parse(deep) }
    #expect(throws: JSONSyntaxError.self) { try parse(String(repeating: open, count: 10_000)) }
  }

  @Test("a hundred levels are read and written")
  func fairlyDeep() throws {
    let text = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(try parse(text).text == text)
  }

  @Test("what is written reads back as the same value", arguments: UInt64(0)..<60)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let value = JSONValue.generated(depth: 4, &random)
    #expect(try parse(value.text).sorted == value.sorted, "\(value.text)")
    #expect(try parse(value.indented).sorted == value.sorted, "\(value.indented)")
    #expect(!value.text.contains("\n"))
    // Foundation's own parser sees the same.
    #expect(throws: Never.self) {
      try JSONSerialization.jsonObject(with: Data(value.text.utf8), options: .fragmentsAllowed)
    }
  }

  @Test(
    "numbers are written with the fewest digits that read back",
    arguments: [
      (0, "0"), (-0.0, "0"), (5, "5"), (-3, "-3"), (0.1, "0.1"), (1e15, "1000000000000000"),
      (0.1 + 0.2, "0.30000000000000004"),
      (37.8044, "37.8044"), (Double.nan, "null"), (Double.infinity, "null"),
    ])
  func numbers(number: Double, text: String) {
    #expect(JSONValue.number(number).text == text)
  }

  @Test("objects keep the order in which their fields were set, and absent stays absent")
  func order() {
    var fields: JSONObject = ["z": 1]
    fields.set("b", "text")
    fields.set("a", nil as String?)
    fields.set("list", [])
    fields.set("object", [:] as JSONObject)
    fields.set("flag", false)
    #expect(JSONValue.object(fields).text == #"{"z":1,"b":"text","flag":false}"#)
  }

  @Test("what JSON or a script would misread is escaped, and nothing else")
  func escapes() {
    let text = "a\"\\/\u{1}\u{1f}\n\r\t“€”\u{2027}\u{2028}\u{2029}\u{202a}\u{7f}"
    #expect(
      JSONValue.string(text).text
        == #""a\"\\/\u0001\u001f\n\r\t“€”\#u{2027}\u2028\u2029\#u{202a}\#u{7f}""#)
  }
}

extension JSONValue {
  /// The value with the fields of every object in order of name, as a parser gives them.
  fileprivate var sorted: JSONValue {
    switch self {
    case .array(let items): return .array(items.map(\.sorted))
    case .object(let fields):
      let names = fields.keys.sorted()
      return .object(JSONObject(uniqueKeys: names, values: names.map { fields[$0]?.sorted ?? .null }))
    default: return self
    }
  }

  fileprivate static func generated(depth: Int, _ random: inout SplitMix64) -> JSONValue {
    switch random.number(in: 0...(depth == 0 ? 3 : 5)) {
    case 0: return .null
    case 1: return .bool(random.chance(0.5))
    case 2: return .number(random.pick([0, -1, 3.25, 1e-7, 6.02e23, Double(random.number(in: -9_999...9_999)) / 7]))
    case 3: return .string(text(&random))
    case 4: return .array((0..<random.number(in: 0...4)).map { _ in generated(depth: depth - 1, &random) })
    default:
      return .object(
        (0..<random.number(in: 0...4)).reduce(into: [:]) { fields, _ in
          fields[text(&random)] = generated(depth: depth - 1, &random)
        })
    }
  }

  private static func text(_ random: inout SplitMix64) -> String {
    let parts = [
      "a", "é", "e\u{301}", "\"", "\\", "/", "\n", "\r\n", "\t", "\u{0}", "\u{1f}", "\u{7f}", "“€”", "\u{2028}", "😀",
      "👩‍👩‍👧", "第",
      "</script>",
    ]
    return (0..<random.number(in: 0...6)).map { _ in random.pick(parts) }.joined()
  }
}
