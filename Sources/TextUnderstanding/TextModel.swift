import Synchronization

/// All that understands text, read from a data folder when it is first needed.
///
/// | in the folder | is |
/// |---|---|
/// | `embedding/table.semb` | the embedding table |
/// | `lexicon/` | the lexicons, function words and topic traits |
/// | `crisis/` | the crisis rules |
/// | `crisis-lines.json` | the crisis lines |
public final class TextModel: Sendable {
  /// The path of the data folder.
  public let dataDirectory: String

  private let loadedEncoder = Loaded<TextEncoder>()
  private let loadedWords = Loaded<KnownWords>()
  private let loadedReader = Loaded<NeedReader>()
  private let loadedRules = Loaded<CrisisRules>()
  private let loadedLines = Loaded<CrisisLines>()

  /// A model over the data folder at `dataDirectory`; nothing is read yet.
  public init(dataDirectory: String) {
    self.dataDirectory = dataDirectory
  }

  /// The encoder, loaded once.
  ///
  /// - Throws: `TextError`, each time until loading succeeds.
  public func encoder() throws(TextError) -> TextEncoder {
    try loadedEncoder.value { () throws(TextError) in
      TextEncoder(table: try EmbeddingTable(path: "\(dataDirectory)/embedding/table.semb"))
    }
  }

  private func knownWords() throws(TextError) -> KnownWords {
    let tokenizer = try encoder().table.tokenizer
    return try loadedWords.value { () throws(TextError) in
      try KnownWords(tokenizer: tokenizer, functionWords: "\(dataDirectory)/lexicon/function-words.json")
    }
  }

  /// The reader of needs, loaded once.
  ///
  /// - Throws: `TextError`, each time until loading succeeds.
  public func reader() throws(TextError) -> NeedReader {
    let knownWords = try knownWords()
    return try loadedReader.value { () throws(TextError) in
      try NeedReader(folder: "\(dataDirectory)/lexicon", knownWords: knownWords)
    }
  }

  /// The crisis rules, loaded once.
  ///
  /// - Throws: `TextError`, each time until loading succeeds.
  public func crisisRules() throws(TextError) -> CrisisRules {
    let knownWords = try knownWords()
    return try loadedRules.value { () throws(TextError) in
      try CrisisRules(folder: "\(dataDirectory)/crisis", knownWords: knownWords)
    }
  }

  /// The crisis lines, loaded once.
  ///
  /// - Throws: `TextError`, each time until loading succeeds.
  public func crisisLines() throws(TextError) -> CrisisLines {
    try loadedLines.value { () throws(TextError) in
      try CrisisLines(path: "\(dataDirectory)/crisis-lines.json")
    }
  }
}

/// A value that is made when it is first asked for.
private final class Loaded<Value: Sendable>: Sendable {
  private let stored = Mutex<Value?>(nil)

  func value(_ load: () throws(TextError) -> Value) throws(TextError) -> Value {
    try stored.withLock { (stored) throws(TextError) in
      if let value = stored { return value }
      let value = try load()
      stored = value
      return value
    }
  }
}
