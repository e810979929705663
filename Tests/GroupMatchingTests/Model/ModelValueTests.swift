import Testing

@testable import GroupMatching

@Suite("Values that cannot be wrong once they exist")
struct ModelValueTests {
  // MARK: Languages

  @Test(
    "tags are brought into canonical case",
    arguments: [
      ("en", "en"), ("EN", "en"), ("pt-br", "pt-BR"), ("ZH-hans", "zh-Hans"), ("zh-hant-tw", "zh-Hant-TW"),
      ("ase", "ase"),
      ("es-419", "es-419"), ("sl-ROZAJ", "sl-rozaj"),
    ])
  func tags(text: String, canonical: String) throws {
    let tag = try #require(LanguageTag(text))
    #expect(tag.description == canonical)
    #expect(LanguageTag(tag.description) == tag)
    #expect(tag.primary == canonical.split(separator: "-").first.map(String.init))
  }

  @Test(
    "what is no tag is none",
    arguments: ["", "e", "english", "en_US", "en-", "-en", "en--us", "12", "en-toolonglong", "é1", "en us"])
  func noTags(text: String) {
    #expect(LanguageTag(text) == nil)
  }

  @Test(
    "who speaks a language understands its regions, but not another script or another language",
    arguments: [
      ("en", "en", true), ("en", "en-GB", true), ("pt-BR", "pt-PT", true), ("pt", "es", false),
      ("zh-Hans", "zh-Hant", false),
      ("zh", "zh-Hant", true), ("zh-Hans-CN", "zh-Hans", true), ("es-419", "es", true), ("ase", "en", false),
      ("zh-Hans", "zh-TW", true),
    ])
  func understood(one: String, other: String, isUnderstood: Bool) throws {
    let mine = try #require(LanguageTag(one))
    let theirs = try #require(LanguageTag(other))
    #expect(mine.isUnderstood(by: theirs) == isUnderstood)
    #expect(theirs.isUnderstood(by: mine) == isUnderstood)
  }

  // MARK: Costs

  @Test(
    "what a budget covers",
    arguments: [
      (.free, nil, nil, true), (.donation, 5.0, "USD", true), (.fixed, 10, "USD", true), (.fixed, 10.01, "USD", false),
      (.fixed, 5, "EUR", nil), (.fixed, 0, "EUR", true), (.fixed, 50, nil, false), (.fixed, nil, nil, nil),
      (.slidingScale, 3, "USD", true), (.insurance, nil, nil, nil), (.insurance, 40, "USD", false),
    ] as [(Cost.Kind, Double?, String?, Bool?)])
  func covers(kind: Cost.Kind, minimum: Double?, currency: String?, covers: Bool?) throws {
    let budget = try #require(Budget(maximum: 10, currency: "USD"))
    let amount = minimum.flatMap { Cost.Amount(minimum: $0, maximum: $0 + 20, currency: currency) }
    #expect(budget.covers(Cost(kind: kind, amount: amount)) == covers)
  }

  @Test("a cost that is not stated is unknown; a bare budget compares with any currency")
  func bareBudget() throws {
    let budget = try #require(Budget(maximum: 10))
    #expect(budget.covers(nil) == nil)
    let amount = Cost.Amount(minimum: 8, maximum: 8, currency: "EUR")
    #expect(budget.covers(Cost(kind: .fixed, amount: amount)) == true)
    #expect(Budget(maximum: 0)?.covers(Cost(kind: .fixed, amount: amount)) == false)
    #expect(Budget(maximum: 0)?.covers(Cost(kind: .free)) == true)
  }

  @Test("amounts and budgets that cannot be right are none")
  func amounts() {
    #expect(Cost.Amount(minimum: -1, maximum: 5, currency: nil) == nil)
    #expect(Cost.Amount(minimum: 6, maximum: 5, currency: nil) == nil)
    #expect(Cost.Amount(minimum: .nan, maximum: 5, currency: nil) == nil)
    #expect(Cost.Amount(minimum: 0, maximum: .infinity, currency: nil) == nil)
    #expect(Budget(maximum: -1) == nil)
    #expect(Budget(maximum: .nan) == nil)
    #expect(Budget(maximum: .infinity) == nil)
  }

  // MARK: Ages and formats

  @Test("ages with both ends, one, or none")
  func ages() throws {
    let teenagers = try #require(AgeRange(minimum: 13, maximum: 17))
    #expect((0...130).filter(teenagers.contains) == Array(13...17))
    #expect(try #require(AgeRange(minimum: 18)).phrase == "18 and over")
    #expect(try #require(AgeRange(maximum: 25)).phrase == "up to 25")
    #expect(teenagers.phrase == "13 to 17")
    #expect(AgeRange() == nil)
    #expect(AgeRange(minimum: 30, maximum: 20) == nil)
    #expect(AgeRange(minimum: -1) == nil)
    #expect(AgeRange(maximum: 131) == nil)
  }

  @Test("every set of ways of meeting is its list, and reads")
  func formats() {
    for bits in UInt8(0)...7 {
      let formats = MeetingFormats(rawValue: bits)
      #expect(MeetingFormats(formats.list) == formats)
      #expect(formats.phrase(joinedBy: "or").isEmpty == formats.isEmpty)
    }
    #expect(MeetingFormats.all.phrase(joinedBy: "or") == "in person, online or by phone")
    #expect(MeetingFormats.remote.list == [.online, .phone])
  }

  @Test("every role has its audience")
  func roles() {
    #expect(Set(Role.allCases.map { Audience($0) }).count == Role.allCases.count)
    for role in Role.allCases {
      #expect(Audience(role).rawValue == role.rawValue)
      #expect(Audience(role).phrase == role.phrase)
    }
  }

  @Test("the word for a score")
  func fit() {
    #expect(Fit(Points(Int32(Points.perScore)), isNeedKnown: true) == .strong)
    #expect(Fit(Points(786_432), isNeedKnown: true) == .strong)
    #expect(Fit(Points(786_431), isNeedKnown: true) == .good)
    #expect(Fit(Points(524_288), isNeedKnown: true) == .good)
    #expect(Fit(Points(524_287), isNeedKnown: true) == .possible)
    #expect(Fit(Points(Int32(Points.perScore)), isNeedKnown: false) == .possible)
    #expect(Points(Int32(Points.perScore)).share == 1)
  }
}
