import Foundation
import Testing

@testable import TextUnderstanding

@Suite("Crisis classifier")
struct CrisisClassifierTests {
  struct Golden: Decodable, Sendable {
    struct Text: Decodable, Sendable {
      let text: String
      let words: Int
      let features: Int
      /// The hashes of the features, added modulo 2³².
      let sum: UInt32
    }

    /// A line each, words parted by spaces.
    let groups: String
    let texts: [Text]
  }

  private static let shipped = "\(TestData.folder)/crisis/classifier.bin"

  @Test("reads the features that another implementation reads")
  func goldens() throws {
    let data = try Data(contentsOf: TestData.url("Goldens/crisis-goldens.json"))
    let golden = try JSONDecoder().decode(Golden.self, from: data)
    #expect(golden.texts.count > 10)
    let groups = Array(golden.groups.utf8).withUnsafeBytes { WordGroups($0) }
    for expected in golden.texts {
      let text = NormalizedText(expected.text)
      var hashes: [UInt32] = []
      CrisisFeatures(text: text, groups: groups).forEach { hashes.append($0) }
      #expect(text.tokens.count == expected.words, "\(expected.text)")
      #expect(hashes.count == expected.features, "\(expected.text)")
      #expect(hashes.reduce(0, &+) == expected.sum, "\(expected.text)")
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
    func evidence(_ text: String) -> CrisisClassifier.Evidence {
      classifier.evidence(CrisisFeatures(text: NormalizedText(text), groups: classifier.groups))
    }
    #expect(evidence(plain) == evidence(dressed))
    #expect(evidence(plain).count > 0)
  }

  @Test(
    "hears farewells and threats without a word for them, as a concern that quotes nothing",
    arguments: [
      "I have written letters to everyone", "My passwords are in an envelope, and I've found a home for the cat",
    ])
  func unnamed(_ text: String) throws {
    let signals = try TestData.model.crisisRules().signals(in: text)
    #expect(signals.map(\.kind) == [.suicide])
    #expect(signals.map(\.level) == [.concern])
  }

  @Test("hears a farewell in Spanish; its kind is a guess that may be wrong")
  func unnamedInSpanish() throws {
    let signals = try TestData.model.crisisRules().signals(in: "Ya dejé las cartas para mis hijos en la cómoda")
    #expect(signals.map(\.level) == [.concern])
    #expect(signals.allSatisfy { $0.quote == nil })
  }

  @Test("sums weights over the root of the number of features")
  func score() {
    #expect(CrisisClassifier.Evidence(sum: -12, count: 16).score == -3)
    #expect(CrisisClassifier.Evidence().score == -.infinity)
  }

  @Test("hears nothing in nothing")
  func empty() throws {
    let rules = try TestData.model.crisisRules()
    #expect(rules.signals(in: "").isEmpty)
    #expect(rules.signals(in: "…").isEmpty)
  }

  @Test("counts each bucket once, however often its features occur")
  func distinct() throws {
    // Every weight is 1, so that a text of n buckets scores the root of n.
    let classifier = try classifier(danger: [1])
    let evidence = classifier.evidence(
      CrisisFeatures(text: NormalizedText("one two one two"), groups: classifier.groups))
    #expect(evidence == CrisisClassifier.Evidence(sum: 1, count: 1))
  }

  @Test("a phrase adds by how pressing it is")
  func points() throws {
    let classifier = try classifier(danger: [1])
    #expect(classifier.threshold == 5)
    #expect(classifier.points(.concern) == 20)
    #expect(classifier.points(.urgent) == 30)
  }

  @Test("reads words in several groups")
  func groups() throws {
    let groups = try classifier(danger: [1]).groups
    func numbers(_ word: String) -> [Int32] {
      Array(word.utf8).withUnsafeBufferPointer { Array(groups.groups(of: $0)) }
    }
    #expect(numbers("mother") == [0, 1])
    #expect(numbers("mum") == [0])
    #expect(numbers("letters") == [1])
    #expect(numbers("father").isEmpty)
  }

  @Test(
    "says what is wrong with a file",
    arguments: [
      ("", "the file is empty"), ("CRI", "does not start with 'CRIS'"),
      ("SEMB" + String(repeating: "\0", count: 40), "CRIS"),
      ("CRIS" + String(repeating: "\0", count: 40), "version 0, expected 2"),
      ("CRIS\u{2}" + String(repeating: "\0", count: 40), "buckets"),
    ])
  func faults(_ content: String, _ expected: String) {
    let error = #expect(throws: TextError.self) { try read(Data(content.utf8)) }
    #expect(error?.description.contains(expected) == true, "\(String(describing: error))")
  }

  /// A classifier of two groups and one bucket a kind.
  private func classifier(danger: [Int8]) throws -> CrisisClassifier {
    let groups = Data("mum mother\nmother letters\n".utf8)
    var data = Data("CRIS".utf8)
    for number in [2, UInt32(danger.count), 1, UInt32(groups.count)] {
      withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
    }
    for number: Float in [5, 20, 30] {
      withUnsafeBytes(of: number.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }
    data += groups + Data((danger + [1, 0, 0, 0, 0]).map { UInt8(bitPattern: $0) })
    return try read(data)
  }

  private func read(_ data: Data) throws -> CrisisClassifier {
    let path = TestData.temporary("classifier.bin")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try data.write(to: URL(fileURLWithPath: path))
    return try CrisisClassifier(path: path)
  }
}
