import Foundation

/// A point on the Earth's surface as whole numbers, so that distances are the same on every machine.
///
/// The Earth is taken for a sphere. The axes go through 0° N 0° E, 0° N 90° E and the North Pole.
struct EarthPoint: Sendable, Hashable {
  /// In 128ths of a metre from the Earth's centre.
  let x: Int32
  let y: Int32
  let z: Int32

  /// How many units are a kilometre.
  static let unitsPerKilometer = 128_000.0
  private static let radius = Coordinate.earthRadiusKilometers * unitsPerKilometer

  init(x: Int32, y: Int32, z: Int32) { (self.x, self.y, self.z) = (x, y, z) }

  init(_ coordinate: Coordinate) {
    let north = coordinate.latitude * .pi / 180
    let east = coordinate.longitude * .pi / 180
    x = Int32((Self.radius * cos(north) * cos(east)).rounded())
    y = Int32((Self.radius * cos(north) * sin(east)).rounded())
    z = Int32((Self.radius * sin(north)).rounded())
  }

  /// The square of the straight line between two points, in units.
  @inline(__always)
  func squaredChord(to other: EarthPoint) -> Int64 {
    let dx = Int64(x) - Int64(other.x)
    let dy = Int64(y) - Int64(other.y)
    let dz = Int64(z) - Int64(other.z)
    return dx * dx + dy * dy + dz * dz
  }

  /// The great-circle distance in kilometres, to about a centimetre.
  ///
  /// Only square roots and sums of products, which are the same everywhere.
  func kilometers(to other: EarthPoint) -> Double {
    let squared = squaredChord(to: other)
    if Double(squared) <= 2 * Self.radius * Self.radius { return Self.kilometers(squaredChord: squared) }
    // Over a quarter of the way round the chord hardly changes: the way from the opposite point is the exact one.
    let opposite = EarthPoint(x: -other.x, y: -other.y, z: -other.z)
    return .pi * Coordinate.earthRadiusKilometers - Self.kilometers(squaredChord: squaredChord(to: opposite))
  }

  /// The great-circle distance in kilometres over a straight line, where it is at most a quarter of the way round.
  @inline(__always)
  static func kilometers(squaredChord: Int64) -> Double {
    2 * Coordinate.earthRadiusKilometers * arcsine(Double(squaredChord).squareRoot() / (2 * radius))
  }

  /// The square of the straight line under an arc, in units: rounded to the nearest.
  static func squaredChord(ofKilometers kilometers: Double) -> Int64 {
    let half = min(kilometers / (2 * Coordinate.earthRadiusKilometers), .pi / 2)
    let chord = 2 * radius * sin(max(0, half))
    return Int64((chord * chord).rounded())
  }

  /// The arc whose sine is `x`, for 0 ≤ x ≤ 1, to the last bit or two.
  ///
  /// The C library's own differs between processors. The rational approximation of FreeBSD's libm, `e_asin.c`.
  static func arcsine(_ x: Double) -> Double {
    if x < 0.5 { return x + x * ratio(x * x) }
    let rest = max(0, (1 - x) / 2)
    let root = rest.squareRoot()
    return .pi / 2 - 2 * (root + root * ratio(rest))
  }

  private static func ratio(_ t: Double) -> Double {
    let low = 2.01212532134862925881e-01 + t * (-4.00555345006794114027e-02 + t * tail(t))
    let p = t * (1.66666666666666657415e-01 + t * (-3.25565818622400915405e-01 + t * low))
    let high = -6.88283971605453293030e-01 + t * 7.70381505559019352791e-02
    let q = 1 + t * (-2.40339491173441421878e+00 + t * (2.02094576023350569471e+00 + t * high))
    return p / q
  }

  private static func tail(_ t: Double) -> Double {
    7.91534994289814532176e-04 + t * 3.47933107596021167570e-05
  }
}

/// How a value falls with the distance: the greatest up to a near limit, then along a straight line to a far limit, and
/// the least beyond.
struct DistanceCurve: Sendable, Hashable {
  /// Up to here, in kilometres, the near value holds.
  let near: Double
  /// From here on, in kilometres, the value is the one beyond; at or after ``near``.
  let far: Double
  let nearValue: Double
  /// What the straight line falls to.
  let farValue: Double
  let beyondValue: Double

  /// The value at a distance in kilometres. It never rises with the distance.
  func value(at kilometers: Double) -> Double {
    if kilometers <= near { return nearValue }
    guard kilometers <= far else { return beyondValue }
    let part = (far - kilometers) / max(far - near, 0.001)
    return farValue + (nearValue - farValue) * min(1, part)
  }
}
