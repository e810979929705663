/// Splits text into the word pieces of a vocabulary, as uncased BERT models do.
///
/// Cleans, takes accents and case away, splits at white space and around punctuation, then cuts each word into
/// the longest pieces that the vocabulary holds. No string is made on the way.
///
/// - SeeAlso: Devlin et al., "BERT", 2019; Schuster and Nakajima, "Japanese and Korean Voice Search", 2012.
public struct WordPieceTokenizer: Sendable {
  /// The most pieces that a text yields; what follows is not read.
  public static let maximumPieces = 512
  /// A word with more scalars than this yields nothing.
  static let maximumWordScalars = 100

  private var starts: ByteStringTable
  private var startRows: [Int32] = []
  private var continuations: ByteStringTable
  private var continuationRows: [Int32] = []

  /// A tokenizer over a vocabulary, one UTF-8 token and a newline each, in the order of the rows.
  ///
  /// - Parameters:
  ///   - vocabulary: the bytes of the tokens; a leading `##` marks a piece that continues a word.
  ///   - unknownRow: the row that text never matches.
  /// - Complexity: O(bytes).
  init(vocabulary: UnsafeBufferPointer<UInt8>, unknownRow: Int) {
    starts = ByteStringTable(capacity: vocabulary.count / 8)
    continuations = ByteStringTable(capacity: vocabulary.count / 16)
    var row = 0
    var start = 0
    for end in vocabulary.indices where vocabulary[end] == UInt8(ascii: "\n") {
      if row != unknownRow { insert(UnsafeBufferPointer(rebasing: vocabulary[start..<end]), row: Int32(row)) }
      row += 1
      start = end + 1
    }
  }

  private mutating func insert(_ token: UnsafeBufferPointer<UInt8>, row: Int32) {
    let marker = UInt8(ascii: "#")
    if token.count > 2, token[0] == marker, token[1] == marker {
      let index = continuations.insert(UnsafeBufferPointer(rebasing: token[2...]))
      if index == continuationRows.count { continuationRows.append(row) }
    } else if !token.isEmpty, starts.insert(token) == startRows.count {
      startRows.append(row)
    }
  }

  /// The rows of the pieces of `text`, in order, at most `maximumPieces`.
  ///
  /// - Complexity: O(length of `text`) times the longest token.
  public func rows(of text: String) -> [Int32] {
    var splitter = PieceSplitter(tokenizer: self)
    for scalar in text.unicodeScalars where !splitter.isFull {
      splitter.add(scalar)
    }
    splitter.endWord()
    return Array(splitter.rows.prefix(Self.maximumPieces))
  }

  /// Whether `word`, already lower-case and without accents, is a whole word of the vocabulary.
  ///
  /// - Complexity: O(length).
  func isWord(_ word: HashedWord) -> Bool { starts.index(of: word) != nil }

  /// Appends the pieces of one word, or nothing where it cannot be split wholly.
  fileprivate func split(_ word: UnsafeBufferPointer<UInt8>, into rows: inout [Int32], hashes: inout [UInt64]) {
    let mark = rows.count
    var rest = word
    while !rest.isEmpty {
      let isFirst = rest.count == word.count
      let piece =
        isFirst
        ? starts.longestPrefix(of: rest, hashes: &hashes) : continuations.longestPrefix(of: rest, hashes: &hashes)
      guard let piece else {
        rows.removeSubrange(mark...)
        return
      }
      rows.append(isFirst ? startRows[piece.index] : continuationRows[piece.index])
      rest = UnsafeBufferPointer(rebasing: rest[piece.length...])
    }
  }
}

/// Gathers scalars into words, and the words' pieces into rows.
private struct PieceSplitter {
  let tokenizer: WordPieceTokenizer
  private(set) var rows: [Int32] = []
  private var word: [UInt8] = []
  private var scalars = 0
  private var hashes: [UInt64] = []

  init(tokenizer: WordPieceTokenizer) {
    self.tokenizer = tokenizer
    rows.reserveCapacity(64)
    word.reserveCapacity(64)
  }

  var isFull: Bool { rows.count >= WordPieceTokenizer.maximumPieces }

  mutating func add(_ scalar: Unicode.Scalar) {
    switch ScalarClass(scalar) {
    case .dropped: break
    case .space: endWord()
    case .word: ScalarFolding.fold(scalar) { addFolded($0, from: scalar) }
    case .alone: ScalarFolding.fold(scalar) { addAlone($0) }
    }
  }

  /// Folding may turn a letter into punctuation (the Greek question mark into a semicolon), which then stands alone.
  private mutating func addFolded(_ folded: Unicode.Scalar, from scalar: Unicode.Scalar) {
    if folded != scalar, ScalarClass(folded) == .alone {
      addAlone(folded)
    } else {
      word.append(utf8: folded)
      scalars += 1
    }
  }

  private mutating func addAlone(_ scalar: Unicode.Scalar) {
    endWord()
    word.append(utf8: scalar)
    scalars = 1
    endWord()
  }

  mutating func endWord() {
    guard !word.isEmpty else { return }
    if scalars <= WordPieceTokenizer.maximumWordScalars {
      word.withUnsafeBufferPointer { tokenizer.split($0, into: &rows, hashes: &hashes) }
    }
    word.removeAll(keepingCapacity: true)
    scalars = 0
  }
}
