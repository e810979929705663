/// Groups of words that mean much the same where there is danger, each known by its number.
struct WordGroups: Sendable {
  /// What features name each group by.
  let names: [[UInt8]]
  private var words: ByteStringTable
  /// Where the groups of each word begin in `members`, and where those of the last end.
  private var starts: [Int]
  private var members: [Int32]

  /// Groups as they stand in a file: a line each, normalised words parted by spaces.
  ///
  /// - Complexity: O(length).
  init(_ text: UnsafeRawBufferPointer) {
    let bytes = text.assumingMemoryBound(to: UInt8.self)
    words = ByteStringTable(capacity: bytes.count / 6)
    var pairs: [(word: Int, group: Int32)] = []
    var group: Int32 = 0
    var start = 0
    for end in bytes.indices where bytes[end] == UInt8(ascii: " ") || bytes[end] == UInt8(ascii: "\n") {
      if end > start { pairs.append((words.insert(UnsafeBufferPointer(rebasing: bytes[start..<end])), group)) }
      if bytes[end] == UInt8(ascii: "\n") { group += 1 }
      start = end + 1
    }
    names = (0..<group).map { Array("@\($0)".utf8) }
    var ends = [Int](repeating: 0, count: words.count + 1)
    for pair in pairs { ends[pair.word + 1] += 1 }
    for word in ends.indices.dropFirst() { ends[word] += ends[word - 1] }
    starts = ends
    members = [Int32](repeating: 0, count: pairs.count)
    // In the order of the groups, since the pairs are.
    for pair in pairs {
      members[ends[pair.word]] = pair.group
      ends[pair.word] += 1
    }
  }

  /// The groups of `word`, by number, in rising order.
  func groups(of word: UnsafeBufferPointer<UInt8>) -> ArraySlice<Int32> { groups(of: HashedWord(word)) }

  /// The groups of `word`, by number, in rising order.
  func groups(of word: HashedWord) -> ArraySlice<Int32> {
    guard let index = words.index(of: word) else { return [] }
    return members[starts[index]..<starts[index + 1]]
  }
}
