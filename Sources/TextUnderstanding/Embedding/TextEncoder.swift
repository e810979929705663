/// Turns a text into a vector whose direction stands for what the text is about.
///
/// The vectors of the word pieces are summed and the sum brought to length 1; the likeness of two texts is the
/// dot product of their vectors.
public struct TextEncoder: Sendable {
  /// The table that the vectors come from.
  public let table: EmbeddingTable

  /// An encoder over `table`.
  public init(table: EmbeddingTable) {
    self.table = table
  }

  /// The embedding of `text`; nil where none of it is recognised, which means unknown, not unlike.
  ///
  /// - Complexity: O(length + pieces × dimensions); under 20 µs for 50 words.
  public func encode(_ text: String) -> TextEmbedding? {
    TextEmbedding(direction: table.sum(of: table.tokenizer.rows(of: text)))
  }
}

/// A unit vector that stands for a text.
public struct TextEmbedding: Sendable, Equatable {
  /// The components; the sum of their squares is 1.
  public let components: [Float]

  /// The unit vector along `direction`; nil for the zero vector or one that is not finite.
  ///
  /// The length is summed in order and in double precision, so that it is the same on every machine.
  public init?(direction: [Float]) {
    let length = direction.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    guard length > 0, length.isFinite else { return nil }
    components = direction.map { Float(Double($0) / length) }
  }

  /// The cosine of the angle to `other`, from −1 to 1, in floating point: for people and tests.
  ///
  /// Ranking uses `quantized`, whose products are exact.
  public func likeness(to other: TextEmbedding) -> Float {
    zip(components, other.components).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The vector in 16-bit integers.
  public var quantized: QuantizedVector { QuantizedVector(self) }
}
