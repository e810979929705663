/// A set of byte strings, each with the index at which it was first added.
///
/// Open addressing with linear probing over FNV-1a hashes; a slot keeps half of its key's hash, so that
/// nearly every miss is decided without touching the key. Looking up allocates nothing.
///
/// - SeeAlso: Fowler, Noll and Vo, "The FNV Non-Cryptographic Hash Algorithm".
struct ByteStringTable: Sendable {
  /// The number of strings in the table.
  var count: Int { ends.count - 1 }
  /// The bytes of the longest string.
  private(set) var longest = 0

  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  /// Upper half: the key's hash. Lower half: its index plus one; 0 is an empty slot.
  private var slots: [UInt64]

  /// An empty table with room for `capacity` strings before it grows.
  init(capacity: Int = 16) {
    var size = 32
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    ends.reserveCapacity(capacity + 1)
  }

  /// The bytes of the string at `index`.
  subscript(index: Int) -> ArraySlice<UInt8> { bytes[ends[index]..<ends[index + 1]] }

  /// Adds `key`, or finds it where it is already present.
  ///
  /// - Returns: the key's index.
  /// - Complexity: O(length), amortised.
  @discardableResult
  mutating func insert(_ key: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = Self.finish(key.reduce(Self.seed, Self.extend))
    if let found = find(hash, of: key) { return found }
    if (count + 1) * 2 > slots.count { grow() }
    bytes.append(contentsOf: key)
    ends.append(bytes.count)
    longest = max(longest, key.count)
    place(hash, index: count - 1)
    return count - 1
  }

  /// Adds the UTF-8 of `key`, or finds it where it is already present.
  @discardableResult
  mutating func insert(_ key: String) -> Int {
    var key = key
    return key.withUTF8 { insert($0) }
  }

  /// The index of `key`, or nil.
  ///
  /// - Complexity: O(length).
  func index(of key: UnsafeBufferPointer<UInt8>) -> Int? {
    find(Self.finish(key.reduce(Self.seed, Self.extend)), of: key)
  }

  /// The longest string in the table that `text` starts with.
  ///
  /// `hashes` is scratch space: it is emptied and refilled.
  ///
  /// - Complexity: O(`longest`), one probe a prefix.
  func longestPrefix(
    of text: UnsafeBufferPointer<UInt8>, hashes: inout [UInt64]
  ) -> (index: Int, length: Int)? {
    hashes.removeAll(keepingCapacity: true)
    var state = Self.seed
    for byte in text.prefix(longest) {
      state = Self.extend(state, byte)
      hashes.append(state)
    }
    var length = hashes.count
    while length > 0 {
      if let index = find(Self.finish(hashes[length - 1]), of: .init(rebasing: text[..<length])) {
        return (index, length)
      }
      length -= 1
    }
    return nil
  }

  /// Calls `body` with the index of every string in the table that `text` starts with.
  ///
  /// - Complexity: O(`longest`), one probe a prefix.
  func forEachPrefix(of text: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void) {
    var state = Self.seed
    for (offset, byte) in text.prefix(longest).enumerated() {
      state = Self.extend(state, byte)
      if let index = find(Self.finish(state), of: .init(rebasing: text[...offset])) { body(index) }
    }
  }

  // MARK: Probing

  private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  private static func extend(_ state: UInt64, _ byte: UInt8) -> UInt64 {
    (state ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  /// Mixes the upper bits into the lower ones, which choose the slot.
  private static func finish(_ state: UInt64) -> UInt64 {
    let mixed = (state ^ (state >> 29)) &* 0xbf58_476d_1ce4_e5b9
    return mixed ^ (mixed >> 32)
  }

  private func find(_ hash: UInt64, of key: UnsafeBufferPointer<UInt8>) -> Int? {
    let mask = slots.count - 1
    var position = Int(truncatingIfNeeded: hash) & mask
    while slots[position] != 0 {
      if slots[position] >> 32 == hash >> 32 {
        let index = Int(slots[position] & 0xffff_ffff) - 1
        if isEqual(key, toStringAt: index) { return index }
      }
      position = (position + 1) & mask
    }
    return nil
  }

  private func isEqual(_ key: UnsafeBufferPointer<UInt8>, toStringAt index: Int) -> Bool {
    let start = ends[index]
    guard ends[index + 1] - start == key.count else { return false }
    return bytes.withUnsafeBufferPointer { stored in
      key.indices.allSatisfy { stored[start + $0] == key[$0] }
    }
  }

  private mutating func place(_ hash: UInt64, index: Int) {
    let mask = slots.count - 1
    var position = Int(truncatingIfNeeded: hash) & mask
    while slots[position] != 0 { position = (position + 1) & mask }
    slots[position] = (hash >> 32) << 32 | UInt64(index + 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for index in 0..<count {
      place(Self.finish(self[index].reduce(Self.seed, Self.extend)), index: index)
    }
  }
}
