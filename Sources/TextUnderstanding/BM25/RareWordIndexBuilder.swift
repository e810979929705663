/// Makes the lists of a ``RareWordIndex``.
struct RareWordIndexBuilder {
  let storage: RareWordIndex.Storage

  /// - Complexity: O(words · log words), in memory O(words).
  init(_ documents: [String]) {
    var words = ByteStringTable(capacity: 4096)
    var occurrences: [UInt32] = []
    var starts: [Int] = [0]
    for text in documents {
      let normalized = NormalizedText(text)
      for token in normalized.tokens {
        occurrences.append(UInt32(normalized.withBytes(token.word) { words.insert($0) }))
      }
      starts.append(occurrences.count)
    }
    for document in documents.indices { occurrences[starts[document]..<starts[document + 1]].sort() }

    let rare = Self.rareWords(words, Self.frequencies(occurrences, starts, words.count), among: documents.count)
    let discounts = Self.discounts(starts)
    var greatest = [Int32](repeating: 0, count: rare.list.count)
    var documentStarts: [UInt32] = [0]
    var documentWords: [UInt32] = []
    for document in documents.indices {
      let kept = occurrences[starts[document]..<starts[document + 1]].compactMap { rare.number[Int($0)] }.sorted()
      documentWords += kept
      documentStarts.append(UInt32(documentWords.count))
      for (word, count) in Self.runs(kept) {
        let worth = RareWordIndex.worth(
          rarity: rare.rarities[Int(word)], count: count, discount: discounts[document])
        greatest[Int(word)] = max(greatest[Int(word)], worth)
      }
    }
    var wordBytes: [UInt8] = []
    var wordStarts: [UInt32] = [0]
    for word in rare.list {
      wordBytes += words[word]
      wordStarts.append(UInt32(wordBytes.count))
    }
    storage = RareWordIndex.Storage(
      wordBytes: StoredArray(wordBytes), wordStarts: StoredArray(wordStarts), rarities: StoredArray(rare.rarities),
      greatestWorths: StoredArray(greatest), documentStarts: StoredArray(documentStarts),
      documentWords: StoredArray(documentWords), discounts: StoredArray(discounts))
  }

  /// The words that are rare, in order of their bytes.
  private struct RareWords {
    /// By place among the rare words: the place among all words.
    var list: [Int] = []
    /// By place among all words: the place among the rare ones.
    var number: [UInt32?]
    /// By place among the rare words.
    var rarities: [Double] = []
  }

  private static func rareWords(_ words: ByteStringTable, _ frequencies: [Int], among documents: Int) -> RareWords {
    var rare = RareWords(number: Array(repeating: nil, count: words.count))
    let limit = RareWordIndex.commonShare * Double(documents)
    rare.list = frequencies.indices
      .filter { documents < 20 || Double(frequencies[$0]) <= limit }
      .sorted { words[$0].lexicographicallyPrecedes(words[$1]) }
    for (number, word) in rare.list.enumerated() { rare.number[word] = UInt32(number) }
    rare.rarities = rare.list.map { RareWordIndex.rarity(of: frequencies[$0], among: documents) }
    return rare
  }

  /// In how many documents each word occurs. The words of each document are in order.
  private static func frequencies(_ occurrences: [UInt32], _ starts: [Int], _ wordCount: Int) -> [Int] {
    var frequencies = [Int](repeating: 0, count: wordCount)
    for document in 0..<starts.count - 1 {
      for (word, _) in runs(Array(occurrences[starts[document]..<starts[document + 1]])) { frequencies[Int(word)] += 1 }
    }
    return frequencies
  }

  /// How often each word stands in a list in order.
  private static func runs(_ words: [UInt32]) -> [(word: UInt32, count: Int)] {
    words.reduce(into: []) { runs, word in
      if runs.last?.word == word { runs[runs.count - 1].count += 1 } else { runs.append((word, 1)) }
    }
  }

  private static func discounts(_ starts: [Int]) -> [Double] {
    let lengths = zip(starts, starts.dropFirst()).map { Double($1 - $0) }
    let mean = max(1, lengths.reduce(0, +) / Double(max(1, lengths.count)))
    let normalization = RareWordIndex.lengthNormalization
    return lengths.map { 1 - normalization + normalization * $0 / mean }
  }
}
