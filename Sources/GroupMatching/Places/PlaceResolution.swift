import Foundation

extension Places {
  /// The place that a text names.
  ///
  /// A US postal code ("94612", "94612-1234"); a position ("37.8,-122.27", in degrees), which takes its name and time
  /// zone from the nearest town; a text that ends in a postal code, such as an address; or a city, alone or with its region, its country or both ("Oakland, CA", "london on",
  /// "Kyiv, Ukraine", "Oakland, California, US"): codes or names, any case, accents optional. Towns too small for the
  /// list of cities are found among the post offices of the United States.
  ///
  /// Of several cities with that name, the most populous is meant if it has at least ten times the people of the next
  /// one; cities that no such text could tell apart count as one, the most populous. A region's code is read before a
  /// country's, one of the United States first: "Richmond, CA" is in California.
  ///
  /// Throws `PlacesError`. O(log n); O(n) where no city matches, and for a position.
  public func resolve(_ text: String) throws(PlacesError) -> Place {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if let code = Self.fiveDigits(of: text) {
      guard let row = try postalCodes.rows(withKey: code).first else {
        throw .unknown(text, suggestions: try neighboringPostalCodes(of: code))
      }
      return try postalPlace(row)
    }
    if let position = Self.numbers(in: text) {
      return try place(at: position, text: text)
    }
    if let last = text.split(separator: " ").last, let place = postalCode(String(last)) { return place }
    let parts = text.split(separator: ",").map { PlaceKey.key(of: String($0)) }.filter { !$0.isEmpty }
    for reading in try readings(of: parts) {
      let found = try places(named: reading.name, in: reading.area)
      if !found.isEmpty { return try mostPopulous(of: found, text: text) }
    }
    throw .unknown(text, suggestions: try similarPlaces(to: parts))
  }
}

// MARK: - Postal codes and positions

extension Places {
  private func neighboringPostalCodes(of code: String) throws(PlacesError) -> [Place] {
    var places: [Place] = []
    for row in try postalCodes.rows(startingWith: String(code.prefix(4)), limit: mostSuggestions) {
      places.append(try postalPlace(row))
    }
    return places
  }

  private static func numbers(in text: String) -> (latitude: Double, longitude: Double)? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, let latitude = Double(parts[0].trimmingCharacters(in: .whitespaces)),
      let longitude = Double(parts[1].trimmingCharacters(in: .whitespaces))
    else { return nil }
    return (latitude, longitude)
  }

  private func place(at position: (latitude: Double, longitude: Double), text: String) throws(PlacesError) -> Place {
    let (latitude, longitude) = position
    guard Coordinate(latitude: latitude, longitude: longitude) != nil else {
      throw .unusableCoordinate(text, reason: "expected a latitude of -90…90, a longitude of -180…180, not both 0")
    }
    guard
      let near = nearest(latitude: latitude, longitude: longitude)
        ?? nearestPostalCode(latitude: latitude, longitude: longitude)
    else {
      let limit = Int(Self.nearestMaximumKilometers)
      throw .unusableCoordinate(text, reason: "expected a known town within \(limit) km, to tell the time zone")
    }
    return Place(
      name: near.name, region: near.region, country: near.country, latitude: latitude, longitude: longitude,
      timeZone: near.timeZone, population: 0)
  }
}

// MARK: - Cities

/// A country, or one region of it.
private struct Area {
  var country: String
  var region: String?

  func contains(_ place: Place) -> Bool {
    place.country == country && (region == nil || place.region == region)
  }
}

private let mostSuggestions = 8

extension Places {
  /// What the parts of a text may mean, likeliest first: a name, and the area it is to be found in.
  private func readings(of parts: [String]) throws(PlacesError) -> [(name: String, area: Area?)] {
    switch parts.count {
    case 1:
      return [(parts[0], nil)] + (try readingsWithoutComma(of: parts[0]))
    case 2:
      return try areas(named: parts[1]).map { (parts[0], $0) }
    case 3:
      return try areas(named: parts[1], inCountry: parts[2]).map { (parts[0], $0) }
    default:
      return []
    }
  }

  /// "oakland ca", "paris france", "dublin northern ireland": the last words may name the area.
  private func readingsWithoutComma(of text: String) throws(PlacesError) -> [(name: String, area: Area?)] {
    let words = text.split(separator: " ")
    var readings: [(name: String, area: Area?)] = []
    for count in 1...4 where count < words.count {
      let name = words.dropLast(count).joined(separator: " ")
      for area in try areas(named: words.suffix(count).joined(separator: " ")) { readings.append((name, area)) }
    }
    return readings
  }

  private func areas(named key: String) throws(PlacesError) -> [Area] {
    let areas = try regions.rows(withKey: key).map { row in
      Area(country: String(row[1]), region: row[2].isEmpty ? nil : String(row[2]))
    }
    return areas.filter { $0.region != nil && $0.country == "US" }
      + areas.filter { $0.region != nil && $0.country != "US" }
      + areas.filter { $0.region == nil }
  }

