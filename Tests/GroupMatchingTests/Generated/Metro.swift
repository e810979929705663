@testable import GroupMatching

/// A place around which generated groups and members live.
struct Metro {
  let latitude: Double
  let longitude: Double
  let zone: String
  let currency: String
  let country: String

  static let all = [
    Metro(latitude: 37.80, longitude: -122.27, zone: "America/Los_Angeles", currency: "USD", country: "US"),
    Metro(latitude: 40.73, longitude: -73.99, zone: "America/New_York", currency: "USD", country: "US"),
    Metro(latitude: 47.56, longitude: -52.71, zone: "America/St_Johns", currency: "CAD", country: "CA"),
    Metro(latitude: 51.51, longitude: -0.12, zone: "Europe/London", currency: "GBP", country: "GB"),
    Metro(latitude: 53.34, longitude: -6.26, zone: "Europe/Dublin", currency: "EUR", country: "IE"),
    Metro(latitude: -31.55, longitude: 159.08, zone: "Australia/Lord_Howe", currency: "AUD", country: "AU"),
    Metro(latitude: -16.5, longitude: 179.9, zone: "Pacific/Fiji", currency: "FJD", country: "FJ"),
  ]

  /// A point up to about 60 km away, more often near.
  func point(_ random: inout SplitMix64) -> Coordinate? {
    let spread = random.pick([0.02, 0.1, 0.5])
    let east = longitude + random.number(in: -spread...spread)
    return Coordinate(
      latitude: latitude + random.number(in: -spread...spread), longitude: east > 180 ? east - 360 : east)
  }
}
