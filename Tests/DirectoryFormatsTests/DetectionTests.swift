import DirectoryFormats
import Foundation
import GroupMatching
import Testing

@Suite struct DetectionTests {
  private func error(_ text: String) -> FormatError? { error(Data(text.utf8)) }

  private func error(_ data: Data) -> FormatError? {
    do throws(FormatError) {
      _ = try DirectoryFormat.detect(data)
      return nil
    } catch {
      return error
    }
  }

  @Test func anEmptyFileIsEmpty() {
    #expect(error("") == .empty)
    #expect(error(" \n\t\n") == .empty)
    #expect(error(Data([0xEF, 0xBB, 0xBF])) == .empty)
  }

  @Test func nullAndAnEmptyListHoldNothing() {
    #expect(error("null") == .nothingInside("null"))
    #expect(error("42") == .nothingInside("a number"))
    #expect(error("[]") == .nothingInside("an empty list"))
  }

  @Test func aWebPageIsToldByItsTitle() {
    let page = "\n<!DOCTYPE html><html><head><title> Just a moment&#8230; </title></head><body>…"
    #expect(error(page) == .webPage(title: "Just a moment…"))
    #expect(error(page)?.description.contains("Just a moment…") == true)
    #expect(error("<html><body>No</body></html>") == .webPage(title: nil))
  }

  @Test func binaryDataIsToldByItsFirstNUL() {
    #expect(error(Data([0x50, 0x4B, 0x03, 0x04, 0x00, 0x00])) == .binary(offset: 4))
    #expect(error("[{\"name\":\"a\u{0}b\"}]") == .binary(offset: 11))
  }

  @Test func aListThatEndsTooSoonIsCutShort() {
    guard case .truncated = error("[{\"name\":\"A\",\"day\":1},{\"na") else {
      Issue.record("expected truncated")
      return
    }
    guard case .malformed = error("[{\"name\":\"A\",,}]") else {
      Issue.record("expected malformed")
      return
    }
  }

  @Test func aLineThatEndsTooSoonIsCutShort() {
    guard case .truncated = error("{\"id\":\"a\",\"name\":\"A\"}\n{\"id\":\"b\",\"na") else {
      Issue.record("expected truncated")
      return
    }
  }

  @Test func anotherShapeNamesWhatIsExpected() throws {
    let found = try #require(self.error("[{\"title\":\"A\",\"begin\":1}]"))
    #expect(found.description.contains("title"))
    for format in DirectoryFormat.all { #expect(found.description.contains(format.id)) }
    guard case .unrecognized = self.error("name,day\nA,1") else {
      Issue.record("expected unrecognized")
      return
    }
  }

  @Test func oneRecordOverSeveralLinesIsNative() throws {
    let data = Data("{\n \"id\": \"a\",\n \"name\": \"A\"\n}\n".utf8)
    #expect(try DirectoryFormat.detect(data).id == "native")
    #expect(try DirectoryFormat.native.read(data, Support.options()).groups.count == 1)
  }

  @Test func everyEncodingIsRead() throws {
    let text = "[{\"id\":\"a\",\"name\":\"Café Olé\"}]"
    let utf16 = Data([0xFF, 0xFE]) + Data(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    for data in [Data(text.utf8), Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8), utf16] {
      let reading = try DirectoryFormat.native.read(data, Support.options())
      #expect(try reading.onlyGroup().name == "Café Olé")
      #expect(reading.warnings.isEmpty)
    }
  }

  @Test func bytesOfWindows1252AreReadAndTold() throws {
    var data = Data("[{\"id\":\"a\",\"name\":\"Café — Caf".utf8)
    data.append(0xE9)
    data += Data(" ".utf8)
    data.append(0x96)
    data += Data("\"}]".utf8)
    let reading = try DirectoryFormat.native.read(data, Support.options())
    #expect(try reading.onlyGroup().name == "Café — Café –")
    #expect(reading.warnings.map(\.row) == [nil])
    #expect(reading.warnings[0].problem.value == "\"2 bytes\"")
  }
}
