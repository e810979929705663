import Foundation

/// Where postal codes and towns lie and what time they keep, without asking any service.
///
/// Three sorted files, memory-mapped: postal codes of the United States, cities of the world with 5000 people or more,
/// and the names of countries and regions. `scripts/places` makes them. A value is cheap to copy and safe to share.
public struct Places: Sendable {
  /// Key, name, region, country, latitude, longitude, time zone, population.
  let cities: SortedTable
  /// Code, city, state, latitude, longitude, time zone.
  let postalCodes: SortedTable
  /// Key, country, region, name.
  let regions: SortedTable

  /// How far a town may be from a position and still tell its local time.
  public static let nearestMaximumKilometers = 100.0

  /// Maps `cities.tsv`, `us-postal-codes.tsv` and `regions.tsv` of a directory.
  ///
  /// Throws `PlacesError.unreadable` for a file that is missing or has other columns. O(1).
  public init(directory: URL) throws(PlacesError) {
    cities = try SortedTable(directory.appendingPathComponent("cities.tsv"), columns: 8)
    postalCodes = try SortedTable(directory.appendingPathComponent("us-postal-codes.tsv"), columns: 6)
    regions = try SortedTable(directory.appendingPathComponent("regions.tsv"), columns: 4)
  }

  /// The area of a US postal code: five digits, or nine as "94612-1234", spaces around them ignored. O(log n).
  ///
  /// Nil for a text of another form, a code that is not in use, and one of the armed forces abroad.
  public func postalCode(_ text: String) -> Place? {
    guard let code = Self.fiveDigits(of: text) else { return nil }
    return (try? postalCodes.rows(withKey: code).first.map(postalPlace)) ?? nil
  }

  /// The nearest town within `nearestMaximumKilometers` of a position in degrees; nil where there is none.
  ///
  /// A pass over the file of cities the first time, a few milliseconds; over their latitudes from then on.
  public func nearest(latitude: Double, longitude: Double) -> Place? {
    guard let position = Coordinate(latitude: latitude, longitude: longitude) else { return nil }
    let row = try? cities.nearestRow(
      to: position, latitudeColumn: 4, maximumKilometers: Self.nearestMaximumKilometers)
    return row.flatMap { try? cityPlace($0) }
  }

  /// The nearest postal code, for empty country where no city of the file is near.
  func nearestPostalCode(latitude: Double, longitude: Double) -> Place? {
    guard let position = Coordinate(latitude: latitude, longitude: longitude) else { return nil }
    let row = try? postalCodes.nearestRow(
      to: position, latitudeColumn: 3, maximumKilometers: Self.nearestMaximumKilometers)
    return row.flatMap { try? postalPlace($0) }
  }

  /// The five digits of a postal code, or nil for a text of another form.
  static func fiveDigits(of text: String) -> String? {
    let code = text.trimmingCharacters(in: .whitespaces)
    let parts = code.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let isDigits = parts.allSatisfy { $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
    guard isDigits, parts[0].count == 5, parts.count == 1 || parts[1].count == 4 else { return nil }
    return String(parts[0])
  }
}

extension Places {
  /// A place from a row of the cities.
  func cityPlace(_ row: [Substring]) throws(PlacesError) -> Place {
    guard let population = Int(row[7]) else { throw unreadable(row, of: cities, expected: "a population") }
    return try place(
      name: row[1], region: row[2], country: row[3], position: row[4...5], timeZone: row[6], population: population,
      from: cities)
  }

  /// A place from a row of the postal codes.
  func postalPlace(_ row: [Substring]) throws(PlacesError) -> Place {
    // States in free association with the United States share its postal codes and are countries of their own.
    let isCountry = ["FM", "MH", "PW"].contains(row[2])
    return try place(
      name: row[1], region: isCountry ? "" : row[2], country: isCountry ? row[2] : "US", position: row[3...4],
      timeZone: row[5], population: 0, from: postalCodes)
  }

  private func place(
    name: Substring, region: Substring, country: Substring, position: ArraySlice<Substring>, timeZone: Substring,
    population: Int, from table: SortedTable
  ) throws(PlacesError) -> Place {
    guard let latitude = position.first.flatMap({ Double($0) }), let longitude = position.last.flatMap({ Double($0) }),
      Coordinate(latitude: latitude, longitude: longitude) != nil
    else { throw unreadable([name] + position, of: table, expected: "a latitude and a longitude") }
    return Place(
      name: String(name), region: region.isEmpty ? nil : String(region), country: String(country), latitude: latitude,
      longitude: longitude, timeZone: String(timeZone), population: population)
  }

  private func unreadable(_ row: [Substring], of table: SortedTable, expected: String) -> PlacesError {
    .unreadable(path: table.path, reason: "\"\(row.joined(separator: " "))\": expected \(expected)")
  }
}
