import ArgumentParser
import Foundation
import GroupMatching

/// The person to match: a record, flags, or flags over a record.
struct MemberOptions: ParsableArguments {
  @Option(help: "A member record in JSON; - reads standard input. Flags below override its fields.")
  var member: String?

  @Option(help: "The need, in the person's own words.")
  var need: String?

  @Option(
    help: ArgumentHelp("A topic by slug, label or another name. Repeat or separate by commas.", valueName: "topic"))
  var topic: [String] = []

  @Option(help: "How the person comes to it: \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
  var role: String?

  @Option(help: "A community that the person belongs to. Repeat or separate by commas.")
  var community: [String] = []

  @Option(help: "The age in years.")
  var age: Int?

  @Option(help: "A language by name or tag, the first one first. Repeat or separate by commas.")
  var language: [String] = []

  @Option(
    help:
      "A way of meeting that will do: \(MeetingFormat.allCases.map(\.rawValue).joined(separator: ", ")). Repeat or separate by commas."
  )
  var format: [String] = []

  @Option(help: "The way of meeting that is liked best.")
  var prefer: String?

  @Option(help: "Where the person is: a US postal code, a city (\"Oakland, CA\"), or latitude,longitude.")
  var near: String?

  @Option(help: "The greatest distance, as 15km or 10mi.")
  var within: String?

  @Option(help: "The comfortable distance, as 5km or 3mi.")
  var comfortable: String?

  @Option(help: "An accommodation that has to be there, such as closed-captions. Repeat or separate by commas.")
  var require: [String] = []

  @Option(help: "An accommodation that would help. Repeat or separate by commas.")
  var helpful: [String] = []

  @Option(help: ArgumentHelp("The most that can be paid for a session, as 10 or 10USD.", valueName: "amount"))
  var maxCost: String?

  @Option(
    help: "A free time, as \"tue 18:00-21:00\", \"weekdays 17:00-22:00\" or \"sat,sun mornings\". Repeat for more.")
  var free: [String] = []

  @Option(help: "The person's time zone, such as America/New_York. Default: that of the place.")
  var timeZone: String?

  @Flag(help: "Wants to be able only to listen.")
  var listenOnly = false

  @Flag(help: "Wants to look once before joining.")
  var observeFirst = false

  @Option(help: "The size of circle liked best: \(Comfort.Size.allCases.map(\.rawValue).joined(separator: ", ")).")
  var circle: String?

  @Option(help: "Who should lead: \(Facilitation.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
  var facilitation: String?

  @Option(help: "A group already tried, by id. Repeat for more.")
  var exclude: [String] = []

  @Option(
    help: ArgumentHelp("A factor on a feature's weight, as distance=2. Repeat for more.", valueName: "feature=factor"))
  var importance: [String] = []

  /// The member that the record and the flags describe, the place looked up.
  func member(_ data: KithData) throws -> Member {
    var member = try record(data.vocabulary)
    try applyNeed(to: &member, data.vocabulary)
    try applyPlaceAndTime(to: &member)
    try applyWishes(to: &member, data.vocabulary)
    if within != nil, member.near == nil, member.location == nil {
      throw ValidationError("--within needs a place to start from: give --near as well")
    }
    guard member.needsLookUp else { return member }
    let places = try data.places()
    return try orFail(Failure.init) { [member] () throws(PlacesError) in try member.settled(in: places) }
  }

  private func record(_ vocabulary: Vocabulary) throws -> Member {
    guard let path = self.member else { return Member() }
    let fields = try Input.object(path, of: "a member")
    let shown = path == "-" ? "standard input" : path
    return try orFail({ (error: MemberError) in
      Failure(.badData, error.problems.map { "\(shown): \($0)" }.joined(separator: "\nkith: "))
    }) { () throws(MemberError) in try Member(reading: fields, vocabulary: vocabulary) }
  }

  private func applyNeed(to member: inout Member, _ vocabulary: Vocabulary) throws {
    if let need { member.need = need }
    if !topic.isEmpty { member.topics = try topic.listed.map { try FlagText.topic($0, vocabulary.taxonomy) } }
    if let role { member.role = try FlagText.choice(role, "--role") }
    if !community.isEmpty {
      member.communities = try community.listed.map { name in
        guard let id = vocabulary.community(named: name) else {
          throw ValidationError(
            "--community '\(name)': expected one of \(vocabulary.communities.map(\.id.name).joined(separator: ", "))")
        }
        return id
      }
    }
    if let age {
      guard (0...130).contains(age) else { throw ValidationError("--age \(age): expected years from 0 to 130") }
      member.age = age
    }
    if !language.isEmpty {
      member.languages = try language.listed.map { name in
        guard let tag = vocabulary.language(named: name) else {
          throw ValidationError("--language '\(name)': expected a language's name or tag, such as Spanish or es")
        }
        return tag
      }
    }
  }

  private func applyPlaceAndTime(to member: inout Member) throws {
    if !format.isEmpty {
      member.acceptedFormats = MeetingFormats(try format.listed.map { try FlagText.choice($0, "--format") })
    }
    if let prefer { member.preferredFormat = try FlagText.choice(prefer, "--prefer") }
    if let near {
      member.near = near
      member.location = nil
    }
    if let within { member.maximumKilometers = try FlagText.kilometers(within, "--within") }
    if let comfortable { member.comfortableKilometers = try FlagText.kilometers(comfortable, "--comfortable") }
    if let near = member.comfortableKilometers, let far = member.maximumKilometers, near > far {
      throw ValidationError("the comfortable distance is more than the greatest one")
    }
    if !free.isEmpty { member.availability = try free.flatMap { try FreeTimeText.read($0) } }
    if let timeZone {
      guard let zone = ZoneID(timeZone) else {
        throw ValidationError(
          "--time-zone '\(timeZone)': expected a zone that this system knows, such as America/New_York")
      }
      member.timeZone = zone
    }
  }

  private func applyWishes(to member: inout Member, _ vocabulary: Vocabulary) throws {
    if !require.isEmpty {
      member.requiredAccommodations = try require.listed.map { try FlagText.accommodation($0, "--require", vocabulary) }
    }
    if !helpful.isEmpty {
      member.helpfulAccommodations = try helpful.listed.map { try FlagText.accommodation($0, "--helpful", vocabulary) }
    }
    if let maxCost { member.budget = try FlagText.budget(maxCost) }
    if listenOnly { member.comfort.listenOnly = true }
    if observeFirst { member.comfort.observeFirst = true }
    if let circle { member.comfort.size = try FlagText.choice(circle, "--circle") }
    if let facilitation { member.facilitation = try FlagText.choice(facilitation, "--facilitation") }
    member.excludedGroups += exclude
    for text in importance {
      let (feature, factor) = try FlagText.importance(text)
      member.importance[feature] = factor
    }
  }
}

extension [String] {
  /// The values of a flag that may be repeated or hold several separated by commas.
  fileprivate var listed: [String] {
    flatMap { $0.split(separator: ",") }.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }
}
