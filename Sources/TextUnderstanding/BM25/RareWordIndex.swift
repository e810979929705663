#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The rare words of many documents, and how much of a text's rare words each document has.
///
/// BM25 over normalised words. A word in more than a tenth of the documents is no rare word and does not count. What
/// a word is worth in a document is an integer: sums are exact, in any order. The index lists the words of each document,
/// so that a few documents out of many can be asked about without touching the others.
///
/// - SeeAlso: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
public final class RareWordIndex: Sendable {
  /// How fast more of the same word stops counting.
  public static let termSaturation = 1.2
  /// How much longer documents are discounted.
  public static let lengthNormalization = 0.75
  /// The share of the documents from which on a word is no longer rare, where there are 20 or more.
  public static let commonShare = 0.1
  /// The integer that stands for 1 in what a word is worth.
  private static let unit = 1024.0

  /// The lists that an index is made of, to be stored as they are.
  public struct Storage: Sendable {
    /// The rare words in order of their bytes, one after the other.
    public let wordBytes: StoredArray<UInt8>
    /// Where each word begins in ``wordBytes``; one more entry at the end.
    public let wordStarts: StoredArray<UInt32>
    /// The inverse document frequency of each word.
    public let rarities: StoredArray<Double>
    /// What each word is worth at most, in any document.
    public let greatestWorths: StoredArray<Int32>
    /// Where the words of each document begin in ``documentWords``; one more entry at the end.
    public let documentStarts: StoredArray<UInt32>
    /// The words of the documents, in order within a document; one that occurs twice stands there twice.
    public let documentWords: StoredArray<UInt32>
    /// What the length of each document does to its words' worth.
    public let discounts: StoredArray<Double>

    public init(
      wordBytes: StoredArray<UInt8>, wordStarts: StoredArray<UInt32>, rarities: StoredArray<Double>,
      greatestWorths: StoredArray<Int32>, documentStarts: StoredArray<UInt32>, documentWords: StoredArray<UInt32>,
      discounts: StoredArray<Double>
    ) {
      self.wordBytes = wordBytes
      self.wordStarts = wordStarts
      self.rarities = rarities
      self.greatestWorths = greatestWorths
      self.documentStarts = documentStarts
      self.documentWords = documentWords
      self.discounts = discounts
    }
  }

  public let storage: Storage
  /// The number of documents.
  public var documentCount: Int { storage.discounts.count }
  /// The score that counts as a half: what one word that a single document has is worth there at most.
  private let halfScore: Double

  /// An index over lists stored before.
  public init(_ storage: Storage) {
    self.storage = storage
    halfScore = Self.rarity(of: 1, among: storage.discounts.count) * (Self.termSaturation + 1) * Self.unit
  }

  /// Indexes `documents`; a document is known by its position.
  ///
  /// - Complexity: O(words), in time and memory.
  public convenience init(documents: [String]) {
    self.init(RareWordIndexBuilder(documents).storage)
  }

  /// The rare words of a text that some document has, each once.
  ///
  /// - Complexity: O(words · log words of the index).
  public func query(_ text: String) -> RareWordQuery {
    let normalized = NormalizedText(text)
    let found = Set(normalized.tokens.compactMap { token in normalized.withBytes(token.word) { word(of: $0) } })
    return RareWordQuery(
      words: found.sorted(), greatestSum: found.reduce(0) { $0 &+ storage.greatestWorths[Int($1)] })
  }

  /// The BM25 score of a document in 1024ths: an exact integer.
  ///
  /// - Complexity: O(words of the document).
  public func sum(of query: RareWordQuery, in document: Int) -> Int32 {
    guard !query.words.isEmpty else { return 0 }
    var sum: Int32 = 0
    precondition(document >= 0 && document < documentCount, "document outside the index")
    let words = storage.documentWords.pointer
    let end = min(Int(storage.documentStarts.pointer[document + 1]), storage.documentWords.count)
    var next = min(Int(storage.documentStarts.pointer[document]), end)
    while next < end {
      let word = words[next]
      next += 1
      guard query.mayHold(word), query.words.contains(word) else { continue }
      var count = 1
      while next < end, words[next] == word {
        count += 1
        next += 1
      }
      sum &+= worth(of: word, occurring: count, in: document)
    }
    return sum
  }

  /// A score from 0 to 1 for a sum: s / (s + h), where h is the most that a word found in one document only can be worth.
  /// One such word in common gives about a half, more of them more, and a longer text takes nothing away.
  public func score(ofSum sum: Int32) -> Double { sum == 0 ? 0 : Double(sum) / (Double(sum) + halfScore) }

  private func worth(of word: UInt32, occurring count: Int, in document: Int) -> Int32 {
    Self.worth(rarity: storage.rarities[Int(word)], count: count, discount: storage.discounts[document])
  }

  /// What a word is worth in a document.
  static func worth(rarity: Double, count: Int, discount: Double) -> Int32 {
    let count = Double(count)
    return Int32((rarity * count * (termSaturation + 1) / (count + termSaturation * discount) * unit).rounded())
  }

  /// The inverse document frequency, never negative.
  static func rarity(of frequency: Int, among documents: Int) -> Double {
    log(1 + (Double(documents) - Double(frequency) + 0.5) / (Double(frequency) + 0.5))
  }

  /// The number of a word, by binary search.
  private func word(of bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
    var low = 0
    var high = storage.rarities.count
    while low < high {
      let middle = (low + high) / 2
      if Self.precedes(self.bytes(of: middle), bytes) { low = middle + 1 } else { high = middle }
    }
    return low < storage.rarities.count && self.bytes(of: low).elementsEqual(bytes) ? UInt32(low) : nil
  }

  private func bytes(of word: Int) -> UnsafeBufferPointer<UInt8> {
    let end = min(Int(storage.wordStarts[word + 1]), storage.wordBytes.count)
    let start = min(Int(storage.wordStarts[word]), end)
    return UnsafeBufferPointer(start: storage.wordBytes.pointer + start, count: end - start)
  }

  static func precedes(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    one.lexicographicallyPrecedes(other)
  }
}

/// The rare words of one text, ready to be looked for in documents.
public struct RareWordQuery: Sendable {
  /// The words' numbers in the index, in order.
  let words: [UInt32]
  /// What no document's sum passes.
  public let greatestSum: Int32
  /// A bit for the lower digits of each word: most words of most documents are told apart without a search.
  private let filter: [UInt64]

  private static let filterBits = 1024

  /// Whether no document has any of the words.
  public var isEmpty: Bool { words.isEmpty }

  init(words: [UInt32], greatestSum: Int32) {
    self.words = words
    self.greatestSum = greatestSum
    var filter = [UInt64](repeating: 0, count: Self.filterBits / 64)
    for word in words {
      let bit = Int(word) % Self.filterBits
      filter[bit / 64] |= 1 << UInt64(bit % 64)
    }
    self.filter = filter
  }

  @inline(__always)
  func mayHold(_ word: UInt32) -> Bool {
    let bit = Int(word) & (Self.filterBits - 1)
    return filter[bit >> 6] & (1 << UInt64(bit & 63)) != 0
  }
}
