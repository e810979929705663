#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An inverted index that says how many rare words a text shares with each of many documents.
///
/// BM25 over normalised words. A word in more than a tenth of the documents is no rare word and does not count. What
/// a word is worth in a document is an integer, fixed when the index is made: sums are exact, in any order.
///
/// - SeeAlso: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
public struct RareWordIndex: Sendable {
  /// How fast more of the same word stops counting.
  public static let termSaturation = 1.2
  /// How much longer documents are discounted.
  public static let lengthNormalization = 0.75
  /// The share of the documents from which on a word is no longer rare, where there are 20 or more.
  public static let commonShare = 0.1
  /// The integer that stands for 1 in what a word is worth.
  private static let unit = 1024.0

  private struct Posting: Sendable {
    let document: Int32
    let worth: Int32
  }

  /// The number of documents.
  public let documentCount: Int
  private var words = ByteStringTable(capacity: 4096)
  /// Where the postings of a word begin; one more entry at the end.
  private var starts: [Int] = [0]
  private var postings: [Posting] = []
  /// The score that counts as a half: what one word that a single document has is worth there at most.
  private let halfScore: Double

  /// Indexes `documents`; a document is known by its position.
  ///
  /// - Complexity: O(words), in time and memory.
  public init(documents: [String]) {
    documentCount = documents.count
    halfScore = Self.rarity(of: 1, among: documents.count) * (Self.termSaturation + 1) * Self.unit
    var occurrences: [[(document: Int32, count: Int32)]] = []
    var lengths = [Double](repeating: 0, count: documents.count)
    for (document, text) in documents.enumerated() {
      let normalized = NormalizedText(text)
      lengths[document] = Double(normalized.tokens.count)
      for token in normalized.tokens {
        let word = normalized.withBytes(token.word) { words.insert($0) }
        if word == occurrences.count { occurrences.append([]) }
        Self.count(Int32(document), in: &occurrences[word])
      }
    }
    let mean = max(1, lengths.reduce(0, +) / Double(max(1, documents.count)))
    let discounts = lengths.map { 1 - Self.lengthNormalization + Self.lengthNormalization * $0 / mean }
    for list in occurrences {
      append(list, discounts: discounts)
      starts.append(postings.count)
    }
  }

  /// How much of `text`'s rare words each document has, from 0 to 1, by position.
  ///
  /// A BM25 score s becomes s / (s + h), where h is the most that a word found in one document only can be worth: one
  /// such word in common gives about a half, more of them more, and a longer `text` takes nothing away.
  ///
  /// - Complexity: O(documents + postings of the words).
  public func scores(for text: String) -> [Float] {
    sums(for: text).map { sum in
      sum == 0 ? 0 : Float(Double(sum) / (Double(sum) + halfScore))
    }
  }

  /// The BM25 scores in 1024ths, by position: exact integers.
  public func sums(for text: String) -> [Int32] {
    var sums = [Int32](repeating: 0, count: documentCount)
    for word in distinctWords(of: text) {
      for posting in postings[starts[word]..<starts[word + 1]] {
        sums[Int(posting.document)] &+= posting.worth
      }
    }
    return sums
  }

  private func distinctWords(of text: String) -> Set<Int> {
    let normalized = NormalizedText(text)
    return Set(normalized.tokens.compactMap { token in normalized.withBytes(token.word) { words.index(of: $0) } })
  }

  private static func count(_ document: Int32, in list: inout [(document: Int32, count: Int32)]) {
    if list.last?.document == document {
      list[list.count - 1].count += 1
    } else {
      list.append((document, 1))
    }
  }

  private mutating func append(_ list: [(document: Int32, count: Int32)], discounts: [Double]) {
    let isCommon = documentCount >= 20 && Double(list.count) > Self.commonShare * Double(documentCount)
    guard !isCommon else { return }
    let rarity = Self.rarity(of: list.count, among: documentCount)
    for (document, count) in list {
      let count = Double(count)
      let saturated =
        count * (Self.termSaturation + 1) / (count + Self.termSaturation * discounts[Int(document)])
      postings.append(Posting(document: document, worth: Int32((rarity * saturated * Self.unit).rounded())))
    }
  }

  /// The inverse document frequency, never negative.
  private static func rarity(of frequency: Int, among documents: Int) -> Double {
    log(1 + (Double(documents) - Double(frequency) + 0.5) / (Double(frequency) + 0.5))
  }
}
