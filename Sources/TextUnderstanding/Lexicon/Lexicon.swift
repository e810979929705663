/// The phrases of one language, compiled: what people say when they mean a topic, and what decides who and when.
///
/// A class, so that what is read with it carries one reference.
final class Lexicon: Sendable {
  /// The language's code.
  let language: String
  /// The slugs of the topics, by index.
  let topics: [String]
  /// The suggestions, by index.
  let suggestions: [(field: SuggestionField, value: String)]
  /// What the payloads of matches mean.
  let meanings: [PhraseMeaning]
  let matcher: PhraseMatcher
  /// Whether a word of the book is a function word, by index.
  private let functionWords: BitSet

  /// Compiles `file`, which was read from `path`.
  ///
  /// - Throws: `TextError.invalidPattern` or `.invalidFile`.
  init(_ file: LexiconFile, functionWords words: FunctionWords, path: String) throws(TextError) {
    var compiler = LexiconCompiler(file, path: path)
    try compiler.addTopics(file.topics)
    try compiler.addCues(file.cues ?? .init(), words)
    try compiler.addLosses(file.lossTopics ?? [])
    try compiler.addSuggestions(file.suggestions ?? [])
    functionWords = compiler.addFunctionWords(file.functionWords ?? words.functionWords)
    language = file.language
    topics = compiler.topics
    suggestions = compiler.suggestions
    meanings = compiler.meanings
    matcher = PhraseMatcher(
      book: compiler.book, spelling: SpellingTolerance(compiler.book), numbers: words.numberWords)
  }

  /// Whether the word of the book at `index` is a function word.
  func isFunctionWord(_ index: Int?) -> Bool { index.map(functionWords.contains) ?? false }
}

/// Turns the lists of a lexicon file into a phrase book.
private struct LexiconCompiler {
  private(set) var book: PhraseBook
  private(set) var meanings: [PhraseMeaning] = []
  private(set) var topics: [String] = []
  private(set) var suggestions: [(field: SuggestionField, value: String)] = []
  private var topicIndices: [String: Int] = [:]
  private let path: String
  private let file: LexiconFile

  init(_ file: LexiconFile, path: String) {
    self.file = file
    self.path = path
    book = PhraseBook(classes: (file.classes ?? [:]).keys)
  }

  mutating func addTopics(_ phrases: [String: LexiconFile.TopicPhrases]) throws(TextError) {
    try addClasses()
    for (slug, lists) in phrases.sorted(by: { $0.key < $1.key }) {
      let topic = index(of: slug)
      let field = "topics.\(slug)"
      try add(lists.names, .topic(topic, strength: PhraseStrength.name), "\(field).names")
      try add(lists.strong, .topic(topic, strength: PhraseStrength.strong), "\(field).strong")
      try add(lists.hint, .topic(topic, strength: PhraseStrength.hint), "\(field).hint")
    }
  }

  mutating func addCues(_ cues: LexiconFile.Cues, _ words: FunctionWords) throws(TextError) {
    try add(cues.negation, .cue(.negation), "cues.negation")
    try add(cues.past, .cue(.past), "cues.past")
    try add(cues.remission, .cue(.remission), "cues.remission")
    try add(cues.loss, .cue(.death), "cues.loss")
    try add(cues.thirdPerson?.family, .cue(.person(.family)), "cues.thirdPerson.family")
    try add(cues.thirdPerson?.caregiver, .cue(.person(.caregiver)), "cues.thirdPerson.caregiver")
    try add(cues.thirdPerson?.friend, .cue(.person(.friend)), "cues.thirdPerson.friend")
    let subjects = (cues.firstPerson ?? []).filter { !words.objects.contains($0) && !words.possessives.contains($0) }
    try add(subjects, .cue(.person(.oneself)), "cues.firstPerson")
    try add(words.objects, .cue(.firstPersonObject), "objects")
    try add(words.possessives, .cue(.possessive), "possessives")
    try add(words.pronouns, .cue(.pronoun), "pronouns")
    try add(words.beneficiary, .cue(.beneficiary), "beneficiary")
    try add(words.echoes, .cue(.echo), "echoes")
    try add(words.contrast, .cue(.contrast), "contrast")
    try add(words.notAges, .cue(.notAge), "notAges")
    book.insert(gapBarriers: cues.negation ?? [])
  }

  mutating func addLosses(_ losses: [LexiconFile.LossTopic]) throws(TextError) {
    for (position, loss) in losses.enumerated() {
      try add(loss.phrases, .loss(index(of: loss.topic)), "lossTopics[\(position)].phrases")
    }
  }

  mutating func addSuggestions(_ lists: [LexiconFile.SuggestionPhrases]) throws(TextError) {
    for (position, list) in lists.enumerated() {
      guard let field = SuggestionField(rawValue: list.field) else {
        let known = SuggestionField.allCases.map(\.rawValue).joined(separator: ", ")
        throw .invalidFile(
          path: path, field: "suggestions[\(position)].field", reason: "'\(list.field)', expected one of \(known)")
      }
      suggestions.append((field, list.value))
      try add(list.phrases, .suggestion(suggestions.count - 1), "suggestions[\(position)].phrases")
    }
  }

  mutating func addFunctionWords(_ words: [String]) -> BitSet {
    BitSet(words.map { book.insert(word: $0) })
  }

  private mutating func addClasses() throws(TextError) {
    for (name, phrases) in (file.classes ?? [:]).sorted(by: { $0.key < $1.key }) {
      try book.insert(phrases, intoClass: name, path: path)
    }
  }

  private mutating func add(_ phrases: [String]?, _ meaning: PhraseMeaning, _ field: String) throws(TextError) {
    guard let phrases, !phrases.isEmpty else { return }
    meanings.append(meaning)
    try book.insert(phrases, payload: meanings.count - 1, field: field, path: path)
  }

  private mutating func index(of topic: String) -> Int {
    if let index = topicIndices[topic] { return index }
    topics.append(topic)
    topicIndices[topic] = topics.count - 1
    return topics.count - 1
  }
}
