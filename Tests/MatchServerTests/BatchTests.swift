import Foundation
import GroupMatching
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import MatchServer

@Suite("Batches")
struct BatchTests {
  private func answers(_ body: String, query: String = "", settings: ServiceSettings = Fixture.settings) async throws
    -> [JSONObject]
  {
    let response = try await Fixture.routes(settings) {
      try await $0.post("/v1/batch" + query, text: body, mediaType: "application/x-ndjson")
    }
    #expect(response.status == .ok, "\(response.text)")
    #expect(response.headers[.contentType] == "application/x-ndjson")
    #expect(response.headers[.cacheControl] == "no-store")
    return try response.text.split(separator: "\n").map { try Fixture.object(Data($0.utf8)) }
  }

  @Test("a line a member, in order, each as it would be matched alone")
  func order() async throws {
    let lines = try Fixture.lines("demo/members.jsonl").map { String(decoding: $0, as: UTF8.self) }
    let answers = try await answers(lines.joined(separator: "\n"), query: "?limit=4&weights=access-first")
    #expect(answers.count == lines.count)
    let places = try Places(directory: Fixture.data.appendingPathComponent("places"))
    let matcher = Matcher(try Fixture.snapshot, weights: try Weights.preset(named: "access-first"))
    for (line, answer) in zip(lines, answers) {
      let fields = try Fixture.object(Data(line.utf8))
      var member = try Member(reading: fields, vocabulary: try Fixture.vocabulary)
      if member.needsLookUp { member = try member.settled(in: places) }
      let expected = matcher.match(member, limit: 4, at: Fixture.moment)
      #expect(answer["member"] == member.id.map(JSONValue.string))
      #expect(answer["eligible"]?.double == Double(expected.eligible))
      let groups = answer["matches"]?.items?.compactMap { $0["group"]?.string }
      #expect(groups == expected.matches.map(\.group.id))
      #expect(answer["matches"]?.items?.compactMap { $0["score"]?.double } == expected.matches.map(\.score.share))
    }
  }

  @Test("a line that cannot be used is answered in its place, with its number and what is wrong")
  func errors() async throws {
    var settings = Fixture.settings
    settings.maximumBodyBytes = 1024
    let tooLong = #"{"need":""# + String(repeating: "a", count: 2000) + #""}"#
    let body = [
      #"{"id":"a"}"#, "nonsense", "", #"{"id":"b","age":-1}"#, tooLong, "[]", "  ", #"{"near":"Springfield"}"#,
      #"{"id":"c"}"#,
    ].joined(separator: "\r\n")
    let answers = try await answers(body, settings: settings)
    let shown = answers.map { answer in
      answer["member"]?.string ?? "\(Int(answer["line"]?.double ?? 0)) \(Int(answer["error"]?["status"]?.double ?? 0))"
    }
    #expect(shown == ["a", "2 400", "4 422", "5 413", "6 422", "8 422", "c"])
    #expect(answers[2]["error"]?["errors"]?.items?.first?["pointer"]?.string == "/age")
    #expect(answers[5]["error"]?["errors"]?.items?.first?["pointer"]?.string == "/near")
  }

  @Test("an empty batch has an empty answer")
  func empty() async throws {
    #expect(try await answers("").isEmpty)
    #expect(try await answers("\n\n  \n").isEmpty)
  }

  @Test("parameters that cannot be used are named", arguments: ["limit=-1", "weights=mine", "at=soon", "top=3"])
  func parameters(query: String) async throws {
    let response = try await Fixture.routes {
      try await $0.post("/v1/batch?" + query, text: "{}", mediaType: "application/x-ndjson")
    }
    #expect(response.status == .unprocessableContent)
    #expect(try response.faults() == [String(query.prefix { $0 != "=" })])
  }

  @Test("lines are the same however the bytes are cut")
  func splitting() {
    let text = "one\n\n two \r\nthree\n" + String(repeating: "x", count: 40) + "\nfour"
    let whole = Self.lines(text, cutAfter: text.utf8.count)
    #expect(whole == ["1 one", "3  two \r", "4 three", "5 -", "6 four"])
    for length in 1...text.utf8.count { #expect(Self.lines(text, cutAfter: length) == whole, "\(length)") }
  }

  private static func lines(_ text: String, cutAfter length: Int) -> [String] {
    var splitter = LineSplitter(limit: 30)
    var lines: [String] = []
    func take() {
      while let line = splitter.next() {
        lines.append("\(line.number) \(line.bytes.map { String(decoding: $0, as: UTF8.self) } ?? "-")")
      }
    }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      splitter.add(ByteBuffer(bytes: rest.prefix(length)))
      rest = rest.dropFirst(length)
      take()
    }
    splitter.end()
    take()
    return lines
  }
}
