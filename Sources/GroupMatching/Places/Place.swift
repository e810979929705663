/// A town, or the area of a postal code, as far as distances and local times need it.
public struct Place: Sendable, Hashable, CustomStringConvertible {
  /// The name as it is written, with accents: "São Paulo".
  public let name: String
  /// The code of the state, province or nation within the country ("CA", "ON", "SCT", "NSW"); nil where the data has none.
  public let region: String?
  /// ISO 3166-1, two letters. Territories of the United States are regions of "US".
  public let country: String
  /// Degrees north, −90…90.
  public let latitude: Double
  /// Degrees east, −180…180.
  public let longitude: Double
  /// An identifier of the IANA time zone database: "America/Los_Angeles".
  public let timeZone: String
  /// People living there; 0 where the data does not say, as for a postal code.
  public let population: Int

  /// The name with the codes that set it apart: "Oakland, CA, US".
  public var description: String {
    [name, region, country].compactMap(\.self).joined(separator: ", ")
  }
}
