extension Feature {
  /// What speaks for a safe group: guidelines, confidentiality, a protocol for hard moments, an organisation behind it.
  ///
  /// The mean of the four: yes 1, no 0, not stated 0.3. It counts for every member.
  static let safeguards = Feature(
    id: "safeguards", summary: "guidelines, confidentiality, an organisation behind it, a crisis protocol",
    defaultWeight: 0.75, valueWhenUnknown: 0.3
  ) { _, snapshot in
    .table(snapshot.safeguards) { safeguards in
      let facts = [
        safeguards.guidelinesPublished, safeguards.confidential, safeguards.crisisProtocol, safeguards.hasOrganization,
      ]
      guard facts.contains(where: { $0 != nil }) else { return nil }
      return facts.reduce(0) { $0 + ($1.map { $0 ? 1 : 0 } ?? 0.3) } / Double(facts.count)
    }
  } remark: { _, group, _ in
    let facilitation = group.facilitation
    if facilitation.confidential == false { return .caution("it does not promise confidentiality") }
    var given: [String] = []
    if facilitation.confidential == true { given.append("what is said stays in the group") }
    if facilitation.guidelinesPublished == true { given.append("its guidelines can be read") }
    if facilitation.crisisProtocol == true { given.append("it has a plan for hard moments") }
    if given.isEmpty { return .question("Ask about confidentiality and the group's guidelines.") }
    return .reason(given.joinedInProse("and"))
  }
}
