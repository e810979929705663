/// A static embedding: one vector a word piece, memory-mapped from a file.
///
/// The layout, little endian: the bytes `SEMB`; version 1, dimensions, rows, the unknown piece's row and the
/// vocabulary's length as 32-bit integers; the vocabulary (one UTF-8 token and a newline each), padded with zeros
/// to a multiple of 4; a 32-bit float scale a row; 8-bit integers, row by row. A row's vector is its scale times
/// its integers.
public final class EmbeddingTable: Sendable {
  /// The dimensions of a vector.
  public let dimensions: Int
  /// The number of word pieces.
  public let rows: Int
  /// The tokenizer over the table's vocabulary.
  public let tokenizer: WordPieceTokenizer

  private let file: ImmutableBytes
  private let scales: Int
  private let values: Int

  /// Maps the table at `path` and indexes its vocabulary.
  ///
  /// - Throws: `TextError.unreadable` or `.invalidTable`.
  /// - Complexity: O(vocabulary); the vectors are not touched.
  public init(path: String) throws(TextError) {
    file = try ImmutableBytes(mapping: path)
    let header = Header(file.bytes)
    guard let header else { throw .invalidTable(path: path, reason: "shorter than a header of \(Header.size) bytes") }
    if let fault = header.fault(fileSize: file.bytes.count) { throw .invalidTable(path: path, reason: fault) }
    let vocabulary = Header.size..<(Header.size + header.vocabularyBytes)
    let tokens = file.bytes[vocabulary].count { $0 == UInt8(ascii: "\n") }
    guard tokens == header.rows else {
      throw .invalidTable(path: path, reason: "\(tokens) tokens in the vocabulary, expected \(header.rows)")
    }
    dimensions = header.dimensions
    rows = header.rows
    scales = header.scalesOffset
    values = header.valuesOffset
    let text = UnsafeRawBufferPointer(rebasing: file.bytes[vocabulary]).assumingMemoryBound(to: UInt8.self)
    tokenizer = WordPieceTokenizer(vocabulary: text, unknownRow: header.unknownRow)
  }

  /// The scales of all rows as they stand in the file: another table has others.
  public var scaleBytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: file.bytes[scales..<scales + rows * 4])
  }

  /// The sum of the vectors of `pieces`, added in their order.
  ///
  /// Only sums of products within a dimension: the result is the same on every machine.
  ///
  /// - Complexity: O(`pieces` × dimensions).
  func sum(of pieces: [Int32]) -> [Float] {
    [Float](unsafeUninitializedCapacity: dimensions) { sum, count in
      sum.initialize(repeating: 0)
      count = dimensions
      for piece in pieces { add(Int(piece), of: file.bytes, to: sum) }
    }
  }

  @inline(__always)
  private func add(_ row: Int, of bytes: UnsafeRawBufferPointer, to sum: UnsafeMutableBufferPointer<Float>) {
    let bits = bytes.loadUnaligned(fromByteOffset: scales + row * 4, as: UInt32.self)
    let scale = Float(bitPattern: UInt32(littleEndian: bits))
    let start = values + row * dimensions
    let vector = UnsafeRawBufferPointer(rebasing: bytes[start..<start + dimensions])
    for dimension in 0..<dimensions {
      sum[dimension] += scale * Float(Int8(bitPattern: vector[dimension]))
    }
  }
}

/// The fixed part at the start of a table.
private struct Header {
  static let size = 24
  private static let magic = Array("SEMB".utf8)

  let hasMagic: Bool
  let version: Int
  let dimensions: Int
  let rows: Int
  let unknownRow: Int
  let vocabularyBytes: Int

  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.size else { return nil }
    func integer(_ index: Int) -> Int {
      Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
    }
    hasMagic = bytes.prefix(4).elementsEqual(Self.magic)
    version = integer(1)
    dimensions = integer(2)
    rows = integer(3)
    unknownRow = integer(4)
    vocabularyBytes = integer(5)
  }

  var scalesOffset: Int { Self.size + (vocabularyBytes + 3) / 4 * 4 }
  var valuesOffset: Int { scalesOffset + rows * 4 }

  /// What is wrong with the header in a file of `fileSize` bytes, or nil.
  func fault(fileSize: Int) -> String? {
    guard hasMagic else { return "does not start with 'SEMB'" }
    guard version == 1 else { return "version \(version), expected 1" }
    guard (1...4096).contains(dimensions) else { return "\(dimensions) dimensions, expected 1 to 4096" }
    guard (1...10_000_000).contains(rows) else { return "\(rows) rows, expected 1 to 10000000" }
    guard unknownRow < rows else { return "the unknown piece's row is \(unknownRow) of \(rows)" }
    let expected = valuesOffset + rows * dimensions
    guard fileSize == expected else { return "\(fileSize) bytes, expected \(expected)" }
    return nil
  }
}
