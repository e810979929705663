import Foundation
import Testing

@testable import TextUnderstanding

@Suite("Crisis classifier")
struct CrisisClassifierTests {
  struct Golden: Decodable, Sendable {
    struct Passage: Decodable, Equatable, Sendable {
      let words: Int
      let features: Int
      /// The hashes of the features, added modulo 2³².
      let sum: UInt32
    }

    struct Text: Decodable, Sendable {
      let text: String
      let passages: [Passage]
    }

    let groups: [[String]]
    let texts: [Text]
  }

  private static let shipped = "\(TestData.folder)/crisis/classifier.json"

  @Test("reads the passages and features that another implementation reads")
  func goldens() throws {
    let data = try Data(contentsOf: TestData.url("Goldens/crisis-goldens.json"))
    let golden = try JSONDecoder().decode(Golden.self, from: data)
    #expect(golden.texts.count > 10)
    for expected in golden.texts {
      let text = NormalizedText(expected.text)
      let features = CrisisFeatures(text: text, groups: WordGroups(golden.groups))
      let passages = CrisisClassifier.passages(of: text).map { tokens in
        var hashes: [UInt32] = []
        features.forEach(in: tokens) { hashes.append($0) }
        return Golden.Passage(words: tokens.count, features: hashes.count, sum: hashes.reduce(0, &+))
      }
      #expect(passages == expected.passages, "\(expected.text)")
    }
  }

  @Test(
    "case, accents and curly quotes change nothing",
    arguments: [
      ("I can't see next year, and it's fine", "I CAN\u{2019}T SEE NEXT YEAR, AND IT\u{2018}S FINE"),
      ("Ya dejé todo listo, mamá, perdón", "ya deje todo listo, mama, perdon"),
      ("Café at Zoë's", "cafe\u{301} at zoe\u{308}\u{2019}s \u{1F494}"),
    ])
  func presentation(_ plain: String, _ dressed: String) throws {
    let classifier = try CrisisClassifier(path: Self.shipped)
    func evidence(_ text: String) -> [CrisisClassifier.Evidence] {
      let text = NormalizedText(text)
      let features = CrisisFeatures(text: text, groups: classifier.groups)
      return CrisisClassifier.passages(of: text).map { classifier.evidence(features, $0) }
    }
    #expect(evidence(plain) == evidence(dressed))
    #expect(evidence(plain).allSatisfy { $0.count > 0 })
  }

  @Test(
    "hears farewells and threats without a word for them, as a concern that quotes nothing",
    arguments: [
      "I have written letters to everyone", "My passwords are in an envelope, and I've found a home for the cat",
      "Ya dejé las cartas para mis hijos en la cómoda",
    ])
  func unnamed(_ text: String) throws {
    let signals = try TestData.model.crisisRules().signals(in: text)
    #expect(signals.map(\.kind) == [.suicide])
    #expect(signals.map(\.level) == [.concern])
  }

  @Test("sums weights over the root of the number of features")
  func score() {
    #expect(CrisisClassifier.Evidence(sum: -12, count: 16).score == -3)
    #expect(CrisisClassifier.Evidence().score == -.infinity)
  }

  @Test("hears nothing in nothing")
  func empty() throws {
    let classifier = try CrisisClassifier(path: Self.shipped)
    #expect(classifier.kind(in: NormalizedText("")) == nil)
    #expect(classifier.kind(in: NormalizedText("…")) == nil)
  }

  @Test("takes the least threshold at which a short text is heard, and another for longer ones")
  func thresholds() throws {
    // Every weight is 1, so that a passage of n features scores the root of n.
    let classifier = try classifier(threshold: 2, longThreshold: 1_000)
    let sentence = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen. "
    #expect(classifier.kind(in: NormalizedText(sentence)) == .suicide)
    #expect(classifier.kind(in: NormalizedText(sentence + sentence)) == .suicide)
    #expect(classifier.kind(in: NormalizedText(sentence + sentence + sentence)) == nil)
  }

  @Test("says which weights are missing")
  func faults() {
    let error = #expect(throws: TextError.self) { try classifier(threshold: 1, longThreshold: 1, kinds: [:]) }
    #expect(error?.description.contains("kinds.suicide: no weights") == true)
  }

  /// A classifier of one bucket, in which suicide is the likeliest kind.
  private func classifier(
    threshold: Double, longThreshold: Double,
    kinds: [String: String] = [
      "suicide": "AQ==", "self-harm": "AA==", "being-harmed": "AA==", "harming-others": "AA==",
      "medical-emergency": "AA==",
    ]
  ) throws -> CrisisClassifier {
    let path = TestData.temporary("classifier.json")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file: [String: Any] = [
      "threshold": threshold, "longThreshold": longThreshold, "groups": [[String]](), "danger": "AQ==", "kinds": kinds,
    ]
    try JSONSerialization.data(withJSONObject: file).write(to: URL(fileURLWithPath: path))
    return try CrisisClassifier(path: path)
  }
}
