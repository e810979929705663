import GroupMatching

/// Something that a listing of groups can be narrowed by, with a count for each of its values.
///
/// To add one, name it in ``all`` and describe its parameter in `data/openapi.json`. There is none for a place: where
/// somebody lives does not belong into an address.
struct Facet: Sendable {
  /// The name of the parameter, and of the counts: `language`.
  let name: String
  /// The values of a group; none where unknown.
  let values: @Sendable (Group, Vocabulary) -> [String]

  /// Every facet.
  static let all: [Facet] = [
    // A topic stands for what is narrower too: somebody who looks at addictions sees groups on alcohol.
    Facet(name: "topic") { group, vocabulary in
      group.topics.flatMap { [$0] + vocabulary.taxonomy.ancestors(of: $0) }.map(\.name)
    },
    Facet(name: "audience") { group, _ in group.audiences.map(\.rawValue) },
    Facet(name: "community") { group, _ in group.communities.map(\.community.name) },
    Facet(name: "format") { group, _ in group.formats.list.map(\.rawValue) },
    Facet(name: "language") { group, _ in group.languages.map(\.description) },
    Facet(name: "weekday") { group, _ in group.sessions.map(\.weekday.rawValue) },
    Facet(name: "cost") { group, _ in [group.cost?.kind.rawValue].compactMap { $0 } },
    Facet(name: "accommodation") { group, _ in
      group.accommodations.filter { $0.value != .unavailable }.map(\.key.name)
    },
    Facet(name: "facilitation") { group, _ in [group.facilitation.kind?.rawValue].compactMap { $0 } },
    Facet(name: "status") { group, _ in [group.status?.rawValue].compactMap { $0 } },
    Facet(name: "country") { group, _ in [group.location?.country].compactMap { $0 } },
    Facet(name: "organization") { group, _ in [group.organization?.name].compactMap { $0 } },
  ]
}
