import TextUnderstanding

/// Where each group meets and in which ways, with a cap around the places of each block, so that whole blocks fall out of
/// reach at once.
final class PlaceColumn: Sendable {
  let attendance: FactColumn<Attendance>
  /// The point of each row; the Earth's centre where none is known.
  let points: StoredArray<EarthPoint>
  let caps: StoredArray<PlaceCap>

  init(attendance: FactColumn<Attendance>, points: StoredArray<EarthPoint>, caps: StoredArray<PlaceCap>) {
    self.attendance = attendance
    self.points = points
    self.caps = caps
  }
}

/// A ball that holds all places of a block: its centre and radius in metres.
struct PlaceCap: Sendable, BitwiseCopyable {
  let x: Float
  let y: Float
  let z: Float
  /// Negative where no row of the block has a place.
  let radius: Float

  private static let unitsPerMeter = EarthPoint.unitsPerKilometer / 1000
  /// What the rounding of single precision can amount to, in metres.
  private static let slack = 4.0

  init(_ points: [EarthPoint]) {
    guard !points.isEmpty else {
      (x, y, z, radius) = (0, 0, 0, -1)
      return
    }
    let count = Double(points.count)
    let center = points.reduce((0.0, 0.0, 0.0)) { sum, point in
      (sum.0 + Double(point.x) / count, sum.1 + Double(point.y) / count, sum.2 + Double(point.z) / count)
    }
    let far = points.map { point in
      let (dx, dy, dz) = (Double(point.x) - center.0, Double(point.y) - center.1, Double(point.z) - center.2)
      return (dx * dx + dy * dy + dz * dz).squareRoot()
    }
    x = Float(center.0 / Self.unitsPerMeter)
    y = Float(center.1 / Self.unitsPerMeter)
    z = Float(center.2 / Self.unitsPerMeter)
    radius = Float((far.max() ?? 0) / Self.unitsPerMeter + Self.slack)
  }

  /// The square of the straight line between two centres.
  @inline(__always)
  func squaredDistance(from here: PlaceCap) -> Float {
    let (dx, dy, dz) = (x - here.x, y - here.y, z - here.z)
    return dx * dx + dy * dy + dz * dz
  }

  /// The straight line in metres from a point to the nearest place that the ball can hold: 0 or more.
  @inline(__always)
  func leastChord(from here: PlaceCap) -> Float {
    max(0, squaredDistance(from: here).squareRoot() - radius - here.radius)
  }

  /// The straight line in metres from a point to the farthest place that the ball can hold.
  @inline(__always)
  func greatestChord(from here: PlaceCap) -> Float {
    squaredDistance(from: here).squareRoot() + radius + here.radius
  }
}
