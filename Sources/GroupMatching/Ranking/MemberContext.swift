/// A member with all that rules and features look up, worked out once against a snapshot.
public struct MemberContext: Sendable {
  public let member: Member
  let vocabulary: Vocabulary
  /// What the need says; `nil` where there is none, or nothing to read it with.
  public let need: NeedUnderstanding?
  /// The moment asked about; sessions are looked at from here on.
  public let moment: Instant
  /// How the sessions fall into the free times; `nil` where the member named no free time.
  let schedule: MemberSchedule?
  private let ids: GroupIDs
  private let retention: FactColumn<Retention?>

  /// - Parameters:
  ///   - member: With `location` set where the member named a place; see ``Member/settled(in:)``.
  ///   - moment: The moment asked about.
  ///   - understood: What the member's need says, where it was read before; `nil` reads it now.
  public init(
    _ member: Member, over snapshot: Snapshot, at moment: Instant, understood: NeedUnderstanding? = nil
  ) {
    self.init(member, over: snapshot, at: moment, understood: understood, sessions: nil)
  }

  /// - Parameter sessions: From the moment on by the member's clock; `nil` takes those of all rows.
  init(
    _ member: Member, over snapshot: Snapshot, at moment: Instant, understood: NeedUnderstanding?,
    sessions: ScheduleView?
  ) {
    self.member = member
    self.moment = moment
    vocabulary = snapshot.vocabulary
    need =
      understood
      ?? member.need.flatMap { snapshot.textTools?.understand($0, taxonomy: snapshot.vocabulary.taxonomy) }
    schedule = Self.schedule(member, snapshot, moment, sessions)
    ids = snapshot.ids
    retention = snapshot.retention
  }

  /// How many stay in a group; `nil` where nothing is known of it.
  func retention(of group: Group) -> Retention? { ids.row(of: group.id).flatMap { retention[$0] } }

  /// The day asked about, by the member's clock.
  var day: Day { moment.day(in: member.timeZone) }

  private static func schedule(
    _ member: Member, _ snapshot: Snapshot, _ moment: Instant, _ sessions: ScheduleView?
  ) -> MemberSchedule? {
    guard !member.availability.isEmpty else { return nil }
    let view = sessions ?? snapshot.sessions.view(from: moment, in: member.timeZone)
    return MemberSchedule(snapshot.sessions, view, FreeWeek(member.availability))
  }

  /// How far a group meets in person, in kilometres; `nil` where one of the two places is not known.
  public func kilometers(to group: Group) -> Double? { kilometers(to: group.location?.coordinate) }

  func kilometers(to coordinate: Coordinate?) -> Double? {
    guard let here = member.location, let coordinate else { return nil }
    return here.kilometers(to: coordinate)
  }

  /// The distances that the member gave, or what stands in for the one of the two that is missing.
  ///
  /// With only a most, a fifth of it is comfortable; with only a comfortable distance, five times that is the most; with
  /// neither, 5 and 50 km, which then rank and do not exclude.
  var travel: (comfortable: Double, maximum: Double) {
    switch (member.comfortableKilometers, member.maximumKilometers) {
    case (let near?, let far?): (near, far)
    case (let near?, nil): (near, near * 5)
    case (nil, let far?): (far / 5, far)
    case (nil, nil): (5, 50)
    }
  }

  /// The ways of meeting that the member can use: any, where not said.
  var acceptedFormats: MeetingFormats { member.acceptedFormats ?? .all }

  /// Whether the group can be attended without travelling; `nil` where its ways of meeting are not known.
  func isRemote(_ formats: MeetingFormats) -> Bool? {
    formats.isEmpty ? nil : !formats.isDisjoint(with: acceptedFormats.intersection(.remote))
  }
}

extension Member {
  /// Whether something about the member's place is still to be looked up: where it is, whose clock it keeps, or, where
  /// there is a need to read, whose crisis lines to show.
  public var needsLookUp: Bool {
    location == nil ? near != nil : timeZone == nil || (need != nil && country == nil)
  }

  /// The member with the place named by `near` looked up: its point, its country, and its time zone where
  /// the member gave none.
  ///
  /// - Throws: ``PlacesError`` where the place is unknown or its name stands for several.
  public func settled(in places: Places) throws(PlacesError) -> Member {
    var settled = self
    if settled.location == nil, let near {
      let place = try places.resolve(near)
      settled.location = place.coordinate
      settled.timeZone = settled.timeZone ?? ZoneID(place.timeZone)
      settled.country = place.country
    } else if let here = settled.location {
      let nearest = places.nearest(latitude: here.latitude, longitude: here.longitude)
      settled.timeZone = settled.timeZone ?? nearest.flatMap { ZoneID($0.timeZone) }
      settled.country = nearest?.country
    }
    return settled
  }
}

extension Place {
  /// The place's point.
  public var coordinate: Coordinate? { Coordinate(latitude: latitude, longitude: longitude) }
}
