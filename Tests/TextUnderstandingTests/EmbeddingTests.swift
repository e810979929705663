import Foundation
import Testing

@testable import TextUnderstanding

@Suite("Embedding")
struct EmbeddingTests {
  private let encoder: TextEncoder

  init() throws {
    encoder = try TestData.model.encoder()
  }

  /// What another implementation says of a text.
  private struct Golden: Decodable {
    let text: String
    let pieces: [String]
    let count: Int
    let vector: [Float]?
  }

  @Test("equals an independent implementation")
  func goldens() throws {
    let url = TestData.url("Goldens/golden.semb")
    let goldens = try JSONDecoder().decode(
      [Golden].self, from: Data(contentsOf: TestData.url("Goldens/embedding-goldens.json")))
    let small = TextEncoder(table: try EmbeddingTable(path: url.path))
    let vocabulary = try Vocabulary(Data(contentsOf: url))
    for golden in goldens {
      let rows = small.table.tokenizer.rows(of: golden.text)
      #expect(rows.count == golden.count, "\(golden.text)")
      #expect(rows.prefix(40).map { vocabulary.tokens[Int($0)] } == golden.pieces, "\(golden.text)")
      let components = small.encode(golden.text)?.components
      #expect((components == nil) == (golden.vector == nil))
      for (ours, theirs) in zip(components ?? [], golden.vector ?? []) { #expect(abs(ours - theirs) < 1e-5) }
    }
  }

  /// The goldens that came with the first table, where both lie beside the checkout.
  private struct ReferenceGolden: Decodable {
    let text: String
    let tokens: [String]
    let first8: [Float]
  }

  private static let reference = TestData.repository.deletingLastPathComponent()
    .appendingPathComponent("shared/text-model")

  @Test("equals the reference", .enabled(if: FileManager.default.fileExists(atPath: reference.path)))
  func referenceGoldens() throws {
    let goldens = try JSONDecoder().decode(
      [ReferenceGolden].self, from: Data(contentsOf: Self.reference.appendingPathComponent("golden.json")))
    let table = Self.reference.appendingPathComponent("strict256.semb")
    let first = TextEncoder(table: try EmbeddingTable(path: table.path))
    let vocabulary = try Vocabulary(Data(contentsOf: table))
    for golden in goldens {
      #expect(first.table.tokenizer.rows(of: golden.text).map { vocabulary.tokens[Int($0)] } == golden.tokens)
      let components = try #require(first.encode(golden.text)).components
      for (ours, theirs) in zip(components, golden.first8) { #expect(abs(ours - theirs) < 1e-5) }
    }
  }

  /// The tokens of a table, read plainly.
  private struct Vocabulary {
    let tokens: [String]

    init(_ table: Data) throws {
      let length = table[20..<24].reversed().reduce(0) { $0 << 8 | Int($1) }
      tokens = String(decoding: table[24..<(24 + length)], as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test("gives unit vectors, and none where nothing is recognised")
  func units() throws {
    let vector = try #require(encoder.encode("panic attacks at night")).components
    #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
    #expect(vector.count == encoder.table.dimensions)
    for unknown in ["", " \n\t", "\u{0}\u{FFFD}", String(repeating: "a", count: 101)] {
      #expect(encoder.encode(unknown) == nil, "\(unknown)")
    }
  }

  @Test("is blind to case, accents, spaces and format scalars")
  func blindness() throws {
    let plain = try #require(encoder.encode("my ex calls me crazy, naive cafe"))
    for same in [
      "MY EX CALLS ME CRAZY, NAIVE CAFE", "my  ex\ncalls me\tcrazy, na\u{EF}ve cafe\u{301}",
      "my ex calls me cra\u{200B}zy, naive caf\u{E9}",
    ] {
      #expect(encoder.encode(same) == plain)
    }
  }

  @Test("puts like near like")
  func likeness() throws {
    func vector(_ text: String) throws -> TextEmbedding { try #require(encoder.encode(text)) }
    let need = try vector("I can't stop drinking and it is ruining my marriage")
    let near = try vector("Support for people recovering from alcohol addiction")
    let far = try vector("Knitting circle for beginners")
    #expect(need.likeness(to: near) > need.likeness(to: far))
  }

  @Test("quantises to exact products close to the cosine")
  func quantized() throws {
    let texts = [
      "panic attacks", "my dad died", "looking for an ADHD group", "wheelchair user, chronic pain", "soberness",
    ]
    let vectors = texts.compactMap { encoder.encode($0) }
    for first in vectors {
      for second in vectors {
        let exact = first.quantized.cosine(to: second.quantized)
        #expect(abs(exact - Double(first.likeness(to: second))) < 1e-3)
        #expect(first.quantized.dot(second.quantized) == second.quantized.dot(first.quantized))
      }
      #expect(abs(first.quantized.likeness(to: first.quantized, points: 1_000_000) - 1_000_000) < 1000)
    }
  }

  @Test("holds any unit vector in 16 bits")
  func quantizedExtremes() throws {
    let axis = try #require(TextEmbedding(direction: [0, -3, 0, 0]))
    #expect(axis.quantized.components == [0, -QuantizedVector.unit, 0, 0])
    #expect(TextEmbedding(direction: [0, 0]) == nil)
    #expect(TextEmbedding(direction: [.infinity, 1]) == nil)
    #expect(TextEmbedding(direction: [.nan, 1]) == nil)
  }
}
