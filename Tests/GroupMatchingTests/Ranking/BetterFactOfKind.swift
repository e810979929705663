@testable import GroupMatching

extension BetterFact {
  static let about = [
    BetterFact("one topic more") { group, generated, random in
      // The first topic of a group tells what it is about, which may be bad news.
      guard !group.topics.isEmpty else { return false }
      group.topics = (group.topics + [random.pick(generated.vocabulary.taxonomy.topics).id]).uniqued()
      return true
    },
    wished("about what the member looks for", { $0.topics.isEmpty ? nil : $0.topics }) { group, topics, random in
      group.topics = (group.topics + [random.pick(topics)]).uniqued()
      return true
    },
    wished("for the member's role as well", \.role) { group, role, _ in
      group.audiences = (group.audiences + [Audience(role)]).uniqued()
      return true
    },
    BetterFact("for anyone as well") { group, _, _ in
      group.audiences = (group.audiences + [.anyone]).uniqued()
      return true
    },
    wished("welcoming one more of the member's communities", \.communities) { group, communities, _ in
      let missing = communities.first { mine in !group.communities.contains { $0.community == mine } }
      return missing.map { group.communities.append(CommunityFocus($0)) } != nil
    },
    BetterFact("no longer for a community alone") { group, _, _ in
      group.communities = group.communities.map { CommunityFocus($0.community) }
      return true
    },
    wished("for the member's own age", \.age) { group, age, _ in
      group.ages = AgeRange(minimum: age, maximum: age)
      return true
    },
    wished("speaking the member's first language as well", \.languages.first) { group, language, _ in
      group.languages = (group.languages + [language]).uniqued()
      return true
    },
    BetterFact("speaking one language more") { group, _, random in
      guard !group.languages.isEmpty else { return false }
      group.languages = (group.languages + [random.pick(GroupGenerator.languages)]).uniqued()
      return true
    },
  ]

  static let ways = [
    BetterFact("one accommodation more available") { group, generated, random in
      group.accommodations[random.pick(generated.vocabulary.accommodations).id] = .available
      return true
    },
    BetterFact("one accommodation no longer missing") { group, _, random in
      let missing = group.accommodations.filter { $0.value == .unavailable }.keys.sorted()
      guard !missing.isEmpty else { return false }
      group.accommodations[random.pick(missing)] = .onRequest
      return true
    },
    flag("dropping in", \.participation.dropIn),
    flag("watching once", \.participation.observersWelcome),
    flag("only listening", \.participation.sharingOptional),
    flag("guidelines published", \.facilitation.guidelinesPublished),
    flag("confidential", \.facilitation.confidential),
    flag("a protocol for hard moments", \.facilitation.crisisProtocol),
    BetterFact("an organisation behind it") { group, _, _ in
      group.organization = Organization(name: "Lantern Trust")
      return true
    },
    wished("led as the member likes", \.facilitation) { group, kind, _ in
      group.facilitation.kind = kind
      return true
    },
    wished("the size that the member likes", \.comfort.size) { group, size, _ in
      group.size.typical = [.small: 6, .medium: 12, .large: 25][size]
      return true
    },
    BetterFact("more openings") { group, _, random in
      group.size.openings = (group.size.openings ?? 0) + random.number(in: 1...4)
      return true
    },
  ]
}
