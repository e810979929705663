import Foundation
import Testing

@testable import GroupMatching

@Suite("Places")
struct PlacesTests {
  private static let directory = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("data/places")
  private let places: Places

  init() throws {
    places = try Places(directory: Self.directory)
  }

  // MARK: Postal codes

  @Test(
    "a postal code is found with its town and time zone",
    arguments: [
      ("94612", "Oakland, CA, US", "America/Los_Angeles"),
      ("10027", "New York, NY, US", "America/New_York"),
      ("02139", "Cambridge, MA, US", "America/New_York"),
      ("00601", "Adjuntas, PR, US", "America/Puerto_Rico"),
      ("99634", "Napakiak, AK, US", "America/Anchorage"),
      ("  94612-1234 ", "Oakland, CA, US", "America/Los_Angeles"),
      ("96960", "Majuro, MH", "Pacific/Majuro"),
    ])
  func postalCode(text: String, description: String, timeZone: String) throws {
    let place = try places.resolve(text)
    #expect(place.description == description)
    #expect(place.timeZone == timeZone)
    #expect(places.postalCode(text) == place)
  }

  @Test(
    "a text that is no postal code in use is none",
    arguments: ["", "9461", "946123", "94612-", "94612-12", "9461２", "00000", "09012", "94612-1234-1"])
  func noPostalCode(text: String) {
    #expect(places.postalCode(text) == nil)
  }

  @Test("an unused postal code suggests its neighbours")
  func unusedPostalCode() throws {
    let error = try #require(throws: PlacesError.self) { try places.resolve("94600") }
    guard case .unknown("94600", let suggestions) = error else { throw error }
    #expect(suggestions.allSatisfy { $0.region == "CA" })
    #expect(suggestions.contains { $0.name == "Oakland" })
  }

  @Test("every first and last code of the file is found: the search reaches both ends")
  func ends() throws {
    let rows = try places.postalCodes.rows { _ in true }
    for row in [rows[0], rows[1], rows[rows.count - 1], rows[rows.count - 2]] {
      #expect(places.postalCode(String(row[0]))?.name == String(row[1]))
    }
  }

  // MARK: Cities

  @Test(
    "a city is found however it is written",
    arguments: [
      ("Oakland, CA", "Oakland, CA, US"), ("oakland,california", "Oakland, CA, US"), ("OAKLAND CA", "Oakland, CA, US"),
      ("Oakland, CA, US", "Oakland, CA, US"), ("Oakland, California, United States", "Oakland, CA, US"),
      ("Oakland", "Oakland, CA, US"), ("Oakland, NJ", "Oakland, NJ, US"),
      ("100 Main St, Oakland, CA 94612", "Oakland, CA, US"),
      ("portland, me", "Portland, ME, US"), ("Portland, Oregon", "Portland, OR, US"),
      ("london", "London, ENG, GB"), ("London, ON", "London, ON, CA"), ("London, Ontario, Canada", "London, ON, CA"),
      ("London, CA", "London, ON, CA"), ("London, UK", "London, ENG, GB"), ("london england", "London, ENG, GB"),
      ("Dublin", "Dublin, L, IE"), ("Dublin, Ireland", "Dublin, L, IE"), ("Dublin, CA", "Dublin, CA, US"),
      ("Richmond, CA", "Richmond, CA, US"), ("Tbilisi, Georgia", "Tbilisi, GE"),
      ("Atlanta, Georgia", "Atlanta, GA, US"),
      ("são paulo", "São Paulo, BR"), ("Sao Paulo, Brasil", "São Paulo, BR"), ("nyc", "New York City, NY, US"),
      ("New York, NY", "New York City, NY, US"), ("Washington, D.C.", "Washington, DC, US"),
      ("dc", "Washington, DC, US"),
      ("St. Paul, MN", "Saint Paul, MN, US"), ("saint louis, mo", "St. Louis, MO, US"),
      ("Ft Worth", "Fort Worth, TX, US"),
      ("munich", "Munich, DE"), ("München, Deutschland", "Munich, DE"), ("Munich, Bavaria, Germany", "Munich, DE"),
      ("montreal", "Montréal, QC, CA"), ("kiev", "Kyiv, UA"), ("Wien", "Vienna, AT"), ("zurich", "Zürich, CH"),
      ("Koeln", "Köln, DE"), ("San Juan, PR", "San Juan, PR, US"), ("San Juan, Puerto Rico", "San Juan, PR, US"),
      ("Sydney, NSW", "Sydney, NSW, AU"), ("Belfast, Northern Ireland", "Belfast, NIR, GB"),
      ("O’Fallon, MO", "O'Fallon, MO, US"),
      ("Saint Johnsbury, VT", "St Johnsbury, VT, US"),
    ])
  func city(text: String, description: String) throws {
    #expect(try places.resolve(text).description == description)
  }

