import Foundation

/// A convex function at one point: its value, slope and curvature.
struct Expansion {
  var value: Double
  var gradient: [Double]
  var curvature: SymmetricMatrix
}

/// The least point of a smooth convex function, with some variables held at 0 or above.
///
/// Each step fixes the variables that are at their bound and would leave it (the active set), takes Newton's step in the
/// others, and walks back along the projected path until the value falls enough.
///
/// - SeeAlso: Bertsekas, "Projected Newton Methods for Optimization Problems with Simple Constraints", 1982.
struct ProjectedNewton {
  /// Which variables cannot be negative.
  let isNonNegative: [Bool]
  /// The most steps; convex problems of this kind take about ten.
  var maximumSteps = 100
  /// The squared Newton decrement below which the point counts as the least one.
  var tolerance = 1e-14

  /// - Parameters:
  ///   - start: Projected to the bounds first.
  ///   - expand: The function with slope and curvature.
  ///   - value: The function alone.
  /// - Complexity: O(steps · (expansion + variables³)).
  func minimize(
    from start: [Double], expand: ([Double]) -> Expansion, value: ([Double]) -> Double
  ) throws(TuningError) -> [Double] {
    var point = projected(start)
    for _ in 0..<maximumSteps {
      let here = expand(point)
      let free = point.indices.filter { !(isNonNegative[$0] && point[$0] <= 0 && here.gradient[$0] > 0) }
      let step = try here.curvature.selecting(free).solved(for: free.map { here.gradient[$0] })
      let decrement = zip(free, step).reduce(0) { $0 + here.gradient[$1.0] * $1.1 }
      if decrement <= tolerance * max(1, abs(here.value)) { return point }
      guard let next = walk(from: point, here, free, step, value) else { return point }
      point = next
    }
    return point
  }

  /// The first point of the shortening step that makes enough of its promise good; `nil` where rounding hides any gain.
  private func walk(
    from point: [Double], _ here: Expansion, _ free: [Int], _ step: [Double], _ value: ([Double]) -> Double
  ) -> [Double]? {
    var length = 1.0
    for _ in 0..<40 {
      var next = point
      for (place, index) in free.enumerated() { next[index] -= length * step[place] }
      next = projected(next)
      let promised = free.reduce(0) { $0 + here.gradient[$1] * (point[$1] - next[$1]) }
      if promised > 0, here.value - value(next) >= 1e-4 * promised { return next }
      length /= 2
    }
    return nil
  }

  private func projected(_ point: [Double]) -> [Double] {
    point.indices.map { isNonNegative[$0] ? max(0, point[$0]) : point[$0] }
  }
}
