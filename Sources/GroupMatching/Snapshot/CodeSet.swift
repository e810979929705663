import TextUnderstanding

/// Some codes out of many, each with its place among them: what is known of few codes needs no number for all.
///
/// A bit a code, and for each word of 64 how many codes stand before it.
struct CodeSet: Sendable {
  private let words: StoredArray<UInt64>
  private let before: StoredArray<UInt32>
  /// How many codes there are.
  let count: Int

  /// - Parameter codes: Each below `limit`.
  init(_ codes: some Sequence<Int>, below limit: Int) {
    var words = [UInt64](repeating: 0, count: (limit + 63) / 64)
    for code in codes { words[code / 64] |= 1 << UInt64(code % 64) }
    self.init(words)
  }

  /// All codes of some sets over the same column.
  init(_ sets: some Collection<CodeSet>) {
    var words = [UInt64](repeating: 0, count: sets.first?.words.count ?? 0)
    for set in sets {
      for place in words.indices { words[place] |= set.words.pointer[place] }
    }
    self.init(words)
  }

  private init(_ words: [UInt64]) {
    var count = 0
    let before = words.map { word in
      defer { count += word.nonzeroBitCount }
      return UInt32(count)
    }
    self.words = StoredArray(words)
    self.before = StoredArray(before)
    self.count = count
  }

  /// The place of a code among those of the set; `nil` where it is not one of them.
  @inline(__always)
  func place(of code: Int) -> Int? { pointers.place(of: code) }

  /// The codes, in order: the first has place 0.
  func forEach(_ body: (Int) -> Void) {
    for place in 0..<words.count {
      var word = words.pointer[place]
      while word != 0 {
        body(place * 64 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }

  /// The same for loops over many rows; valid while the set lives.
  var pointers: Pointers { Pointers(words: words.pointer, before: before.pointer) }

  struct Pointers: BitwiseCopyable, @unchecked Sendable {
    fileprivate let words: UnsafePointer<UInt64>
    fileprivate let before: UnsafePointer<UInt32>

    @inline(__always)
    func place(of code: Int) -> Int? {
      let word = words[code >> 6]
      let bit = UInt64(1) << UInt64(code & 63)
      return word & bit == 0 ? nil : Int(before[code >> 6]) + (word & (bit - 1)).nonzeroBitCount
    }
  }
}
