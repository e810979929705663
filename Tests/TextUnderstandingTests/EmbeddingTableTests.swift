import Foundation
import Testing

@testable import TextUnderstanding

@Suite("Embedding table")
struct EmbeddingTableTests {
  /// A table of three tokens in two dimensions.
  private func bytes(
    magic: String = "SEMB", version: UInt32 = 1, dimensions: UInt32 = 2, rows: UInt32 = 3, unknown: UInt32 = 0,
    vocabulary: String = "[UNK]\nso\n##ber\n"
  ) -> Data {
    var data = Data(magic.utf8)
    for value in [version, dimensions, rows, unknown, UInt32(vocabulary.utf8.count)] {
      withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
    }
    data.append(contentsOf: vocabulary.utf8)
    while data.count % 4 != 0 { data.append(0) }
    for scale: Float in [1, 0.5, 2] {
      withUnsafeBytes(of: scale.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }
    data.append(contentsOf: [0, 0, 4, 2, 0xFF, 3])
    return data
  }

  private func table(_ data: Data) throws -> EmbeddingTable {
    let path = TestData.temporary("table.semb")
    try data.write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try EmbeddingTable(path: path)
  }

  @Test("is read as laid out")
  func layout() throws {
    let table = try table(bytes())
    #expect(table.rows == 3)
    #expect(table.tokenizer.rows(of: "Sober so ber unk") == [1, 2, 1])
    #expect(table.sum(of: [1, 2]) == [2 - 2, 1 + 6])
  }

  @Test(
    "says what is wrong with it",
    arguments: [
      ("magic", "does not start with 'SEMB'"), ("version", "version 2, expected 1"),
      ("dimensions", "0 dimensions, expected 1 to 4096"), ("rows", "0 rows, expected 1 to 10000000"),
      ("unknown", "the unknown piece's row is 3 of 3"), ("vocabulary", "2 tokens in the vocabulary, expected 3"),
      ("truncated", "57 bytes, expected 58"), ("header", "shorter than a header of 24 bytes"),
    ])
  func faults(_ fault: String, _ reason: String) throws {
    let whole = bytes()
    let data =
      switch fault {
      case "magic": bytes(magic: "BMES")
      case "version": bytes(version: 2)
      case "dimensions": bytes(dimensions: 0)
      case "rows": bytes(rows: 0)
      case "unknown": bytes(unknown: 3)
      case "vocabulary": bytes(vocabulary: "[UNK]\nsober or \n")
      case "truncated": whole.dropLast()
      default: whole.prefix(10)
      }
    let error = #expect(throws: TextError.self) { try table(Data(data)) }
    guard case .invalidTable(_, let found) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(found == reason)
  }

  @Test("says where a file is missing or empty")
  func unreadable() throws {
    #expect(throws: TextError.unreadable(path: "/nowhere/table.semb", reason: "No such file or directory")) {
      try EmbeddingTable(path: "/nowhere/table.semb")
    }
    let path = TestData.temporary("empty.semb")
    try Data().write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let error = #expect(throws: TextError.self) { try EmbeddingTable(path: path) }
    #expect(error?.description == "\(path): cannot be read: the file is empty")
  }
}
