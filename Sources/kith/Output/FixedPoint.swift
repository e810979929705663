/// Numbers with a fixed count of digits after the point, so that they stand in columns.
enum FixedPoint {
  static func tenths(_ number: Double) -> String { text(number, digits: 1, unit: 10) }
  static func thousandths(_ number: Double) -> String { text(number, digits: 3, unit: 1000) }

  private static func text(_ number: Double, digits: Int, unit: Int) -> String {
    let whole = Int((abs(number) * Double(unit)).rounded())
    let fraction = String(whole % unit)
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return (number < 0 && whole > 0 ? "−" : "") + "\(whole / unit).\(zeros)\(fraction)"
  }
}
