/// A short digest that tells whether two texts are the same. Not for secrets.
public enum Digest {
  /// 16 hexadecimal digits over a sequence of texts.
  ///
  /// FNV-1a of 64 bits over the UTF-8 bytes, with a byte that UTF-8 never uses after each text.
  /// - SeeAlso: Fowler, Noll, Vo, RFC 9923.
  public static func hexadecimal(of texts: some Sequence<String>) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for text in texts {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xFF) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
