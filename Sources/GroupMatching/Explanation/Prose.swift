extension Sequence<String> {
  /// "a", "a and b", "a, b and c".
  func joinedInProse(_ conjunction: String) -> String {
    let items = Array(self)
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}

/// A count with its noun: "1 group", "2 groups".
public func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
  "\(count) " + (count == 1 ? noun : plural ?? noun + "s")
}

/// A number without needless zeros: "5", "7.5".
func compact(_ number: Double) -> String {
  guard abs(number) < 1e12 else { return "\(number)" }
  let tenths = (number * 10).rounded() / 10
  return tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
}
