import DirectoryFormats
import Foundation
import GroupMatching
import Testing

@Suite struct FellowshipTests {
  private let fellowships = Support.fellowships

  @Test func thereIsAFileForEachAndTheTaxonomyAgrees() throws {
    #expect(fellowships.all.count >= 20)
    for fellowship in fellowships.all {
      for topic in fellowship.topics { #expect(Support.vocabulary.taxonomy[topic] != nil) }
      let owner = Support.vocabulary.taxonomy.topics.first { $0.fellowships.contains(fellowship.id) }
      #expect(owner.map { fellowship.topics.contains($0.id) } ?? true, "\(fellowship.id)")
    }
  }

  @Test func everyFactAFellowshipStatesHasItsGrounds() {
    for fellowship in fellowships.all {
      #expect(!fellowship.basis.isEmpty, "\(fellowship.id)")
      #expect(fellowship.basis.values.allSatisfy { !$0.isEmpty })
    }
  }

  @Test func codesMeanWhatTheFellowshipMeans() throws {
    func group(_ code: String, _ fellowship: String) throws -> Group {
      try Support.meetingGuide(["types": [.string(code)]], fellowship: fellowship).onlyGroup()
    }
    #expect(try group("C", "aa").audiences == [.livedExperience])
    #expect(try group("C", "al-anon").audiences == [.family])
    #expect(try group("A", "aa").communities == [CommunityFocus("secular")])
    #expect(try group("A", "aca").ages == AgeRange(minimum: 18))
    #expect(try group("POA", "aa").communities.isEmpty)
    #expect(try group("POA", "al-anon").communities == [CommunityFocus("parents")])
    #expect(try group("T", "aa").communities == [CommunityFocus("transgender")])
    #expect(try group("T", "aca").communities.isEmpty)
    #expect(try group("S", "aa").languages.map(\.description) == ["es"])
    #expect(try group("S", "aca").languages.isEmpty)
    #expect(try group("CC", "recovery-dharma").accommodations == ["childcare": .available])
    #expect(try group("CC", "eda").accommodations.isEmpty)
    #expect(try group("WA", "recovery-dharma").accommodations == ["wheelchair-access": .available])
    #expect(try group("CCAP", "ma").accommodations == ["closed-captions": .available])
    #expect(try group("Y", "al-anon").communities == [CommunityFocus("youth", isExclusive: true)])
    #expect(try group("SCRE", "slaa").participation.registration == .required)
    #expect(try group("CAM", "slaa").accommodations == ["camera-optional": .unavailable])
  }

  @Test func everyCodeOfTheSpecificationIsKnown() {
    let codes = Support.fellowships.codes.meetingGuide
    let specification =
      """
      11 12x12 A ABSI AF AL AL-AN AM AR ASL B BA BE BG BI BRK C CAN CF D DA DB DD DE DR EL EN FA FI FF FR G GR H HE HI HR HU IS ITA JA KA \
      KOR L LGBTQ LIT LS LT M MED ML MT N NB NDG NE NL NO O OUT P POA POC POL POR PUN RUS S SEN SK SL SM SP ST SV T TC TH TL TR TUR UK W X \
      XB XT Y
      """
    for code in specification.split(separator: " ") { #expect(codes[String(code)] != nil, "\(code)") }
    for code in ["Ag", "St", "WC", "VM", "HY", "TC", "NS", "L/R"] {
      #expect(fellowships.codes.bmlt[code] != nil, "\(code)")
    }
  }

  @Test func anUnknownFellowshipIsToldWithThoseThatThereAre() {
    #expect(throws: FormatError.unknownFellowship("xx", known: fellowships.all.map(\.id))) {
      try fellowships.named("xx")
    }
    #expect(fellowships["AA"]?.id == "aa")
  }

  @Test(arguments: [
    (#"{"version":1,"id":"zz","name":"Z","topics":["nothing"],"members":["family"]}"#, "/topics/0"),
    (#"{"version":1,"id":"other","name":"Z","topics":["grief"],"members":["family"]}"#, "/id"),
    (#"{"version":1,"id":"zz","name":"Z","topics":["grief"],"members":["nobody"]}"#, "/members/0"),
    (#"{"version":1,"id":"zz","name":"Z","topics":["grief"]}"#, "expected id, name, topics and members"),
    (
      #"{"version":1,"id":"zz","name":"Z","topics":["grief"],"members":["family"],"facts":{"cost":{"kind":"free"}}}"#,
      "/basis"
    ),
    (
      #"{"version":1,"id":"zz","name":"Z","topics":["grief"],"members":["family"],"bmlt":{"C":{"access":"closed"}}}"#,
      "/bmlt/C/meaning"
    ),
    (
      #"{"version":1,"id":"zz","name":"Z","topics":["grief"],"members":["family"],"bmlt":{"C":{"meaning":"C","colour":1}}}"#,
      "/bmlt/C/colour"
    ),
    (
      #"{"version":1,"id":"zz","name":"Z","topics":["grief"],"members":["family"],"bmlt":{"C":{"meaning":"C","access":"ajar"}}}"#,
      "ajar"
    ),
    (#"{"version":1,"id":"zz""#, "not valid JSON"),
  ])
  func aFileThatIsWrongIsToldWithItsPlace(text: String, place: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "kith-\(UInt64.random(in: 0...UInt64.max))")
    let files = folder.appendingPathComponent("fellowships")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["bmlt.json", "meeting-guide.json"] {
      try FileManager.default.copyItem(
        at: Support.data.appendingPathComponent("fellowships/\(name)"), to: files.appendingPathComponent(name))
    }
    try Data(text.utf8).write(to: files.appendingPathComponent("zz.json"))
    let error = #expect(throws: FormatError.self) { try Fellowships(directory: folder, vocabulary: Support.vocabulary) }
    #expect(error?.description.contains("zz.json") == true)
    #expect(error?.description.contains(place) == true, "\(error.map(String.init(describing:)) ?? "")")
  }
}
