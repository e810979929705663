import HTTPTypes
import Hummingbird

/// A strong validator of an answer: equal for equal bytes.
struct EntityTag: Sendable, Equatable {
  let text: String

  /// - SeeAlso: Fowler, Noll and Vo, "The FNV Non-Cryptographic Hash Algorithm", FNV-1a with 64 bits.
  init(of body: ByteBuffer) {
    let hash = body.readableBytesView.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    text = "\"\(String(hash, radix: 16))-\(String(body.readableBytes, radix: 16))\""
  }

  /// Whether a request says that it has this answer: the weak comparison of RFC 9110, section 13.1.2.
  func isNamed(in headers: HTTPFields) -> Bool {
    headers[values: .ifNoneMatch].flatMap { $0.split(separator: ",") }.contains { item in
      let tag = item.drop { $0 == " " }.prefix { $0 != " " }
      return tag == "*" || tag == text || tag == "W/" + text
    }
  }
}
