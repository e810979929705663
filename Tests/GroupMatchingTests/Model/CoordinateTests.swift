import Testing

@testable import GroupMatching

@Suite("Coordinate")
struct CoordinateTests {
  private struct Golden: Decodable {
    let from: [Double]
    let to: [Double]
    /// Kilometres on the WGS 84 ellipsoid, by geographiclib.
    let geodesic: Double
    /// Kilometres on the sphere, by the haversine formula in Python.
    let haversine: Double
  }

  @Test("distances equal the haversine formula elsewhere, and the ellipsoid within 0.6 %")
  func goldens() throws {
    let goldens = try ProjectData.golden("distances.json", as: [Golden].self)
    #expect(goldens.count > 100)
    for golden in goldens {
      let from = try Coordinate.at(golden.from[0], golden.from[1])
      let to = try Coordinate.at(golden.to[0], golden.to[1])
      let kilometers = from.kilometers(to: to)
      #expect(abs(kilometers - golden.haversine) <= 2e-5, "\(golden)")
      #expect(abs(kilometers - golden.geodesic) <= 0.006 * golden.geodesic, "\(golden)")
      #expect(to.kilometers(to: from) == kilometers)
    }
  }

  @Test("from a point to itself it is 0, to the other side of the Earth half its girth")
  func ends() throws {
    let here = try Coordinate.at(37.8, -122.27)
    #expect(here.kilometers(to: here) == 0)
    let half = Double.pi * Coordinate.earthRadiusKilometers
    #expect(abs(here.kilometers(to: try Coordinate.at(-37.8, 57.73)) - half) < 1e-3)
    #expect(try Coordinate.at(0, 180).kilometers(to: Coordinate.at(0, -180)) < 1e-5)
    #expect(abs(try Coordinate.at(0, 179.5).kilometers(to: Coordinate.at(0, -179.5)) - half / 180) < 2e-5)
  }

  @Test(
    "what is no place on Earth is none",
    arguments: [
      (90.1, 0.0), (-91, 5), (5, 180.5), (5, -181), (.nan, 5), (5, .nan), (.infinity, 5), (0, 0), (-0.0, 0.0),
      (100, -122),
    ] as [(Double, Double)])
  func bounds(latitude: Double, longitude: Double) {
    #expect(Coordinate(latitude: latitude, longitude: longitude) == nil)
  }

  @Test("the edges of the map are places", arguments: [(90.0, 0.0), (-90, 180), (0, 0.0001), (51.5, 0)])
  func edges(latitude: Double, longitude: Double) {
    #expect(Coordinate(latitude: latitude, longitude: longitude) != nil)
  }
}
