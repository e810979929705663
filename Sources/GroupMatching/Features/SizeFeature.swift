extension Feature {
  /// The size of circle that the member likes: 1 within it, a tenth less for each person more or fewer.
  ///
  /// Small is up to 8 people, medium 9 to 15, large 16 and more. The usual number counts, else the capacity.
  static let size = Feature(
    id: "size", summary: "the size of circle that the member likes", defaultWeight: 0.5, valueWhenUnknown: 0.4
  ) { context, snapshot in
    guard let wanted = context.member.comfort.size else { return nil }
    return .table(snapshot.people) { people in
      people.map { people in
        let gap = max(wanted.people.lowerBound - people, people - wanted.people.upperBound, 0)
        return max(0, 1 - 0.1 * Double(gap))
      }
    }
  } remark: { context, group, value in
    guard let value, let people = group.size.typical ?? group.size.capacity else {
      return .question("Ask how many people usually come.")
    }
    if value == 1 { return .reason("about \(people) people come") }
    guard value < 0.5, let wanted = context.member.comfort.size else { return nil }
    return .caution("about \(people) people come, where a \(wanted.rawValue) circle was wished for")
  }
}

extension Comfort.Size {
  fileprivate var people: ClosedRange<Int> {
    switch self {
    case .small: 0...8
    case .medium: 9...15
    case .large: 16...100_000
    }
  }
}
