import Foundation
import GroupMatching

/// Where a meeting is, from the fields of a feed.
struct MeetingPlace {
  /// The fields as the feed has them; each may be absent.
  var latitude: JSONValue?
  var longitude: JSONValue?
  /// The parts of the address in order, the name of the house first.
  var address: [String] = []
  var postalCode: String?
  /// The state or province.
  var region: String?
  var country: String?
  /// The feed's names for the fields, for warnings.
  var fields = Fields()

  /// The names of fields in a feed.
  struct Fields {
    var latitude = "latitude"
    var longitude = "longitude"
    var postalCode = "postal_code"
    var country = "country"
  }

  /// How far a coordinate may be from its postal code's area, in kilometres.
  private static let reach = 100.0

  /// The place as a record holds it; what cannot be right is unknown, with a problem noted.
  func location(_ places: Places?, _ problems: inout RowProblems) -> Location? {
    var location = Location()
    location.address = String(address.uniqued().joined(separator: ", ").prefix(ReadingLimit.line))
    if location.address?.isEmpty ?? true { location.address = nil }
    location.postalCode = checkedPostalCode(&problems)
    location.country = checkedCountry(&problems)
    let area = location.postalCode.flatMap { places?.postalCode($0) }
    let isAmerican = location.country == "US" || (location.country == nil && area?.region == region && region != nil)
    // A state and a postal code that agree tell the country.
    if isAmerican, area != nil { location.country = "US" }
    location.coordinate = coordinate(near: isAmerican ? area : nil, location.postalCode, &problems)
    return location == Location() ? nil : location
  }

  private func checkedPostalCode(_ problems: inout RowProblems) -> String? {
    guard let code = postalCode, !code.isEmpty else { return nil }
    // Feeds put the state there, or a phone number.
    guard code.count <= 12, code.contains(where: \.isNumber) else {
      problems.invalid(fields.postalCode, .string(code), "a postal code")
      return nil
    }
    return code
  }

  private func checkedCountry(_ problems: inout RowProblems) -> String? {
    guard let country, !country.isEmpty else { return nil }
    let code = CountryNames.code(country)
    if code == nil { problems.invalid(fields.country, .string(country), "a country's name or its ISO 3166-1 code") }
    return code
  }

  private func coordinate(near area: Place?, _ postalCode: String?, _ problems: inout RowProblems) -> Coordinate? {
    guard !Self.isEmpty(latitude) || !Self.isEmpty(longitude) else { return nil }
    guard let north = Self.number(latitude), let east = Self.number(longitude) else {
      let isNorthBad = Self.number(latitude) == nil
      problems.invalid(
        isNorthBad ? fields.latitude : fields.longitude, isNorthBad ? latitude : longitude, "a number of degrees")
      return nil
    }
    if north == 0, east == 0 {
      // Beside an address it is a place that nobody has looked up; alone it is how feeds write "none".
      if !address.isEmpty {
        problems.invalid(fields.latitude, "0,0", "a place: 0,0 is what directories write for unknown")
      }
      return nil
    }
    let pair = JSONValue.string("\(north),\(east)")
    let straight = Coordinate(latitude: north, longitude: east)
    if let area {
      if let straight, Self.isNear(straight, area) { return straight }
      if let turned = Coordinate(latitude: east, longitude: north), Self.isNear(turned, area) {
        problems.invalid(
          fields.latitude, pair, "latitude, then longitude: read the other way round, as its postal code says")
        return turned
      }
    }
    guard let straight else {
      problems.invalid(fields.latitude, pair, "a latitude from -90 to 90 and a longitude from -180 to 180")
      return nil
    }
    if area != nil {
      problems.invalid(fields.latitude, pair, "a place within \(Int(Self.reach)) km of its postal code")
    }
    return straight
  }

  private static func isNear(_ coordinate: Coordinate, _ area: Place) -> Bool {
    coordinate.kilometers(to: area).map { $0 <= reach } ?? false
  }

  private static func isEmpty(_ value: JSONValue?) -> Bool { value == nil || value == .null || value == "" }

  private static func number(_ value: JSONValue?) -> Double? {
    switch value {
    case .number(let number): number
    case .string(let text): Double(text.trimmingCharacters(in: .whitespaces)).flatMap { $0.isFinite ? $0 : nil }
    default: nil
    }
  }
}