  /// The regions of that name in the country; the whole country, where its regions are not in the data.
  private func areas(named region: String, inCountry country: String) throws(PlacesError) -> [Area] {
    let countries = try areas(named: country)
    let inside = try areas(named: region).filter { area in
      area.region != nil && countries.contains { $0.region == nil && $0.country == area.country }
    }
    guard inside.isEmpty else { return inside }
    return countries.filter { $0.region == nil && !["US", "CA", "GB", "IE", "AU"].contains($0.country) }
  }

  private func places(named key: String, in area: Area?) throws(PlacesError) -> [Place] {
    var places: [Place] = []
    for spelling in PlaceKey.spellings(of: key) {
      for row in try cities.rows(withKey: spelling) {
        let place = try cityPlace(row)
        if area?.contains(place) ?? true { places.append(place) }
      }
    }
    return places.isEmpty ? try postOffices(named: key, in: area) : places
  }

  /// Towns that appear only as the post office of a postal code.
  private func postOffices(named key: String, in area: Area?) throws(PlacesError) -> [Place] {
    if let area, area.country != "US", !["FM", "MH", "PW"].contains(area.country) { return [] }
    let names = PlaceKey.spellings(of: key).map { $0.utf8.filter { $0 != UInt8(ascii: " ") } }
    var places: [Place] = []
    var states: Set<Substring> = []
    for row in try postalCodes.rows(where: { line in names.contains { Self.isPostOffice(line, named: $0) } }) {
      let place = try postalPlace(row)
      // A town has several codes, and its name several spellings: its lowest code stands for it.
      if area?.contains(place) ?? true, states.insert(row[2]).inserted { places.append(place) }
    }
    return places
  }

  /// Whether the town in a line of postal codes has that name, in lower case without spaces. Names of post offices are
  /// letters and spaces ("Mc Lean"), so that no other change of spelling needs to be undone.
  private static func isPostOffice(_ line: UnsafeRawBufferPointer, named name: [UInt8]) -> Bool {
    let codeAndTab = 6
    var matched = 0
    for byte in line.dropFirst(codeAndTab) {
      switch byte {
      case UInt8(ascii: "\t"): return matched == name.count && matched > 0
      case UInt8(ascii: " "): continue
      case let letter:
        guard matched < name.count, letter | 0x20 == name[matched] else { return false }
        matched += 1
      }
    }
    return false
  }

  private func mostPopulous(of places: [Place], text: String) throws(PlacesError) -> Place {
    var candidates: [Place] = []
    for place in distinct(places) where !candidates.contains(where: { isSameTown($0, place) }) {
      candidates.append(place)
    }
    let (first, second) = (candidates[0], candidates.dropFirst().first)
    guard let second else { return first }
    if first.population > 0, first.population >= 10 * second.population { return first }
    throw .ambiguous(text, candidates: Array(candidates.prefix(mostSuggestions)))
  }

  /// A town that the data has twice, as St Johnsbury and Saint Johnsbury.
  private func isSameTown(_ first: Place, _ second: Place) -> Bool {
    guard first.country == second.country, first.region == second.region,
      let position = Coordinate(latitude: first.latitude, longitude: first.longitude),
      let other = Coordinate(latitude: second.latitude, longitude: second.longitude)
    else { return false }
    return position.kilometers(to: other) <= 10
  }

  /// Most populous first; of places that are described alike, only the most populous.
  private func distinct(_ places: [Place]) -> [Place] {
    let sorted = places.map { (place: $0, description: $0.description) }.sorted { first, second in
      if first.place.population != second.place.population { return first.place.population > second.place.population }
      // By all that sets two places apart, so that their order does not hang on the order of the files.
      return (first.description, first.place.latitude, first.place.longitude)
        < (second.description, second.place.latitude, second.place.longitude)
    }
    var seen: Set<String> = []
    return sorted.filter { seen.insert($0.description).inserted }.map(\.place)
  }

  /// Cities whose name has the longest beginning in common with the text's that any city has, at least three letters;
  /// those in the area that the text names first.
  private func similarPlaces(to parts: [String]) throws(PlacesError) -> [Place] {
    guard let name = parts.first else { return [] }
    let areas = parts.count > 1 ? try areas(named: parts[1]) : []
    for length in stride(from: min(name.count, 60), through: min(3, name.count), by: -1) {
      var places: [Place] = []
      for row in try cities.rows(startingWith: String(name.prefix(length)), limit: 1000) {
        places.append(try cityPlace(row))
      }
      guard !places.isEmpty else { continue }
      let sorted = distinct(places)
      let inside = sorted.filter { place in areas.contains { $0.contains(place) } }
      let rest = sorted.filter { place in !areas.contains { $0.contains(place) } }
      return Array((inside + rest).prefix(mostSuggestions))
    }
    return []
  }
}
