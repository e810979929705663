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

  /// The great-circle distance in kilometres, to about a centimetre.
  ///
  /// On a sphere of the Earth's mean radius: within 0.5 % of the ellipsoid. Computed from whole numbers, so that it is the
  /// same on every machine.
  public func kilometers(to other: Coordinate) -> Double { EarthPoint(self).kilometers(to: EarthPoint(other)) }

  /// The Earth's mean radius R₁ as the IUGG defines it.
  static let earthRadiusKilometers = 6371.0088
}
