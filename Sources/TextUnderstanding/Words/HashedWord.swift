/// Bytes of a word with their hash, which is worked out once however many tables are asked for the word.
///
/// It points at bytes that somebody else keeps, and is valid no longer than they are.
///
/// - SeeAlso: Fowler, Noll and Vo, "The FNV Non-Cryptographic Hash Algorithm".
struct HashedWord {
  let bytes: UnsafeBufferPointer<UInt8>
  let hash: UInt64

  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.init(bytes, state: Self.state(of: bytes)) }

  /// A word whose bytes lead to `state`.
  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>, state: UInt64) { self.init(bytes, hash: Self.finish(state)) }

  /// A word with a hash worked out before.
  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt64) {
    self.bytes = bytes
    self.hash = hash
  }

  /// The state before the first byte.
  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The state after one byte more.
  @inline(__always)
  static func extend(_ state: UInt64, _ byte: UInt8) -> UInt64 { (state ^ UInt64(byte)) &* 0x100_0000_01b3 }

  /// The state after `bytes`.
  @inline(__always)
  static func state(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var state = seed
    for byte in bytes { state = extend(state, byte) }
    return state
  }

  /// Mixes the upper bits into the lower ones, which choose the slot of a table.
  @inline(__always)
  static func finish(_ state: UInt64) -> UInt64 {
    let mixed = (state ^ (state >> 29)) &* 0xbf58_476d_1ce4_e5b9
    return mixed ^ (mixed >> 32)
  }
}
