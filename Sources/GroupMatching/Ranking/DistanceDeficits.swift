import MatchingKernels
import TextUnderstanding

/// How far rows for which somebody has to travel fall short at least, by the distance of their block.
///
/// Everything that looks at the same rows from the same place is summed up in one table over distances.
struct DistanceDeficits: Sendable {
  /// By class of attendance: 255 for those for which somebody has to travel, else 0.
  let mask: StoredArray<UInt8>
  private let here: PlaceCap
  /// By steps of distance, from one to the next at least so much; the last entry holds for all that is farther.
  private let table: StoredArray<UInt8>
  private let stepsPerMeter: Float

  private static let entries = 256
  /// What rounding may do to the number of steps, in metres.
  private static let slack = 1.0
  /// No straight line through the Earth is longer.
  private static let longest = 2 * Coordinate.earthRadiusKilometers

  /// What distances and reaches of one member say, in steps of a unit of points.
  static func all(_ travels: [TravelPoints], _ reaches: [TravelReach], unit: Int32) -> [DistanceDeficits] {
    var groups: [(isTravelling: [Bool], here: EarthPoint, travels: [TravelPoints], reaches: [TravelReach])] = []
    func group(_ isTravelling: [Bool], _ here: EarthPoint) -> Int {
      if let place = groups.firstIndex(where: { $0.isTravelling == isTravelling && $0.here == here }) { return place }
      groups.append((isTravelling, here, [], []))
      return groups.count - 1
    }
    for travel in travels {
      groups[group(travel.table.fixed.map { $0 == nil }, travel.table.here)].travels.append(travel)
    }
    for reach in reaches { groups[group(reach.fixed.map { $0 == nil }, reach.here)].reaches.append(reach) }
    return groups.map { DistanceDeficits($0.isTravelling, $0.here, $0.travels, $0.reaches, unit) }
  }

  private init(
    _ isTravelling: [Bool], _ here: EarthPoint, _ travels: [TravelPoints], _ reaches: [TravelReach], _ unit: Int32
  ) {
    mask = StoredArray(CodeClassing.table(isTravelling.lazy.map { $0 ? .max : 0 }))
    self.here = PlaceCap([here])
    let limits = reaches.map { Double($0.limitChord).squareRoot() / EarthPoint.unitsPerKilometer * 1000 }
    let ends = travels.map { $0.table.curve.far * 1000 } + limits.map { $0 + 4 * Self.slack }
    let end = max(1, min(ends.max() ?? 0, Self.longest * 1000))
    let step = end / Double(Self.entries - 1)
    stepsPerMeter = Float(1 / step)
    table = StoredArray(
      (0..<Self.entries).map { entry in
        let meters = max(0, Double(entry) * step - Self.slack)
        if limits.contains(where: { meters > $0 + Self.slack }) { return UInt8(KITH_EXCLUDED) }
        // A straight line is shorter than the way along the ground: the bound only gets wider.
        let deficit = travels.reduce(Int32(0)) { $0 + ($1.greatest - $1.points(at: meters / 1000)) / unit }
        return UInt8(min(deficit, Int32(KITH_EXCLUDED) - 1))
      })
  }

  /// The least deficits of the travelling rows of the blocks listed.
  func ofBlocks(_ blocks: UnsafePointer<UInt32>, _ count: Int, _ caps: UnsafePointer<PlaceCap>) -> StoredArray<UInt8> {
    let last = Float(Self.entries - 1)
    return StoredArray(
      [UInt8](unsafeUninitializedCapacity: count) { deficits, initialized in
        for place in 0..<count {
          let cap = caps[Int(blocks[place])]
          // A block without a place has no travelling rows.
          let steps = min(cap.leastChord(from: here) * stepsPerMeter, last)
          deficits[place] = table.pointer[Int(steps)]
        }
        initialized = count
      })
  }
}
