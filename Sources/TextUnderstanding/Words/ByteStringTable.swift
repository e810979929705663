/// A set of byte strings, each with the index at which it was first added.
///
/// Open addressing with linear probing over FNV-1a hashes; a slot keeps half of its key's hash, so that
/// nearly every miss is decided without touching the key. Looking up allocates nothing, and the hash of a
/// ``HashedWord`` serves all tables.
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
    let hashed = HashedWord(key)
    if let found = index(of: hashed) { return found }
    if (count + 1) * 2 > slots.count { grow() }
    bytes.append(contentsOf: key)
    ends.append(bytes.count)
    longest = max(longest, key.count)
    place(hashed.hash, index: count - 1)
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
  func index(of key: UnsafeBufferPointer<UInt8>) -> Int? { index(of: HashedWord(key)) }

  /// The index of `key`, or nil.
  ///
  /// - Complexity: O(length) where it is found, else O(1) nearly always.
  func index(of key: HashedWord) -> Int? {
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count - 1
      var position = Int(truncatingIfNeeded: key.hash) & mask
      while slots[position] != 0 {
        if slots[position] >> 32 == key.hash >> 32 {
          let index = Int(slots[position] & 0xffff_ffff) - 1
          if isEqual(key.bytes, toStringAt: index) { return index }
        }
        position = (position + 1) & mask
      }
      return nil
    }
  }

  /// The longest string in the table that `text` starts with.
  ///
  /// `hashes` is scratch space: it is emptied and refilled.
  ///
  /// - Complexity: O(`longest`), one probe a prefix.
  func longestPrefix(
    of text: UnsafeBufferPointer<UInt8>, hashes: inout [UInt64]
  ) -> (index: Int, length: Int)? {
    // Most words are in the table as they are.
    if text.count <= longest, let index = index(of: text) { return (index, text.count) }
    hashes.removeAll(keepingCapacity: true)
    var state = HashedWord.seed
    for byte in text.prefix(longest) {
      state = HashedWord.extend(state, byte)
      hashes.append(state)
    }
    var length = min(hashes.count, text.count - 1)
    while length > 0 {
      let prefix = UnsafeBufferPointer(rebasing: text[..<length])
      if let index = index(of: HashedWord(prefix, state: hashes[length - 1])) { return (index, length) }
      length -= 1
    }
    return nil
  }

  // MARK: Probing

  private func isEqual(_ key: UnsafeBufferPointer<UInt8>, toStringAt index: Int) -> Bool {
    let start = ends[index]
    guard ends[index + 1] - start == key.count else { return false }
    return bytes.withUnsafeBufferPointer { stored in
      for offset in 0..<key.count where stored[start + offset] != key[offset] { return false }
      return true
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
      self[index].withUnsafeBufferPointer { place(HashedWord($0).hash, index: index) }
    }
  }
}
