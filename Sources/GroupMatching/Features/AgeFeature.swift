extension Feature {
  /// Whether the age band fits, and how closely: 0.6 for any age, up to 1 for a band of the member's own years.
  static let age = Feature(
    id: "age", summary: "how closely its age band fits", defaultWeight: 0.5, valueWhenUnknown: 0.5
  ) { context, snapshot in
    guard let age = context.member.age else { return nil }
    return .table(snapshot.ages) { ages in
      guard let ages else { return nil }
      guard ages.contains(age) else { return 0 }
      let width = (ages.maximum ?? 100) - (ages.minimum ?? 0)
      return 1 - 0.4 * Double(min(100, max(0, width))) / 100
    }
  } remark: { context, group, value in
    guard let ages = group.ages, let age = context.member.age, value ?? 0 > 0 else { return nil }
    // "18 and over" is no news to an adult of forty.
    let isClose = ages.maximum != nil || age < 25 || ages.minimum ?? 0 >= 30
    return isClose ? .reason("it is for ages \(ages.phrase)") : nil
  }
}
