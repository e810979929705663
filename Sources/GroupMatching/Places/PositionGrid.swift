import Foundation
import Synchronization

/// Where a row of a table lies.
struct RowPosition: Sendable {
  let point: EarthPoint
  /// In degrees, a little coarser than the point: for what only leaves rows out.
  let latitude: Float
  let longitude: Float
  /// Where the row begins in its file.
  let offset: UInt32

  init(_ coordinate: Coordinate, offset: Int) {
    point = EarthPoint(coordinate)
    latitude = Float(coordinate.latitude)
    longitude = Float(coordinate.longitude)
    self.offset = UInt32(offset)
  }
}

/// The rows of a table by half degrees of latitude and longitude, so that the nearest one is found among neighbours.
struct PositionGrid: Sendable {
  private static let cellDegrees = 0.5
  private static let rows = 360
  private static let columns = 720
  private static let kilometersPerDegree = Coordinate.earthRadiusKilometers * .pi / 180
  /// What the rounding of degrees to single precision, and of points to whole units, can amount to.
  private static let slackDegrees = 1e-4

  /// Cell by cell, in the order of the file within each.
  private let positions: [RowPosition]
  /// Where each cell's positions begin; one more entry at the end.
  private let starts: [Int32]

  /// - Complexity: O(n).
  init(_ positions: [RowPosition]) {
    let cells = positions.map { Self.row(Double($0.latitude)) * Self.columns + Self.column(Double($0.longitude)) }
    var starts = [Int32](repeating: 0, count: Self.rows * Self.columns + 1)
    for cell in cells { starts[cell + 1] += 1 }
    for cell in 1..<starts.count { starts[cell] += starts[cell - 1] }
    var next = starts
    var order = [Int](repeating: 0, count: positions.count)
    for (index, cell) in cells.enumerated() {
      order[Int(next[cell])] = index
      next[cell] += 1
    }
    self.positions = order.map { positions[$0] }
    self.starts = starts
  }

  /// Where the row nearest to a position begins in its file; of several at one distance the first of the file.
  ///
  /// Exact: a cell is left out only where all that lies in it is farther than what was found or asked for.
  ///
  /// - Complexity: O(rows in the cells within reach).
  func nearest(to here: Coordinate, maximumKilometers: Double) -> Int? {
    let point = EarthPoint(here)
    var best: (kilometers: Double, offset: UInt32)?
    let own = Self.row(here.latitude)
    let reach = Int((maximumKilometers / Self.kilometersPerDegree / Self.cellDegrees).rounded(.up)) + 1
    // The own row of cells first: what is found there leaves out most others.
    let rows = (max(0, own - reach)...min(Self.rows - 1, own + reach)).sorted { abs($0 - own) < abs($1 - own) }
    for row in rows {
      let limit = (best?.kilometers ?? maximumKilometers) / Self.kilometersPerDegree + Self.slackDegrees
      guard Self.degrees(from: here.latitude, toRow: row) <= limit else { continue }
      visit(row, around: here, within: limit) { position in
        let degrees = (best?.kilometers ?? maximumKilometers) / Self.kilometersPerDegree + Self.slackDegrees
        guard abs(Double(position.latitude) - here.latitude) <= degrees else { return }
        let distance = point.kilometers(to: position.point)
        if let best { guard (distance, position.offset) < (best.kilometers, best.offset) else { return } }
        if distance <= maximumKilometers { best = (distance, position.offset) }
      }
    }
    return best.map { Int($0.offset) }
  }

  /// Visits the positions of a row of cells that can be within a number of degrees along a great circle.
  private func visit(
    _ row: Int, around here: Coordinate, within degrees: Double, _ body: (RowPosition) -> Void
  ) {
    let half = Self.longitudes(within: degrees, of: here.latitude)
    let own = Self.column(here.longitude)
    let reach = min(Self.columns / 2, Int((half / Self.cellDegrees).rounded(.up)) + 1)
    // All the way round at most once: the column opposite is reached from one side only.
    for step in 0...reach {
      for column in step == 0 || step * 2 == Self.columns ? [own + step] : [own + step, own - step] {
        let cell = row * Self.columns + column.floorRemainder(by: Self.columns)
        for index in Int(starts[cell])..<Int(starts[cell + 1]) { body(positions[index]) }
      }
    }
  }

  /// How many degrees of longitude a circle around a point of some latitude spans to either side at its widest.
  private static func longitudes(within degrees: Double, of latitude: Double) -> Double {
    guard abs(latitude) + degrees < 90 else { return 180 }
    let sine = sin(degrees * .pi / 180) / cos(latitude * .pi / 180)
    return asin(min(1, sine)) * 180 / .pi + slackDegrees
  }

  /// How far at least, in degrees, a latitude is from what lies in a row of cells.
  private static func degrees(from latitude: Double, toRow row: Int) -> Double {
    let low = Double(row) * cellDegrees - 90
    return max(0, low - latitude, latitude - low - cellDegrees)
  }

  private static func row(_ latitude: Double) -> Int { min(rows - 1, max(0, Int((latitude + 90) / cellDegrees))) }

  private static func column(_ longitude: Double) -> Int {
    Int((longitude + 180) / cellDegrees).floorRemainder(by: columns)
  }
}

/// The grid of a table, made the first time that something near is looked for.
final class LazyPositionGrid: Sendable {
  private let table: SortedTable
  private let latitudeColumn: Int
  private let made = Mutex<PositionGrid?>(nil)

  init(_ table: SortedTable, latitudeColumn: Int) {
    self.table = table
    self.latitudeColumn = latitudeColumn
  }

  /// The row nearest to a position.
  ///
  /// - Complexity: O(rows near it); one pass over the table the first time.
  func nearestRow(to here: Coordinate, maximumKilometers: Double) throws(PlacesError) -> [Substring]? {
    guard let offset = grid.nearest(to: here, maximumKilometers: maximumKilometers) else { return nil }
    return try table.row(at: offset)
  }

  private var grid: PositionGrid {
    made.withLock { made in
      if let grid = made { return grid }
      let grid = PositionGrid(table.positions(latitudeColumn: latitudeColumn))
      made = grid
      return grid
    }
  }
}
