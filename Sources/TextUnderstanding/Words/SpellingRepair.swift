/// Puts right the long words of a text that are one slip away from a known word.
///
/// The lexicon's matcher forgives slips by itself; the embedding does not: a misspelt word falls into pieces that mean
/// something else.
struct SpellingRepair {
  /// The letters from which on a word may be put right.
  static let longWord = 7
  /// Whether a word, in lower case, is spelt as people spell it.
  let isKnown: (HashedWord) -> Bool
  /// Whether a known word is one that needs are about, which is then preferred.
  let isPreferred: (HashedWord) -> Bool

  /// The text with its misspelt words put right; words with other letters than a…z stay as they are.
  ///
  /// - Complexity: O(length), and about 50 look-ups a letter of each long word that is not known.
  func repaired(_ text: String) -> String {
    var text = text
    let changes = text.withUTF8 { self.changes(in: $0) }
    guard !changes.isEmpty else { return text }
    var output: [UInt8] = []
    text.withUTF8 { bytes in
      var done = 0
      for (range, word) in changes {
        output += bytes[done..<range.lowerBound]
        output += word
        done = range.upperBound
      }
      output += bytes[done...]
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The words to be put right, in the order of the text, each with what it becomes.
  private func changes(in text: UnsafeBufferPointer<UInt8>) -> [(range: Range<Int>, word: [UInt8])] {
    var changes: [(range: Range<Int>, word: [UInt8])] = []
    var start = 0
    var isPlain = true
    for end in 0...text.count {
      if end < text.count, Self.isLetter(text[end]) || text[end] >= 0x80 {
        isPlain = isPlain && text[end] < 0x80
      } else {
        if isPlain, end - start >= Self.longWord, let word = repaired(UnsafeBufferPointer(rebasing: text[start..<end]))
        {
          changes.append((start..<end, word))
        }
        start = end + 1
        isPlain = true
      }
    }
    return changes
  }

  /// What a word of plain letters becomes; nil where it stays.
  private func repaired(_ word: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    let small = word.map { $0 | 0x20 }
    guard !small.withUnsafeBufferPointer({ isKnown(HashedWord($0)) }) else { return nil }
    return firstSlip(of: small, isPreferred) ?? firstSlip(of: small, isKnown)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

  /// The first that passes `test` of the words one slip away: two neighbours swapped, a letter too many, one missing, one
  /// wrong. The first letter stays: people seldom mistake it, and "hoarding" is not "boarding".
  ///
  /// - SeeAlso: Damerau, "A Technique for Computer Detection and Correction of Spelling Errors", 1964.
  private func firstSlip(of word: [UInt8], _ test: (HashedWord) -> Bool) -> [UInt8]? {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    var slips = Slips(of: word)
    for place in 1..<word.count - 1 {
      slips.letters.swapAt(place, place + 1)
      if slips.pass(test, from: place) { return slips.letters }
      slips.letters.swapAt(place, place + 1)
    }
    slips.letters.remove(at: 1)
    for place in 1..<word.count {
      if slips.pass(test, from: place) { return slips.letters }
      if place < slips.letters.count { slips.letters[place] = word[place] }
    }
    slips.letters = word
    slips.letters.insert(0, at: 1)
    for place in 1...word.count {
      for letter in letters {
        slips.letters[place] = letter
        if slips.pass(test, from: place) { return slips.letters }
      }
      if place < word.count { slips.letters[place] = word[place] }
    }
    slips.letters = word
    for place in 1..<word.count {
      for letter in letters where letter != word[place] {
        slips.letters[place] = letter
        if slips.pass(test, from: place) { return slips.letters }
      }
      slips.letters[place] = word[place]
    }
    return nil
  }
}

/// The words one slip away from a word, made one after the other in one piece of memory: there are some 50 a letter, and
/// nearly all are no words.
private struct Slips {
  /// The slip to be looked up.
  var letters: [UInt8]
  /// The states of the hash before each letter of the word, and after the last. A slip has the beginning of the word.
  private let states: [UInt64]

  init(of word: [UInt8]) {
    letters = word
    var states = [HashedWord.seed]
    for letter in word { states.append(HashedWord.extend(states[states.count - 1], letter)) }
    self.states = states
  }

  /// Whether the slip, which is the word up to `place`, passes `test`.
  func pass(_ test: (HashedWord) -> Bool, from place: Int) -> Bool {
    letters.withUnsafeBufferPointer { letters in
      var state = states[place]
      for letter in letters[place...] { state = HashedWord.extend(state, letter) }
      return test(HashedWord(letters, state: state))
    }
  }
}
