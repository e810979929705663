import Foundation

/// Whether a group suits what a member cannot do without, derived from the raw records alone.
struct RawEligibility {
  let member: RawRecord
  let group: RawRecord
  /// Where the member is, and the zone of their clock.
  let place: (Double, Double)?
  let zone: TimeZone
  let schedule: RawSchedule
  /// Accommodations that are about the room alone.
  let placeOnly: Set<String>

  /// The rules that exclude the group, by id.
  var exclusions: Set<String> {
    let broken: [String: Bool] = [
      "status": ["paused", "closed"].contains(group.text("status")),
      "format": formatExcludes, "travel-limit": distanceExcludes,
      "schedule": member.has("availability") && schedule.fits(member, zone: zone) == false,
      "language": languageExcludes, "age": ageExcludes, "audience": audienceExcludes, "community": communityExcludes,
      "cost": costExcludes,
      "accommodations": member.texts("accommodations/required").contains { status(of: $0) == "unavailable" },
      "already-tried": member.texts("exclude").contains(group.id), "openings": group.number("size/openings") == 0,
    ]
    return Set(broken.filter(\.value).keys)
  }

  /// How far the group meets.
  var kilometers: Double? {
    guard let place, let latitude = group.number("location/latitude"),
      let longitude = group.number("location/longitude")
    else { return nil }
    return RawRecord.kilometers(place, (latitude, longitude))
  }

  private var accepted: Set<String> {
    let stated = member.texts("formats/accepted")
    return stated.isEmpty ? ["in-person", "online", "phone"] : Set(stated)
  }

  private var formats: Set<String> { Set(group.texts("formats")) }

  /// Whether the member can attend without travelling.
  var isRemote: Bool { !formats.subtracting(["in-person"]).isDisjoint(with: accepted) }

  private var formatExcludes: Bool { !formats.isEmpty && formats.isDisjoint(with: accepted) }

  private var distanceExcludes: Bool {
    guard let limit = member.number("distance/maximumKilometers"), !isRemote, let kilometers
    else { return false }
    return kilometers > limit
  }

  private var languageExcludes: Bool {
    let mine = Set(member.texts("languages").map { $0.prefix { $0 != "-" } })
    let theirs = Set(group.texts("languages").map { $0.prefix { $0 != "-" } })
    let canInterpret = ["available", "on-request"].contains(group.text("accommodations/interpreter"))
    return !mine.isEmpty && !theirs.isEmpty && mine.isDisjoint(with: theirs) && !canInterpret
  }

  private var ageExcludes: Bool {
    guard let age = member.number("age") else { return false }
    return age < group.number("ages/min") ?? 0 || age > group.number("ages/max") ?? 200
  }

  private var audienceExcludes: Bool {
    guard let role = member.text("role"), group.has("audiences") else { return false }
    let audiences = Set(group.texts("audiences"))
    if audiences.contains(role) || audiences.contains("anyone") { return false }
    // Family and caregivers are often both meant where one is named.
    return role == "lived-experience" || audiences.isDisjoint(with: ["family", "caregiver"])
  }

  private var communityExcludes: Bool {
    let exclusive = group.communities.filter(\.isExclusive).map(\.name)
    guard member.has("communities"), !exclusive.isEmpty else { return false }
    return Set(exclusive).isDisjoint(with: member.texts("communities"))
  }

  private var costExcludes: Bool {
    guard let budget = member.number("cost/maximum"), let kind = group.text("cost/kind") else { return false }
    guard !["free", "donation"].contains(kind), let least = leastPrice, least > 0 else { return false }
    let (mine, theirs) = (member.text("cost/currency"), group.text("cost/amount/currency"))
    return (mine == nil || theirs == nil || mine == theirs) && least > budget
  }

  private var leastPrice: Double? {
    group.number("cost/amount/minimum") ?? (group.has("cost/amount/maximum") ? 0 : nil)
  }

  /// What the group says of an accommodation; of the room's, nothing that matters to who attends from home.
  private func status(of accommodation: String) -> String? {
    isRemote && placeOnly.contains(accommodation) ? "available" : group.text("accommodations/\(accommodation)")
  }

  /// Required accommodations of which the group says nothing.
  var unstatedRequirements: [String] { member.texts("accommodations/required").filter { status(of: $0) == nil } }
}