  @Test(
    "a town too small for the list of cities is found by its post office",
    arguments: [
      ("Bolinas, CA", "Bolinas, CA, US"), ("bolinas california", "Bolinas, CA, US"), ("Mclean, NY", "Mc Lean, NY, US"),
    ])
  func postOffice(text: String, description: String) throws {
    #expect(try places.resolve(text).description == description)
  }

  @Test(
    "a name that several cities share is theirs to choose from",
    arguments: ["Springfield", "portland", "Springfield, US"])
  func ambiguous(text: String) throws {
    let error = try #require(throws: PlacesError.self) { try places.resolve(text) }
    guard case .ambiguous(text, let candidates) = error else { throw error }
    #expect((2...8).contains(candidates.count))
    #expect(Set(candidates.map(\.description)).count == candidates.count)
    #expect(candidates.map(\.population) == candidates.map(\.population).sorted(by: >))
    for candidate in candidates {
      #expect(try places.resolve(candidate.description) == candidate)
    }
  }

  @Test("a name that is not found suggests names that begin alike, those of the area first")
  func unknown() throws {
    let error = try #require(throws: PlacesError.self) { try places.resolve("Oaklnd, TN") }
    guard case .unknown("Oaklnd, TN", let suggestions) = error else { throw error }
    #expect(suggestions.first?.description == "Oakland, TN, US")
    #expect(suggestions.contains { $0.description == "Oakland, CA, US" })
    #expect(error.description.hasPrefix("no place \"Oaklnd, TN\": expected a us postal code"))
  }

  @Test(
    "text without a place is unknown",
    arguments: ["", " ", ",", ",,,", "zzzzqqq", "Oakland, Nowhere", "a, b, c, d", "\t\n", "🏙️"])
  func nothing(text: String) throws {
    let error = try #require(throws: PlacesError.self) { try places.resolve(text) }
    guard case .unknown = error else { throw error }
  }

  @Test("a very long text costs no more than reading it")
  func long() {
    #expect(throws: PlacesError.self) { try places.resolve(String(repeating: "san ", count: 25_000)) }
    #expect(throws: PlacesError.self) { try places.resolve(String(repeating: "san,", count: 25_000)) }
  }

  // MARK: Positions

  @Test(
    "a position keeps its numbers and takes the time zone of the nearest town",
    arguments: [
      (37.8044, -122.2708, "America/Los_Angeles"), (51.5, -0.12, "Europe/London"), (-33.87, 151.21, "Australia/Sydney"),
      (-17.8, 178.0, "Pacific/Fiji"), (39.509, -117.07, "America/Los_Angeles"),
    ])
  func position(latitude: Double, longitude: Double, timeZone: String) throws {
    let place = try places.resolve(" \(latitude) , \(longitude) ")
    #expect(place.latitude == latitude)
    #expect(place.longitude == longitude)
    #expect(place.timeZone == timeZone)
  }

  @Test(
    "a position off the globe or far from any town is refused",
    arguments: ["91,0", "0,181", "nan,0", "inf,0", "-60,-120", "1e9,1", "0,0"])
  func unusablePosition(text: String) throws {
    let error = try #require(throws: PlacesError.self) { try places.resolve(text) }
    guard case .unusableCoordinate(text, _) = error else { throw error }
  }

  @Test(
    "nearest agrees with measuring every city",
    arguments: [(37.87, -122.25), (48.2, 16.3), (0.1, 179.99), (64.1, -21.9), (35.0, 135.7)])
  func nearest(latitude: Double, longitude: Double) throws {
    let all = try places.cities.rows { _ in true }.map { try places.cityPlace($0) }
    let radians = Double.pi / 180
    func angle(_ place: Place) -> Double {
      let (a, b, gap) = (latitude * radians, place.latitude * radians, (place.longitude - longitude) * radians)
      return acos(min(1, sin(a) * sin(b) + cos(a) * cos(b) * cos(gap)))
    }
    let nearest = try #require(all.min { angle($0) < angle($1) })
    let isNear = angle(nearest) * 6371.0088 <= Places.nearestMaximumKilometers
    let found = places.nearest(latitude: latitude, longitude: longitude)
    #expect(found.map { [$0.latitude, $0.longitude] } == (isNear ? [nearest.latitude, nearest.longitude] : nil))
  }

