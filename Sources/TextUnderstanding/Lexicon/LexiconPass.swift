/// What one lexicon finds in one text, before the lexicons are brought together.
///
/// A class, so that asking all passes for what they found hands on one reference each.
final class LexiconPass {
  let lexicon: Lexicon
  /// Where topics are named, in the order of the text.
  let topics: [TopicMatch]
  /// Where suggestions are made, in the order of the text, by index in the lexicon.
  let suggestions: [(index: Int, tokens: Range<Int>)]
  /// What decides who, when and whether.
  let scopes: CueScopes
  /// The numbers of the text, by token.
  let numbers: [Int: NumberWords.Number]

  /// Reads `text` with `lexicon`.
  ///
  /// - Parameter isKnown: whether a word is one that people spell so, in any language.
  init(_ text: NormalizedText, lexicon: Lexicon, isKnown: (HashedWord) -> Bool) {
    let lexemes = lexicon.matcher.lexemes(of: text, isKnown: isKnown)
    let matches = lexicon.matcher.matches(in: text, lexemes: lexemes)
    self.lexicon = lexicon
    topics = TopicMatch.all(matches, meanings: lexicon.meanings)
    suggestions = matches.compactMap { match in
      guard case .suggestion(let index) = lexicon.meanings[match.payload] else { return nil }
      return (index, match.tokens)
    }
    scopes = CueScopes(matches, text: text, lexicon: lexicon, lexemes: lexemes)
    numbers = lexemes.numbers
  }
}
