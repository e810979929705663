import Foundation
import Testing

@testable import GroupMatching

@Suite("Vocabulary")
struct VocabularyTests {
  private let vocabulary: Vocabulary

  init() throws { vocabulary = try ProjectData.vocabulary }

  @Test("the accommodations are those of the record, each with a question")
  func accommodations() {
    let ids = [
      "wheelchair-access", "accessible-restroom", "hearing-loop", "closed-captions", "sign-language", "large-print",
      "braille", "sensory-friendly", "camera-optional", "phone-dial-in", "childcare", "transport-help",
      "service-animals", "fragrance-free", "interpreter",
    ]
    #expect(Set(vocabulary.accommodations.map(\.id.name)) == Set(ids))
    for accommodation in vocabulary.accommodations {
      #expect(accommodation.question.isQuestion, "\(accommodation.question)")
      #expect(vocabulary[accommodation.id] == accommodation)
      #expect(!vocabulary.label(accommodation.id).isEmpty)
    }
    // What is about the room matters to nobody who attends from home; what is about the talk does.
    #expect(vocabulary["wheelchair-access"]?.concernsPlaceOnly == true)
    #expect(vocabulary["closed-captions"]?.concernsPlaceOnly == false)
    #expect(vocabulary["sign-language"]?.concernsPlaceOnly == false)
  }

  @Test("communities and languages are found by every name")
  func names() {
    for community in vocabulary.communities {
      for name in [community.id.name, community.label] + community.synonyms {
        #expect(vocabulary.community(named: name) == community.id, "\(name)")
      }
    }
    for language in vocabulary.languages {
      for name in [language.tag.description, language.english, language.native] + language.spellings {
        #expect(vocabulary.language(named: name) == language.tag, "\(name)")
      }
    }
    #expect(vocabulary.community(named: "martians") == nil)
    #expect(vocabulary.language(named: "Klingonese speech") == nil)
    #expect(vocabulary.language(named: "pt-BR")?.description == "pt-BR")
  }

  @Test("labels, with a tag or an id where there is none")
  func labels() throws {
    #expect(vocabulary.label(try #require(LanguageTag("es"))) == "Spanish")
    #expect(vocabulary.label(try #require(LanguageTag("es-MX"))) == "Spanish")
    #expect(vocabulary.label(try #require(LanguageTag("qqz"))) == "qqz")
    #expect(vocabulary.label("wheelchair-access" as AccommodationID) == "wheelchair access")
    #expect(vocabulary.label("moon-landing" as AccommodationID) == "moon-landing")
  }

  @Test("the data folder is found by KITH_DATA, or said to be missing")
  func dataDirectory() throws {
    let found = try DataDirectory.locate(environment: ["KITH_DATA": ProjectData.folder.path], program: nil)
    #expect(found.path == ProjectData.folder.path)
    let error = try #require(throws: VocabularyError.self) {
      try DataDirectory.locate(environment: ["KITH_DATA": "/nonexistent"], program: nil)
    }
    #expect(error.description.contains("/nonexistent"))
    #expect(error.description.contains("KITH_DATA"))
    let program = ProjectData.root.appendingPathComponent("build/deep/kith")
    #expect(try DataDirectory.locate(environment: [:], program: program).lastPathComponent == "data")
    #expect(throws: VocabularyError.self) { try Vocabulary(directory: URL(fileURLWithPath: "/nonexistent")) }
  }

  @Test(
    "names compare without case, accents, hyphens and punctuation",
    arguments: [
      ("Child-Abuse (survivors)", "child abuse survivors"), ("  LGBTQ+ ", "lgbtq+"), ("Pánico", "panico"),
      ("women's", "womens"), ("women’s", "womens"), ("", ""), ("—", ""), ("panic-", "panic"), ("-panic", "panic"),
      ("child--abuse", "child abuse"), ("-", ""), ("第一", "第一"),
    ])
  func keys(text: String, key: String) {
    #expect(NameKey.key(text) == key)
  }
}
