/// A ridge across a direction: weights may grow along the prior for nothing, and pay for leaving it.
///
/// *½ · strength · (|w|² − (u·w)²)*, with u the prior's direction. A ranking does not change when all weights grow alike,
/// so a ridge toward a point would fight the scale instead of the order.
struct PriorRidge {
  /// Of length 1; variables beyond it, such as an intercept, are not drawn to it.
  let direction: [Double]
  let strength: Double
  /// How far along the direction weights are expected to go, and how strongly; strength 0 leaves it to the data.
  let expectation: (length: Double, strength: Double)
  /// How strongly variables beyond the direction, an intercept, are drawn to 0.
  let freeStrength: Double
  /// What keeps a problem solvable where data say nothing along the direction.
  private static let floor = 1e-7

  /// - Parameter prior: Any length but 0.
  init(
    along prior: [Double], strength: Double, expecting expectation: (length: Double, strength: Double) = (0, 0),
    freeStrength: Double = 0
  ) {
    let length = prior.reduce(0) { $0 + $1 * $1 }.squareRoot()
    direction = length > 0 ? prior.map { $0 / length } : prior
    self.strength = strength
    self.expectation = expectation
    self.freeStrength = freeStrength
  }

  /// How far weights go along the direction.
  func along(_ weights: [Double]) -> Double { zip(direction, weights).reduce(0) { $0 + $1.0 * $1.1 } }

  func value(_ weights: [Double]) -> Double {
    let along = along(weights)
    let squares = weights.prefix(direction.count).reduce(0) { $0 + $1 * $1 }
    let missed = along - expectation.length
    let free = weights.dropFirst(direction.count).reduce(0) { $0 + $1 * $1 }
    return
      (strength * (squares - along * along) + expectation.strength * missed * missed + Self.floor * squares
      + freeStrength * free) / 2
  }

  /// Adds the ridge to a function's expansion.
  func add(to expansion: inout Expansion, at weights: [Double]) {
    let along = along(weights)
    expansion.value += value(weights)
    let pull = expectation.strength * (along - expectation.length)
    for (place, unit) in direction.enumerated() {
      expansion.gradient[place] +=
        strength * (weights[place] - unit * along) + pull * unit + Self.floor * weights[place]
    }
    for place in weights.indices.dropFirst(direction.count) {
      expansion.gradient[place] += freeStrength * weights[place]
    }
    add(to: &expansion.curvature)
  }

  /// Adds the ridge's own curvature to a matrix.
  func add(to curvature: inout SymmetricMatrix) {
    for (place, unit) in direction.enumerated() {
      for other in place..<direction.count {
        curvature[other, place] += (expectation.strength - strength) * unit * direction[other]
      }
      curvature[place, place] += strength + Self.floor
    }
    for place in direction.count..<max(curvature.order, direction.count) { curvature[place, place] += freeStrength }
  }
}
