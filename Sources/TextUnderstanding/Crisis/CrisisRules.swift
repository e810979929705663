/// Finds signals of danger in texts by rules over phrases, in all languages at once, and by a classifier over the whole.
///
/// The rules are phrases that people wrote down, tuned to miss little. Negation, the past and other persons make a signal
/// less pressing but do not silence it; only a plain denial of the very words does. The classifier weighs the whole text, and
/// from a threshold on danger is heard, as a concern, even where nothing names it. A phrase adds to the score, an urgent one
/// more than a concern, and goes unheard where that is not enough: most phrases are oblique, and as often mean something
/// else. What somebody plainly says always counts, whatever the words around it and weakened or not.
public struct CrisisRules: Sendable {
  private let ruleSets: [CrisisRuleSet]
  private let classifier: CrisisClassifier
  private let knownWords: KnownWords

  /// The languages that there are rules for, by code, sorted.
  public var languages: [String] { ruleSets.map(\.language) }

  /// Reads the rules in `folder`, one JSON file a language, named by its code, and the weights in `classifier.bin`.
  ///
  /// - Parameters:
  ///   - folder: the path of the folder.
  ///   - knownWords: what tells a word from a misspelling.
  /// - Throws: `TextError`.
  public init(folder: String, knownWords: KnownWords) throws(TextError) {
    var ruleSets: [CrisisRuleSet] = []
    for name in try JSONFile.names(in: folder) where JSONFile.isLanguage(name) {
      let path = "\(folder)/\(name).json"
      ruleSets.append(try CrisisRuleSet(JSONFile.read(CrisisFile.self, at: path), path: path))
    }
    self.ruleSets = ruleSets
    classifier = try CrisisClassifier(path: "\(folder)/classifier.bin")
    self.knownWords = knownWords
  }

  /// The signals in `text`, the most pressing first, then in the order of the text.
  ///
  /// A figure of speech or a denial in one language silences what any language finds in its words.
  ///
  /// - Complexity: O(words × phrases that agree so far).
  public func signals(in text: String) -> [CrisisSignal] {
    let normalized = NormalizedText(text)
    guard !normalized.tokens.isEmpty else { return [] }
    let findings = ruleSets.map { rules in rules.findings(in: normalized) { isKnown($0) } }
    let silenced = findings.flatMap(\.silenced)
    let heard = findings.flatMap(\.signals).filter { found in !silenced.contains { $0.overlaps(found.tokens) } }
    let features = CrisisFeatures(text: normalized, groups: classifier.groups)
    let points = heard.map(\.signal.level).max().map(classifier.points) ?? 0
    let isDanger = classifier.evidence(features).score + points >= classifier.threshold
    if heard.isEmpty { return isDanger ? unnamedDanger(features) : [] }
    let plain = findings.flatMap(\.plain)
    let trusted = isDanger ? heard : heard.filter { found in plain.contains { $0.overlaps(found.tokens) } }
    return Self.withoutOverlaps(trusted).sorted {
      ($1.signal.level, $0.tokens.lowerBound, $0.signal.kind.rawValue, $0.language)
        < ($0.signal.level, $1.tokens.lowerBound, $1.signal.kind.rawValue, $1.language)
    }.map(\.signal)
  }

  private func unnamedDanger(_ features: CrisisFeatures) -> [CrisisSignal] {
    classifier.likeliestKind(features).map {
      [CrisisSignal(kind: $0, level: .concern, quote: nil, isWeakened: false, language: nil)]
    } ?? []
  }

  /// Of overlapping signals of a kind the most pressing and longest; of those that languages found in the very same
  /// words the weakened one, since the other language does not know why it is weak. Harm to others within a longer
  /// signal of another kind is a part of its words: "wants to kill" in "wants to kill herself".
  private static func withoutOverlaps(_ found: [CrisisFinding]) -> [CrisisFinding] {
    let whole = found.filter { candidate in
      candidate.signal.kind != .harmingOthers
        || !found.contains { other in
          other.signal.kind != candidate.signal.kind && other.tokens.count > candidate.tokens.count
            && candidate.tokens.clamped(to: other.tokens) == candidate.tokens
        }
    }
    let unambiguous = whole.filter { candidate in
      candidate.signal.isWeakened
        || !found.contains { other in
          other.signal.isWeakened && other.language != candidate.language
            && other.signal.kind == candidate.signal.kind && other.tokens == candidate.tokens
        }
    }
    let strongestFirst = unambiguous.sorted {
      ($1.signal.level, $1.tokens.count, $0.tokens.lowerBound, $0.language)
        < ($0.signal.level, $0.tokens.count, $1.tokens.lowerBound, $1.language)
    }
    var kept: [CrisisFinding] = []
    for candidate in strongestFirst {
      let isCovered = kept.contains {
        $0.signal.kind == candidate.signal.kind && $0.tokens.overlaps(candidate.tokens)
      }
      if !isCovered { kept.append(candidate) }
    }
    return kept
  }

  private func isKnown(_ word: HashedWord) -> Bool {
    knownWords.contains(word) || ruleSets.contains { $0.matcher.words.index(of: word) != nil }
  }
}
