/// What a caller presents to change something.
struct BearerToken: Sendable {
  /// Short tokens can be guessed.
  static let leastLength = 16

  private let bytes: [UInt8]

  /// - Returns: `nil` for a token that is too short, or that a header could not carry.
  init?(_ text: String) {
    guard text.utf8.count >= Self.leastLength, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
    bytes = Array(text.utf8)
  }

  /// Whether the value of an `Authorization` header presents this token.
  ///
  /// Takes as long for every token, so that an answer's time does not tell how much of a guess was right.
  func isPresented(in header: String) -> Bool {
    let parts = header.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return false }
    let given = Array(parts[1].utf8)
    var difference: UInt = UInt(bitPattern: given.count ^ bytes.count)
    for (index, byte) in bytes.enumerated() {
      difference |= UInt(byte ^ (given.isEmpty ? 0 : given[index % given.count]))
    }
    return difference == 0
  }
}
