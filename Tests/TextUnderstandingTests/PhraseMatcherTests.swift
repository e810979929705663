import Testing

@testable import TextUnderstanding

@Suite("Phrase matching")
struct PhraseMatcherTests {
  private let classLists = [
    "child": ["son", "daughter", "step <child>"], "relative": ["mom", "<child>", "aunt in law"],
  ]

  private func matches(_ patterns: String..., in text: String, isKnown: Bool = true) throws -> [String] {
    var book = PhraseBook(classes: classLists.keys)
    for (name, phrases) in classLists { try book.insert(phrases, intoClass: name, path: "") }
    try book.insert(patterns, payload: 0, field: "", path: "")
    book.insert(gapBarriers: ["not"])
    let numbers = NumberWords(values: ["thirty": 30, "two": 2, "y": 0], joiners: [])
    let matcher = PhraseMatcher(book: book, spelling: SpellingTolerance(book), numbers: numbers)
    let text = NormalizedText(text)
    return matcher.matches(in: text, lexemes: matcher.lexemes(of: text) { _ in isKnown }).map {
      text.quote($0.tokens).text
    }
  }

  @Test("words, whatever their case, accents and apostrophes")
  func words() throws {
    #expect(try matches("cant sleep", in: "I CAN\u{2019}T  sleep") == ["CAN\u{2019}T  sleep"])
    #expect(try matches("can't sleep", in: "cant sl\u{E9}ep") == ["cant sl\u{E9}ep"])
    #expect(try matches("self-harm", in: "no self harm, no Self-Harm") == ["self harm", "Self-Harm"])
    #expect(try matches("sleep", in: "asleep sleepy").isEmpty)
  }

  @Test("prefixes")
  func prefixes() throws {
    #expect(try matches("panick*", in: "panicking, panicked, panic") == ["panicking", "panicked"])
  }

  @Test("groups, optional and nested ones too")
  func groups() throws {
    #expect(try matches("my (dear|poor old|) dad", in: "my dad, my dear dad. my poor old dad. my old dad").count == 3)
    #expect(
      try matches("feel (so (very|)|) low", in: "feel low. feel so low. feel so very low. feel very low").count == 3)
    #expect(try matches("(a|b) x", "(a|c) y", in: "a y. b x. c x") == ["a y", "b x"])
  }

  @Test("classes that hold others, and possessives of theirs")
  func classes() throws {
    #expect(try matches("my <relative> drinks", in: "my step daughter drinks. My mom drinks; my dog drinks").count == 2)
    #expect(try matches("my <relative>s drinking", in: "my aunt in law's drinking") == ["my aunt in law's drinking"])
    #expect(try matches("<child> has adhd", in: "sons has adhd") == ["sons has adhd"])
  }

  @Test("gaps of up to three words inside a clause, but over no negation")
  func gaps() throws {
    let pattern = "panic ~ work"
    #expect(try matches(pattern, in: "panic work. panic at work. panic all day at work").count == 3)
    #expect(try matches(pattern, in: "panic all the long day at work. panic, at work. panic not at work").isEmpty)
  }

  @Test("numbers in digits and words")
  func numbers() throws {
    #expect(
      try matches("im #", in: "I'm 34. I'm 34f; I'm thirty-two. I'm thirty. I'm h1n1").map { $0.count } == [
        6, 7, 14, 10,
      ])
  }

  @Test("nothing across a sentence end")
  func sentences() throws {
    #expect(try matches("so low", in: "so. low! so\nlow? so; low\u{2026} so, low") == ["so, low"])
    #expect(try matches("3 5", in: "3.5") == ["3.5"])
  }

  @Test("misspelt long words, unless they are words themselves")
  func misspellings() throws {
    let words = ["anxiety", "depressed", "depression", "panic", "agoraphob*", "suicide"]
    for typo in [
      "anixety", "anxeity", "anxity", "anxiiety", "deppresed", "depresion", "pannic", "agorophobia", "sucide",
    ] {
      let found = try words.map { try matches($0, in: typo, isKnown: false) }
      #expect(found.contains([typo]), "\(typo)")
    }
    for other in ["society", "impressed", "panda", "picnic", "decide"] {
      let found = try words.flatMap { try matches($0, in: other, isKnown: false) }
      #expect(found.isEmpty, "\(other)")
    }
    #expect(try matches("attacked", in: "attached", isKnown: true).isEmpty)
  }

  @Test(
    "no pattern outside the grammar",
    arguments: [
      ("my (dad", "a ')' at the end of the group"), ("my dad)", "a '(' before '|' or ')'"),
      ("a|b", "a '(' before '|' or ')'"), ("pa*", "3 plain letters or more before the star of 'pa*'"),
      ("my <uncle>", "one of the file's classes instead of '<uncle>'"),
      ("my <child", "a class's name and '>' after '<'"),
      ("~ dad", "a word on both sides of '~'"), ("dad ~", "a word on both sides of '~'"),
      ("(a|)", "a word in every reading"),
      ("", "a word in every reading"), ("what(s|)", "a space before '('"), ("pan*ic", "a space before 'i'"),
      ("a > b", "a '<' before '>'"), ("h@te", "letters, digits, apostrophes and hyphens in 'h@te'"),
    ])
  func faults(_ pattern: String, _ expected: String) throws {
    var book = PhraseBook(classes: classLists.keys)
    #expect(
      throws: TextError.invalidPattern(path: "en.json", field: "topics.x", pattern: pattern, expected: expected)
    ) {
      try book.insert([pattern], payload: 0, field: "topics.x", path: "en.json")
    }
  }
}
