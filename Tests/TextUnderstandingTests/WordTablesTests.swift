import Testing

@testable import TextUnderstanding

@Suite("Tables of words and positions")
struct WordTablesTests {
  @Test("a set of bits holds what was put in, below and beyond the first word of it")
  func bitSet() {
    let numbers = [0, 5, 63, 64, 65, 127, 128, 1000]
    var set = BitSet(numbers)
    #expect((-70...1100).filter(set.contains) == numbers)
    #expect(set.holdsAny(of: 60..<64))
    #expect(!set.holdsAny(of: 66..<127))
    set.formUnion(62..<67)
    set.subtract(BitSet([0, 64, 128, 5000]))
    #expect((0...1100).filter(set.contains) == [5, 62, 63, 65, 66, 127, 1000])
  }

  @Test("all prefixes of a word are found, of any length")
  func prefixes() {
    let long = String(repeating: "abc", count: 30)
    var table = ByteStringTable()
    let prefixes = [
      "abc", "abca", "abd", String(long.prefix(63)), String(long.prefix(64)), String(long.prefix(80)), "añ",
    ]
    for prefix in prefixes { table.insert(prefix) }
    let finder = PrefixFinder(table)
    for word in ["ab", "abc", "abdomen", "añb", "xyz", long, String(long.prefix(70))] {
      var found: [Int] = []
      var bytes = word
      bytes.withUTF8 { finder.forEachPrefix(of: $0) { found.append($0) } }
      #expect(found.sorted() == prefixes.indices.filter { word.hasPrefix(prefixes[$0]) }, "\(word)")
    }
  }

  @Test("phrases that begin with what may be left out, and share what comes after")
  func optionalBeginnings() throws {
    var book = PhraseBook(classes: ["kin"])
    try book.insert(["(my|the|) (old|) <kin>"], payload: 0, field: "", path: "")
    try book.insert(["(my|) <kin> ~ drinks", "old"], payload: 1, field: "", path: "")
    try book.insert(["son", "(step|) daughter"], intoClass: "kin", path: "")
    let matcher = PhraseMatcher(book: book, spelling: SpellingTolerance(book), numbers: NumberWords())
    func found(_ text: String) -> [String] {
      let text = NormalizedText(text)
      return matcher.matches(in: text, lexemes: matcher.lexemes(of: text) { _ in true }).map {
        "\($0.payload) \(text.quote($0.tokens).text)"
      }
    }
    #expect(
      found("the old son drinks") == ["0 the old son", "1 old", "0 old son", "0 son", "1 son drinks"])
    #expect(
      found("my step daughter often drinks") == [
        "0 my step daughter", "1 my step daughter often drinks", "0 step daughter", "1 step daughter often drinks",
        "0 daughter", "1 daughter often drinks",
      ])
    // Beyond the 64 positions that need no memory of their own.
    #expect(found(String(repeating: "x ", count: 200) + "my son") == ["0 my son", "0 son"])
  }
}
