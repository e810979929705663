import GroupMatching

/// Some facts of a group, as a native record writes them.
public struct PartialGroup: Sendable, Hashable {
  /// The facts; its id and its name mean nothing.
  private let group: Group

  /// No facts.
  static let none = PartialGroup(group: Group(id: "-", name: "-"))

  private init(group: Group) { self.group = group }

  /// Reads the fields of a native record, without id and name.
  ///
  /// - Throws: The first problem; facts that the project states are to be right.
  init(_ fields: JSONObject, vocabulary: Vocabulary) throws(FieldProblem) {
    var record = fields
    if let field = ["id", "name"].first(where: { fields[$0] != nil }) {
      throw FieldProblem(.unknownField, path: "/\(field)", expected: "facts of many groups")
    }
    record["id"] = "-"
    record["name"] = "-"
    let (group, problems) = Group.read(record, vocabulary: vocabulary)
    if let problem = problems.first { throw problem }
    self.init(group: group ?? Self.none.group)
  }

  /// The names of the fields that are stated.
  var fields: [String] { group.record.keys.filter { $0 != "id" && $0 != "name" } }

  /// The ways of meeting that it states.
  var formats: MeetingFormats { group.formats }

  /// Adds the facts to a group's own.
  ///
  /// Lists grow; a community that is exclusive stays so; single facts that the group has stay as they are.
  func add(to other: inout Group) {
    other.topics = (other.topics + group.topics).uniqued()
    other.audiences = (other.audiences + group.audiences).uniqued()
    other.languages = (other.languages + group.languages).uniqued()
    for focus in group.communities {
      if let index = other.communities.firstIndex(where: { $0.community == focus.community }) {
        let isExclusive = focus.isExclusive || other.communities[index].isExclusive
        other.communities[index] = CommunityFocus(focus.community, isExclusive: isExclusive)
      } else {
        other.communities.append(focus)
      }
    }
    fillGaps(of: &other)
  }

  /// Gives a group the facts that it does not have.
  func fillGaps(of other: inout Group) {
    if other.audiences.isEmpty { other.audiences = group.audiences }
    if other.communities.isEmpty { other.communities = group.communities }
    if other.languages.isEmpty { other.languages = group.languages }
    other.ages = other.ages ?? group.ages
    other.cost = other.cost ?? group.cost
    other.status = other.status ?? group.status
    other.accommodations.merge(group.accommodations) { own, _ in own }
    other.participation.fillGaps(from: group.participation)
    other.facilitation.fillGaps(from: group.facilitation)
  }
}

extension Participation {
  fileprivate mutating func fillGaps(from other: Participation) {
    dropIn = dropIn ?? other.dropIn
    observersWelcome = observersWelcome ?? other.observersWelcome
    sharingOptional = sharingOptional ?? other.sharingOptional
    registration = registration ?? other.registration
  }
}

extension Facilitation {
  fileprivate mutating func fillGaps(from other: Facilitation) {
    kind = kind ?? other.kind
    guidelinesPublished = guidelinesPublished ?? other.guidelinesPublished
    confidential = confidential ?? other.confidential
    crisisProtocol = crisisProtocol ?? other.crisisProtocol
  }
}
