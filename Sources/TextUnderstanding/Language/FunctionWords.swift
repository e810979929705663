/// The small words of a language, and those that decide who and when in it.
///
/// All are normalised words or phrases.
struct FunctionWords: Decodable, Sendable, Equatable {
  /// The language's name in English.
  var name: String?
  /// Articles, prepositions, pronouns, auxiliaries: what a language is told by, and what may stand between a negation
  /// and what it denies.
  var functionWords: [String] = []
  /// Words that end the reach of a negation: "but".
  var contrast: [String] = []
  /// First-person words that are objects, and so do not begin what the writer says about themself: "me".
  var objects: [String] = []
  /// First-person possessives: "my".
  var possessives: [String] = []
  /// Third-person pronouns, which stand for the person named before: "she".
  var pronouns: [String] = []
  /// What names for whom help is sought: "for".
  var beneficiary: [String] = []
  /// What stands for something said before: "does".
  var echoes: [String] = []
  /// What follows a number that is no age: "minutes".
  var notAges: [String] = []
  /// Numbers in words.
  var numbers: [String: Int] = [:]
  /// What inflects words: "ing".
  var endings: [String] = []
  /// Words between tens and units.
  var numberJoiners: [String] = []

  private enum CodingKeys: String, CodingKey {
    case name, functionWords, contrast, objects, possessives, pronouns, beneficiary, echoes, notAges
    case numbers, numberJoiners, endings
  }

  init() {}

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func list(_ key: CodingKeys) throws -> [String] { try container.decodeIfPresent([String].self, forKey: key) ?? [] }
    name = try container.decodeIfPresent(String.self, forKey: .name)
    functionWords = try list(.functionWords)
    contrast = try list(.contrast)
    objects = try list(.objects)
    possessives = try list(.possessives)
    pronouns = try list(.pronouns)
    beneficiary = try list(.beneficiary)
    echoes = try list(.echoes)
    notAges = try list(.notAges)
    numbers = try container.decodeIfPresent([String: Int].self, forKey: .numbers) ?? [:]
    numberJoiners = try list(.numberJoiners)
    endings = try list(.endings)
  }

  /// The numbers of the language.
  var numberWords: NumberWords { NumberWords(values: numbers, joiners: Set(numberJoiners)) }

  /// The function words of all languages in the file at `path`, by language code.
  ///
  /// - Throws: `TextError.unreadable` or `.invalidFile`.
  static func read(at path: String) throws(TextError) -> [String: FunctionWords] {
    try JSONFile.read(FunctionWordsFile.self, at: path).languages
  }
}

/// The file of function words.
private struct FunctionWordsFile: Decodable {
  let languages: [String: FunctionWords]
}
