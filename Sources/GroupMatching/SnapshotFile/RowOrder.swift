/// The order of rows that makes neighbours alike, so that whole blocks of them fall away together.
///
/// Groups that are suggested to nobody stand last. Of the others, first those without a place to travel to, by what they
/// are about; then those that meet at a place and elsewhere; then those that meet at a place only; both along a curve that
/// keeps near places near.
enum RowOrder {
  /// The groups in order of rows.
  ///
  /// - Complexity: O(n log n).
  static func sorted(_ groups: [Group]) -> [Group] {
    let keys = groups.map(Key.init)
    let order = keys.indices.sorted { one, other in
      keys[one] != keys[other] ? keys[one] < keys[other] : groups[one].id < groups[other].id
    }
    return order.map { groups[$0] }
  }

  private struct Key: Comparable {
    let run: UInt8
    let curve: UInt64
    let topics: [TopicID]

    init(_ group: Group) {
      let point = group.location?.coordinate
      let isHeld = group.status == nil || group.status == .active
      let isLocal = point != nil && (group.formats.isEmpty || group.formats.contains(.inPerson))
      let isRemote = !group.formats.isDisjoint(with: .remote)
      run = !isHeld ? 3 : !isLocal ? 0 : isRemote ? 1 : 2
      curve = isHeld && isLocal ? point.map(HilbertCurve.position) ?? 0 : 0
      topics = group.topics
    }

    static func < (one: Key, other: Key) -> Bool {
      if one.run != other.run { return one.run < other.run }
      if one.curve != other.curve { return one.curve < other.curve }
      return one.topics.lexicographicallyPrecedes(other.topics)
    }
  }
}

/// Hilbert's curve over the map: points near each other on it are near each other on the ground.
///
/// - SeeAlso: Hilbert, "Über die stetige Abbildung einer Linie auf ein Flächenstück", 1891.
enum HilbertCurve {
  private static let side: UInt64 = 1 << 16

  /// The place of a point on the curve.
  static func position(of coordinate: Coordinate) -> UInt64 {
    var x = UInt64((coordinate.longitude + 180) / 360 * Double(side - 1))
    var y = UInt64((coordinate.latitude + 90) / 180 * Double(side - 1))
    var position: UInt64 = 0
    var step = side / 2
    while step > 0 {
      let right: UInt64 = x & step > 0 ? 1 : 0
      let up: UInt64 = y & step > 0 ? 1 : 0
      position += step * step * ((3 * right) ^ up)
      if up == 0 {
        if right == 1 { (x, y) = (side - 1 - x, side - 1 - y) }
        (x, y) = (y, x)
      }
      step /= 2
    }
    return position
  }
}
