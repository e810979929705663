import Foundation

/// Figures in tables.
enum FigureText {
  static func decimal(_ number: Double, places: Int = 4) -> String { String(format: "%.\(places)f", number) }

  static func signed(_ number: Double) -> String { String(format: "%+.4f", number) }

  /// A weight in a column eight wide.
  static func column(_ number: Double) -> String { String(format: "%8.3f", number) }

  static func interval(_ interval: ClosedRange<Double>?, places: Int = 4) -> String {
    interval.map { "[\(decimal($0.lowerBound, places: places)), \(decimal($0.upperBound, places: places))]" }
      ?? "[one value: no interval]"
  }

  static func signedInterval(_ interval: ClosedRange<Double>?) -> String {
    interval.map { "[\(signed($0.lowerBound)), \(signed($0.upperBound))]" } ?? "[one value: no interval]"
  }

  static func probability(_ probability: Double) -> String {
    probability < 0.001 ? "< 0.001" : String(format: "%.3f", probability)
  }
}
