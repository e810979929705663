import DirectoryFormats
import GroupMatching
import Testing

/// Places as feeds write them, right and wrong.
@Suite struct PlaceTests {
  private func reading(_ changes: JSONObject) throws -> (location: Location?, warned: [String]) {
    let reading = try Support.bmlt(changes, places: Support.places)
    return (try reading.onlyGroup().location, reading.warnedPaths)
  }

  @Test func zeroBesideAStreetIsUnknownAndTold() throws {
    let read = try reading(["latitude": "0", "longitude": "0"])
    #expect(read.location?.coordinate == nil)
    #expect(read.location?.address != nil)
    #expect(read.warned == ["/latitude"])
  }

  @Test(arguments: [("100", "-73.95"), ("40.8", "-1000"), ("north", "-73.95"), ("40.8", "nan"), ("", "-73.95")])
  func numbersThatAreNoPlaceAreUnknownAndTold(latitude: String, longitude: String) throws {
    let read = try reading(["latitude": .string(latitude), "longitude": .string(longitude)])
    #expect(read.location?.coordinate == nil)
    #expect(read.warned.count == 1)
  }

  @Test func aPairTheWrongWayRoundIsTurnedWhereThePostalCodeSaysSo() throws {
    let read = try reading(["latitude": "-73.95", "longitude": "40.80"])
    #expect(read.location?.coordinate == Coordinate(latitude: 40.80, longitude: -73.95))
    #expect(read.warned == ["/latitude"])
    let unsure = try reading(["latitude": "-93.27", "longitude": "44.98", "location_postal_code_1": ""])
    #expect(unsure.location?.coordinate == nil)
    #expect(unsure.warned == ["/latitude", "/time_zone"])
  }

  @Test func aPlaceFarFromItsPostalCodeIsTold() throws {
    let read = try reading(["latitude": "34.05", "longitude": "-118.24"])
    #expect(read.location?.coordinate != nil)
    #expect(read.warned == ["/latitude"])
  }

  @Test(arguments: ["NSW", "see website"])
  func aPostalCodeWithoutADigitIsUnknownAndTold(code: String) throws {
    let read = try reading(["location_postal_code_1": .string(code)])
    #expect(read.location?.postalCode == nil)
    #expect(read.warned == ["/location_postal_code_1"])
  }

  @Test(arguments: [
    ("USA", "US"), ("U.S.A", "US"), ("United States of America", "US"), ("us", "US"), ("Canada", "CA"),
    ("England", "GB"),
    ("Deutschland", "DE"), ("New Zealand", "NZ"), ("Côte d’Ivoire", "CI"),
  ])
  func countriesAreReadByNameOrCode(name: String, code: String) throws {
    let read = try reading(["location_nation": .string(name), "location_postal_code_1": ""])
    #expect(read.location?.country == code)
    #expect(read.warned.isEmpty)
  }

  @Test func anUnknownCountryIsToldAndAStateWithItsPostalCodeTellsIt() throws {
    let read = try reading(["location_nation": "Nowhere", "location_province": "XX"])
    #expect(read.location?.country == nil)
    #expect(read.warned == ["/location_nation"])
    #expect(try reading(["location_nation": ""]).location?.country == "US")
  }

  @Test func aPostalCodeOfAnotherCountryTellsNoAmericanZone() throws {
    let reading = try Support.bmlt(
      [
        "location_nation": "Germany", "location_postal_code_1": "10117", "latitude": "", "longitude": "",
        "location_province": "BE",
      ],
      places: Support.places)
    #expect(try reading.onlyGroup().sessions[0].zone == nil)
    #expect(reading.warnedPaths == ["/time_zone"])
  }

  @Test(arguments: [
    ("40.8", "-73.95", "10027", "America/New_York"), ("52.52", "13.4", "", "Europe/Berlin"),
    ("-33.87", "151.2", "", "Australia/Sydney"),
    ("36.1", "-115.17", "", "America/Los_Angeles"), ("33.45", "-112.07", "", "America/Phoenix"),
  ])
  func thePlaceTellsTheTimeZone(latitude: String, longitude: String, postalCode: String, zone: String) throws {
    let reading = try Support.bmlt(
      [
        "latitude": .string(latitude), "longitude": .string(longitude), "location_postal_code_1": .string(postalCode),
        "location_nation": "",
      ],
      places: Support.places)
    #expect(try reading.onlyGroup().sessions[0].zone?.description == zone)
    #expect(reading.zonesFromPlace == 1)
  }

  @Test func aUSPostalCodeAloneTellsTheTimeZone() throws {
    let reading = try Support.bmlt(["latitude": "0", "longitude": "0"], places: Support.places)
    #expect(try reading.onlyGroup().sessions[0].zone?.description == "America/New_York")
  }
}
