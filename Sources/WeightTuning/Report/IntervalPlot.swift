import Foundation

/// Points with intervals on a common axis, as SVG: each row a name, a bar for the interval, a dot for the value, and
/// where there is one a hollow dot for what it was before.
struct IntervalPlot {
  struct Row {
    let name: String
    let value: Double
    let interval: ClosedRange<Double>?
    var before: Double?
  }

  let title: String
  /// What a reader hears instead of seeing: the table beside has the figures.
  let description: String
  let rows: [Row]
  /// Where a line is drawn across all rows.
  var reference: Double?

  private static let rowHeight = 24.0
  private static let nameWidth = 190.0
  /// So many letters of the page's font are no wider.
  private static let nameLimit = 28
  private static let plotWidth = 560.0

  var svg: String {
    let height = Self.rowHeight * Double(rows.count) + 40
    let width = Self.nameWidth + Self.plotWidth + 20
    var parts = [
      "<svg role=\"img\" aria-labelledby=\"\(id)-t \(id)-d\" viewBox=\"0 0 \(Self.figure(width)) \(Self.figure(height))\">",
      "<title id=\"\(id)-t\">\(HTMLText.escaped(title))</title>",
      "<desc id=\"\(id)-d\">\(HTMLText.escaped(description))</desc>",
    ]
    let bottom = height - 30
    for tick in ticks {
      let x = Self.figure(place(tick))
      parts.append("<line x1=\"\(x)\" x2=\"\(x)\" y1=\"0\" y2=\"\(Self.figure(bottom))\" stroke=\"#ddd\"/>")
      parts.append(
        "<text x=\"\(x)\" y=\"\(Self.figure(bottom + 18))\" text-anchor=\"middle\">\(Self.label(tick))</text>")
    }
    if let reference {
      let x = Self.figure(place(reference))
      parts.append(
        "<line x1=\"\(x)\" x2=\"\(x)\" y1=\"0\" y2=\"\(Self.figure(bottom))\" stroke=\"#555\" stroke-dasharray=\"4 3\"/>"
      )
    }
    for (index, row) in rows.enumerated() { parts += marks(row, y: Self.rowHeight * (Double(index) + 0.5)) }
    return (parts + ["</svg>"]).joined(separator: "\n")
  }

  private func marks(_ row: Row, y: Double) -> [String] {
    let line = Self.figure(y)
    var parts = [
      "<text x=\"0\" y=\"\(Self.figure(y + 4))\"><title>\(HTMLText.escaped(row.name))</title>"
        + "\(HTMLText.escaped(Self.shortened(row.name)))</text>"
    ]
    if let interval = row.interval {
      parts.append(
        "<line x1=\"\(Self.figure(place(interval.lowerBound)))\" x2=\"\(Self.figure(place(interval.upperBound)))\" "
          + "y1=\"\(line)\" y2=\"\(line)\" stroke=\"#1a5fb4\" stroke-width=\"4\" stroke-opacity=\".45\"/>")
    }
    if let before = row.before {
      parts.append(
        "<circle cx=\"\(Self.figure(place(before)))\" cy=\"\(line)\" r=\"4.5\" fill=\"#fff\" stroke=\"#555\" stroke-width=\"1.5\"/>"
      )
    }
    parts.append("<circle cx=\"\(Self.figure(place(row.value)))\" cy=\"\(line)\" r=\"4\" fill=\"#1a5fb4\"/>")
    return parts
  }

  /// A name that fits beside the plot: both ends of a longer one, since paths and ids differ at theirs.
  static func shortened(_ name: String) -> String {
    name.count <= nameLimit ? name : "\(name.prefix(nameLimit / 2 - 1))…\(name.suffix(nameLimit / 2))"
  }

  private var id: String { "p" + String(StableDigest.of(title), radix: 36) }

  private var bounds: ClosedRange<Double> {
    let all =
      rows.flatMap { row in
        [row.value, row.before, row.interval?.lowerBound, row.interval?.upperBound].compactMap { $0 }
      } + (reference.map { [$0] } ?? [])
    let low = all.min() ?? 0
    let high = all.max() ?? 1
    return high > low ? low...high : low - 0.5...low + 0.5
  }

  private func place(_ value: Double) -> Double {
    let bounds = bounds
    let share = (value - bounds.lowerBound) / (bounds.upperBound - bounds.lowerBound)
    return Self.nameWidth + 10 + share * (Self.plotWidth - 20)
  }

  /// Round numbers, about five.
  private var ticks: [Double] {
    let bounds = bounds
    let rough = (bounds.upperBound - bounds.lowerBound) / 5
    let power = pow(10, floor(log10(rough)))
    let step = ([1, 2, 5, 10].first { $0 * power >= rough } ?? 10) * power
    let first = (bounds.lowerBound / step).rounded(.up) * step
    return Array(stride(from: first, through: bounds.upperBound + step * 1e-9, by: step))
  }

  private static func figure(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }

  private static func label(_ number: Double) -> String {
    let rounded = (number * 1e6).rounded() / 1e6
    return rounded == rounded.rounded() && abs(rounded) < 1e9 ? String(Int(rounded)) : "\(rounded)"
  }
}
