/// A distance as people read it: "3.2 km (2 mi)".
public func distanceText(_ kilometers: Double) -> String {
  "\(compact(kilometers)) km (\(compact(kilometers / 1.609344)) mi)"
}

/// A price with its currency: "15 USD".
func priceText(_ price: Double, _ currency: String?) -> String {
  compactPrice(price) + (currency.map { " \($0)" } ?? "")
}

/// A cost as people read it: "free", "5 to 20 USD on a sliding scale".
public func costText(_ cost: Cost) -> String {
  guard let amount = cost.amount, cost.kind != .free, amount.maximum > 0 else { return cost.kind.phrase }
  let low = compactPrice(amount.minimum)
  let range = amount.minimum == amount.maximum ? low : "\(low) to \(compactPrice(amount.maximum))"
  let price = range + (amount.currency.map { " \($0)" } ?? "")
  return cost.kind == .fixed ? price : "\(price) \(cost.kind.phrase)"
}

private func compactPrice(_ price: Double) -> String {
  guard price < 1e12 else { return "\(price)" }
  let cents = Int((price * 100).rounded())
  return cents % 100 == 0 ? String(cents / 100) : "\(cents / 100).\(twoDigits(cents % 100))"
}

extension Vocabulary {
  /// What a sentence calls the people of a community: "veterans", "LGBTQ+ people".
  func phrase(_ id: CommunityID) -> String {
    let label = label(id)
    let isInitials = label.dropFirst().first?.isUppercase == true
    let isName = ["Black", "Latino", "Asian", "Indigenous", "Christian", "Jewish", "Muslim", "Buddhist", "Deaf"]
      .contains { label.hasPrefix($0) }
    return isInitials || isName ? label : label.prefix(1).lowercased() + label.dropFirst()
  }
}
