import Foundation
import GroupMatching

/// Tells the time zone of places, and remembers what it was told.
///
/// A look-up by position takes milliseconds, and a directory has thousands of groups within a few hours' drive. A US postal code tells
/// the zone at once. Elsewhere the corners of a grid of half degrees are looked up, once each: where all four around a place agree,
/// that is its zone; where they do not, a border is near, and the place itself is looked up. So what is told never hangs
/// on the order of the rows.
struct ZoneFinder {
  private let places: Places?
  private var corners: [Corner: ZoneID?] = [:]
  private var positions: [Coordinate: ZoneID?] = [:]

  private struct Corner: Hashable {
    let north: Int
    let east: Int
  }

  /// Corners a degree.
  private static let density = 2.0
  /// How far a position may be from its postal code's and still be in the same area, in kilometres.
  static let postalReach = 60.0

  init(_ places: Places?) { self.places = places }

  /// The zone of a place; `nil` where neither its coordinate nor a US postal code tells.
  mutating func zone(of location: Location?) -> ZoneID? {
    guard let location, let places else { return nil }
    let isAmerican = location.country.map { $0 == "US" }
    let postal = isAmerican == false ? nil : location.postalCode.flatMap(places.postalCode)
    guard let coordinate = location.coordinate else {
      return isAmerican == true ? postal.flatMap { ZoneID($0.timeZone) } : nil
    }
    if let postal, coordinate.kilometers(to: postal) ?? .infinity < Self.postalReach, let zone = ZoneID(postal.timeZone)
    {
      return zone
    }
    return zone(at: coordinate)
  }

  private mutating func zone(at coordinate: Coordinate) -> ZoneID? {
    let north = Int((coordinate.latitude * Self.density).rounded(.down))
    let east = Int((coordinate.longitude * Self.density).rounded(.down))
    let around = [(0, 0), (0, 1), (1, 0), (1, 1)].map { zone(at: Corner(north: north + $0.0, east: east + $0.1)) }
    if let first = around[0], around.allSatisfy({ $0 == first }) { return first }
    if let known = positions[coordinate] { return known }
    let found = lookUp(coordinate.latitude, coordinate.longitude)
    positions[coordinate] = .some(found)
    return found
  }

  private mutating func zone(at corner: Corner) -> ZoneID? {
    if let known = corners[corner] { return known }
    let found = lookUp(Double(corner.north) / Self.density, Double(corner.east) / Self.density)
    corners[corner] = .some(found)
    return found
  }

  private func lookUp(_ latitude: Double, _ longitude: Double) -> ZoneID? {
    places?.nearest(latitude: latitude, longitude: longitude).flatMap { ZoneID($0.timeZone) }
  }
}

extension Coordinate {
  /// The distance to a town or a postal area in kilometres.
  func kilometers(to place: Place) -> Double? {
    Coordinate(latitude: place.latitude, longitude: place.longitude).map(kilometers(to:))
  }
}

extension Group {
  /// Gives the sessions that have no time zone the one of the place.
  ///
  /// - Returns: Whether there was such a session, and the place tells.
  mutating func setMissingZones(from zones: inout ZoneFinder) -> Bool {
    guard lacksZone, let zone = zones.zone(of: location) else { return false }
    sessions = sessions.map { $0.settingZone(zone) }.uniqued()
    return true
  }

  /// Whether there is a session without a time zone.
  var lacksZone: Bool { sessions.contains { $0.zone == nil } }
}
