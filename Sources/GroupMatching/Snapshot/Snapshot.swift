/// A directory made ready to be matched against: immutable, one column a fact, rows in order of group id.
///
/// Because rows stand in order of id, the earlier row wins a tie, whatever order the groups came in.
public struct Snapshot: Sendable {
  /// The groups, one a row.
  public let groups: [Group]
  public let vocabulary: Vocabulary
  /// A digest of the groups and of what is known of outcomes: equal for equal directories.
  public let id: String

  /// What reads needs; `nil` where texts are left out of the ranking.
  public let textTools: TextTools?
  let texts: GroupTexts?
  let status: FactColumn<GroupStatus?>
  let topics: FactColumn<[OfferedTopic]>
  let audiences: FactColumn<[Audience]>
  let communities: FactColumn<[CommunityFocus]>
  let ages: FactColumn<AgeRange?>
  let formats: FactColumn<MeetingFormats>
  let coordinates: [Coordinate?]
  let languages: FactColumn<LanguageOffer>
  let sessions: FactColumn<[Session]>
  let costs: FactColumn<Cost?>
  let accommodations: FactColumn<AccommodationOffer>
  let participation: FactColumn<Participation>
  let safeguards: FactColumn<Safeguards>
  let facilitators: FactColumn<Facilitation.Kind?>
  let sizes: FactColumn<GroupSize>
  let openings: FactColumn<OpeningsOffer>
  let verifications: FactColumn<Day?>
  /// Whether the organisation keeps outcomes at all, of these groups or others.
  let keepsOutcomes: Bool
  let retention: FactColumn<Retention?>

  /// - Parameters:
  ///   - groups: In any order. Of two with one id the first counts.
  ///   - textTools: What reads texts; without it needs in words are not understood.
  ///   - retention: How many stay in a group, by the group's id; empty where no outcomes are kept.
  /// - Complexity: O(n log n).
  public init(
    groups unordered: [Group], vocabulary: Vocabulary, textTools: TextTools? = nil, retention: [String: Retention] = [:]
  ) {
    var seen: Set<String> = []
    let groups = unordered.filter { seen.insert($0.id).inserted }.sorted { $0.id < $1.id }
    self.groups = groups
    self.vocabulary = vocabulary
    self.textTools = textTools
    texts = textTools.map { GroupTexts(groups, encoder: $0.encoder) }
    let digest = Digest.hexadecimal(of: groups.lazy.map { JSONValue.object($0.record).text })
    id = retention.isEmpty ? digest : Digest.hexadecimal(of: [digest] + groups.map { retention[$0.id]?.text ?? "" })
    status = FactColumn(groups.lazy.map(\.status))
    topics = FactColumn(groups.lazy.map { $0.offeredTopics(textTools, vocabulary.taxonomy) })
    audiences = FactColumn(groups.lazy.map(\.audiences))
    communities = FactColumn(groups.lazy.map(\.communities))
    ages = FactColumn(groups.lazy.map(\.ages))
    formats = FactColumn(groups.lazy.map(\.formats))
    coordinates = groups.map { $0.location?.coordinate }
    languages = FactColumn(groups.lazy.map(LanguageOffer.init))
    sessions = FactColumn(groups.lazy.map(\.sessions))
    costs = FactColumn(groups.lazy.map(\.cost))
    accommodations = FactColumn(groups.lazy.map(AccommodationOffer.init))
    participation = FactColumn(groups.lazy.map(\.participation))
    safeguards = FactColumn(groups.lazy.map(Safeguards.init))
    facilitators = FactColumn(groups.lazy.map(\.facilitation.kind))
    sizes = FactColumn(groups.lazy.map(\.size))
    openings = FactColumn(groups.lazy.map(OpeningsOffer.init))
    verifications = FactColumn(groups.lazy.map(\.verifiedAt))
    keepsOutcomes = !retention.isEmpty
    self.retention = FactColumn(groups.lazy.map { retention[$0.id] })
  }

  /// The row of a group; `nil` where the snapshot does not hold it.
  ///
  /// - Complexity: O(log n).
  public func row(of id: String) -> Int? {
    var low = 0
    var high = groups.count
    while low < high {
      let middle = (low + high) / 2
      if groups[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < groups.count && groups[low].id == id ? low : nil
  }
}
