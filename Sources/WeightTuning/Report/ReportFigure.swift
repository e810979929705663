import Foundation

/// Numbers as reports write them.
enum ReportFigure {
  /// Three decimals, or four of a number so small that three say little; nothing is less than nothing.
  static func decimal(_ number: Double) -> String {
    let places = number != 0 && abs(number) < 0.01 ? 4 : 3
    let text = String(format: "%.\(places)f", number)
    return text.contains { ("1"..."9").contains($0) } ? text : text.replacing("-", with: "")
  }

  static func interval(_ interval: ClosedRange<Double>?) -> String {
    interval.map { "\(decimal($0.lowerBound)) to \(decimal($0.upperBound))" } ?? ""
  }

  /// Probabilities below what three decimals can tell are not written as 0.
  static func probability(_ p: Double) -> String { p < 0.001 ? "< 0.001" : decimal(p) }
}

extension HTMLText {
  /// A plot with its description under it.
  mutating func figure(_ plot: IntervalPlot) {
    raw("<figure>\(plot.svg)<figcaption>\(Self.escaped(plot.description))</figcaption></figure>")
  }

  /// A comparison's row of ``comparisonHeader``.
  static func row(_ name: String, _ comparison: Comparison, adjustedP: Double) -> [String] {
    [
      name, ReportFigure.decimal(comparison.difference.mean), ReportFigure.interval(comparison.difference.interval),
      String(comparison.difference.count), ReportFigure.probability(comparison.randomisation),
      ReportFigure.probability(adjustedP), comparison.detectableDifference.map(ReportFigure.decimal) ?? "",
    ]
  }

  /// - Parameter noun: What a comparison is over, in the plural.
  static func comparisonHeader(_ name: String, over noun: String) -> [String] {
    [name, "difference", "95 % interval", noun, "p", "p for all together", "could have been detected"]
  }
}
