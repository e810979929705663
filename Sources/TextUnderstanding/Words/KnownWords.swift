/// Words that people spell as they are, and that are therefore no misspellings of others.
///
/// The whole words of the embedding's vocabulary, the function words of all languages, and both with the endings
/// that inflect them.
public struct KnownWords: Sendable {
  /// The letters that must be left when an ending is taken away.
  private static let shortestStem = 4

  private let tokenizer: WordPieceTokenizer?
  private var functionWords = ByteStringTable(capacity: 2048)
  /// By their last byte: few words end like any of them.
  private var endings = [[[UInt8]]](repeating: [], count: 256)

  /// The words of `tokenizer` and of the function words in the file at `path`.
  ///
  /// - Throws: `TextError.unreadable` or `.invalidFile`.
  public init(tokenizer: WordPieceTokenizer?, functionWords path: String) throws(TextError) {
    self.init(tokenizer: tokenizer, try FunctionWords.read(at: path))
  }

  init(tokenizer: WordPieceTokenizer?, _ languages: [String: FunctionWords]) {
    self.tokenizer = tokenizer
    for (_, words) in languages.sorted(by: { $0.key < $1.key }) {
      for word in words.functionWords { functionWords.insert(word) }
      for ending in words.endings.map({ Array($0.utf8) }) {
        guard let last = ending.last, !endings[Int(last)].contains(ending) else { continue }
        endings[Int(last)].append(ending)
      }
    }
  }

  /// Whether `word`, normalised, is known.
  ///
  /// - Complexity: O(length × endings).
  func contains(_ word: HashedWord) -> Bool { isWhole(word) || isInflected(word.bytes) }

  private func isInflected(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let last = word.last else { return false }
    for ending in endings[Int(last)] {
      let stem = word.count - ending.count
      if stem >= Self.shortestStem, word[stem...].elementsEqual(ending),
        isWhole(HashedWord(UnsafeBufferPointer(rebasing: word[..<stem])))
      {
        return true
      }
    }
    return false
  }

  private func isWhole(_ word: HashedWord) -> Bool {
    functionWords.index(of: word) != nil || tokenizer?.isWord(word) ?? false
  }
}