  @Test("the grid finds what a look at every row finds, anywhere on the globe")
  func grid() throws {
    let rows = places.cities.positions(latitudeColumn: 4)
    let grid = PositionGrid(rows)
    var dice = SplitMix(seed: 5)
    var somewhere: [(latitude: Double, longitude: Double)] = [
      (90, 0), (-90, 10), (89.99, 179.99), (-17, 180), (-17, -180), (0.01, -0.01), (71.3, 179.9), (-89.9, 0),
    ]
    for _ in 0..<20 { somewhere.append((dice.share * 180 - 90, dice.share * 360 - 180)) }
    for _ in 0..<40 {
      // Beside a town, where there is something to find.
      let town = rows[Int(dice.share * Double(rows.count))]
      somewhere.append((Double(town.latitude) + dice.share * 2 - 1, Double(town.longitude) + dice.share * 2 - 1))
    }
    var found = 0
    for (latitude, longitude) in somewhere {
      guard let here = Coordinate(latitude: latitude, longitude: longitude) else { continue }
      let point = EarthPoint(here)
      let near = rows.map { (kilometers: point.kilometers(to: $0.point), offset: Int($0.offset)) }
        .min { ($0.kilometers, $0.offset) < ($1.kilometers, $1.offset) }
      for limit in [3.0, 100, 900] {
        let expected = near.flatMap { $0.kilometers <= limit ? $0.offset : nil }
        #expect(grid.nearest(to: here, maximumKilometers: limit) == expected, "\(latitude), \(longitude), \(limit) km")
        if expected != nil { found += 1 }
      }
    }
    #expect(found > 60)
  }

  /// Numbers that only look like chance.
  private struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// 0 or more, less than 1.
    var share: Double {
      mutating get {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
      }
    }
  }

  // MARK: The data

  @Test("every row of the data is read, sorted, on the globe and in a known time zone")
  func data() throws {
    let cities = try places.cities.rows { _ in true }
    let codes = try places.postalCodes.rows { _ in true }
    var zones: Set<String> = []
    for place in try cities.map({ try places.cityPlace($0) }) + codes.map({ try places.postalPlace($0) }) {
      zones.insert(place.timeZone)
    }
    #expect(zones.filter { TimeZone(identifier: $0) == nil } == [])
    for rows in [cities, codes, try places.regions.rows { _ in true }] {
      #expect(zip(rows, rows.dropFirst()).allSatisfy { isBefore($0, $1) })
    }
    #expect(codes.allSatisfy { $0[1].allSatisfy { $0 == " " || ($0.isASCII && $0.isLetter) } })
  }

  private func isBefore(_ first: [Substring], _ second: [Substring]) -> Bool {
    first.joined(separator: "\t").utf8.lexicographicallyPrecedes(second.joined(separator: "\t").utf8)
  }

  @Test("the keys of the data are made by the rules of the look-up")
  func keys() throws {
    let rows = try places.cities.rows { _ in true }
    var ownKeys: Set<[Substring]> = []
    for row in rows where PlaceKey.key(of: String(row[1])) == row[0] { ownKeys.insert(Array(row.dropFirst())) }
    let without = Set(rows.map { Array($0.dropFirst()) }).subtracting(ownKeys)
    #expect(without == [])
    #expect(rows.allSatisfy { PlaceKey.key(of: String($0[0])) == $0[0] })
  }

  @Test(
    "a key has no accents, no capitals and single spaces",
    arguments: [
      ("São Paulo", "sao paulo"), ("D.C.", "dc"), ("U. S. A.", "usa"), ("Saint-Denis", "saint denis"),
      ("O'Fallon", "ofallon"),
      ("Łódź", "lodz"), ("Groß-Gerau", "gross gerau"), ("İzmir", "izmir"), ("  New   York ", "new york"), ("", ""),
      ("--", ""),
    ])
  func key(name: String, expected: String) {
    #expect(PlaceKey.key(of: name) == expected)
  }

  // MARK: Files

  @Test("a missing or damaged file is named")
  func unreadable() throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let file = directory.appendingPathComponent("cities.tsv")
    func reason() throws -> String {
      let error = try #require(throws: PlacesError.self) { try Places(directory: directory) }
      guard case .unreadable(file.path, let reason) = error else { throw error }
      return reason
    }
    #expect(try reason() == "expected a file that can be read")
    try Data().write(to: file)
    #expect(try reason() == "expected lines, the last one ended")
    try Data("a\tb\n".utf8).write(to: file)
    #expect(try reason() == "line 1 has 2 columns, expected 8")
  }
}
