/// Puts right the long words of a text that are one slip away from a known word.
///
/// The lexicon's matcher forgives slips by itself; the embedding does not: a misspelt word falls into pieces that mean
/// something else.
struct SpellingRepair {
  /// The letters from which on a word may be put right.
  static let longWord = 7
  /// Whether a word, in lower case, is spelt as people spell it.
  let isKnown: (UnsafeBufferPointer<UInt8>) -> Bool
  /// Whether a known word is one that needs are about, which is then preferred.
  let isPreferred: (UnsafeBufferPointer<UInt8>) -> Bool

  /// The text with its misspelt words put right; words with other letters than a…z stay as they are.
  ///
  /// - Complexity: O(length), and about 50 look-ups a letter of each long word that is not known.
  func repaired(_ text: String) -> String {
    var output: [UInt8] = []
    var word: [UInt8] = []
    for byte in text.utf8 {
      if Self.isLetter(byte) || byte >= 0x80 {
        word.append(byte)
      } else {
        output += repaired(word)
        output.append(byte)
        word.removeAll(keepingCapacity: true)
      }
    }
    output += repaired(word)
    return String(decoding: output, as: UTF8.self)
  }

  private func repaired(_ word: [UInt8]) -> [UInt8] {
    guard word.count >= Self.longWord, word.allSatisfy(Self.isLetter) else { return word }
    let small = word.map { $0 | 0x20 }
    guard !holds(small, isKnown) else { return word }
    let candidates = Self.slips(of: small)
    return candidates.first { holds($0, isPreferred) } ?? candidates.first { holds($0, isKnown) } ?? word
  }

  private func holds(_ word: [UInt8], _ test: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
    word.withUnsafeBufferPointer(test)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) && byte < 0x80 }

  /// The words one slip away: two neighbours swapped, a letter too many, one missing, one wrong. The first letter stays:
  /// people seldom mistake it, and "hoarding" is not "boarding".
  ///
  /// - SeeAlso: Damerau, "A Technique for Computer Detection and Correction of Spelling Errors", 1964.
  private static func slips(of word: [UInt8]) -> [[UInt8]] {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    var slips: [[UInt8]] = []
    for place in 1..<word.count - 1 { slips.append(word.changed { $0.swapAt(place, place + 1) }) }
    for place in 1..<word.count { slips.append(word.changed { $0.remove(at: place) }) }
    for place in 1...word.count {
      for letter in letters { slips.append(word.changed { $0.insert(letter, at: place) }) }
    }
    for place in 1..<word.count {
      for letter in letters where letter != word[place] { slips.append(word.changed { $0[place] = letter }) }
    }
    return slips
  }
}

extension [UInt8] {
  fileprivate func changed(_ change: (inout [UInt8]) -> Void) -> [UInt8] {
    var copy = self
    change(&copy)
    return copy
  }
}
