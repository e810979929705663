import Foundation

/// A point on the Earth in degrees (WGS 84).
///
/// Both numbers are in range once a coordinate exists, and it is never 0,0: directories write that for "not known".
public struct Coordinate: Sendable, Hashable {
  /// Degrees north of the equator, −90…90.
  public let latitude: Double
  /// Degrees east of Greenwich, −180…180.
  public let longitude: Double

  /// - Returns: `nil` where a number is out of range, is not finite, or both are 0.
  public init?(latitude: Double, longitude: Double) {
    guard (-90.0...90).contains(latitude), (-180.0...180).contains(longitude) else { return nil }
    guard latitude != 0 || longitude != 0 else { return nil }
    self.latitude = latitude
    self.longitude = longitude
  }

  /// The great-circle distance in kilometres.
  ///
  /// The haversine formula on a sphere of the Earth's mean radius: within 0.5 % of the ellipsoid.
  /// - SeeAlso: Sinnott, "Virtues of the Haversine", Sky & Telescope 68, 1984.
  public func kilometers(to other: Coordinate) -> Double {
    let north = sin((other.latitude - latitude).inRadians / 2)
    let east = sin((other.longitude - longitude).inRadians / 2)
    let haversine = north * north + cos(latitude.inRadians) * cos(other.latitude.inRadians) * east * east
    return 2 * Self.earthRadiusKilometers * asin(min(1, haversine.squareRoot()))
  }

  /// The Earth's mean radius R₁ as the IUGG defines it.
  static let earthRadiusKilometers = 6371.0088
}

extension Double {
  fileprivate var inRadians: Double { self * .pi / 180 }
}
