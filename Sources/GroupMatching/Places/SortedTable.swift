import Foundation
import Synchronization

/// A tab-separated file whose lines are sorted by their bytes, searched where it lies.
///
/// The file is memory-mapped; a look-up reads O(log n) lines and copies only those it returns. The first column is the
/// key, and a tab sorts before every character of a key, so that the lines of one key lie together.
struct SortedTable: Sendable {
  let path: String
  private let bytes: Data
  private let columns: Int
  private let latitudes = LatitudeCache()

  /// Maps the file, and checks its first line only: that it has the expected number of columns.
  init(_ file: URL, columns: Int) throws(PlacesError) {
    path = file.path
    self.columns = columns
    do {
      // "If safe" reads the whole file on Linux.
      bytes = try Data(contentsOf: file, options: .alwaysMapped)
    } catch {
      throw .unreadable(path: path, reason: "expected a file that can be read")
    }
    guard bytes.last == newline else {
      throw .unreadable(path: path, reason: "expected lines, the last one ended")
    }
    let found = bytes.prefix { $0 != newline }.count { $0 == tab } + 1
    guard found == columns else {
      throw .unreadable(path: path, reason: "line 1 has \(found) columns, expected \(columns)")
    }
  }

  /// The rows of a key, in the order of the file. O(log n) for n bytes in the file.
  func rows(withKey key: String) throws(PlacesError) -> [[Substring]] {
    try rows(startingWith: key + "\t", limit: .max)
  }

  /// The first rows whose line starts with a text. O(log n) for n bytes in the file.
  func rows(startingWith start: String, limit: Int) throws(PlacesError) -> [[Substring]] {
    var rows: [[Substring]] = []
    for line in lines(startingWith: Array(start.utf8), limit: limit) {
      rows.append(try fields(of: line))
    }
    return rows
  }

  /// The fields of every row that a test on its bytes lets through. O(n) for n bytes in the file.
  func rows(where isWanted: (UnsafeRawBufferPointer) -> Bool) throws(PlacesError) -> [[Substring]] {
    let found = bytes.withUnsafeBytes { all in
      var found: [String] = []
      var start = 0
      while start < all.count {
        let end = endOfLine(all, from: start)
        let line = UnsafeRawBufferPointer(rebasing: all[start..<end])
        if isWanted(line) { found.append(String(decoding: line, as: UTF8.self)) }
        start = end + 1
      }
      return found
    }
    var rows: [[Substring]] = []
    for line in found { rows.append(try fields(of: line)) }
    return rows
  }

  /// The row nearest to a position, for a table with a latitude and, after it, a longitude in each row.
  ///
  /// Measures only rows in the band of latitudes that can still hold a nearer one. The latitudes are read in one pass over
  /// the file the first time, O(n) for n bytes in it; from then on O(rows).
  func nearestRow(
    to position: Coordinate, latitudeColumn: Int, maximumKilometers: Double
  ) throws(PlacesError) -> [Substring]? {
    let nearest = bytes.withUnsafeBytes { all -> String? in
      var nearestLine: Range<Int>?
      var limit = maximumKilometers
      for (latitude, start) in latitudes.rows(read: { Self.latitudes(all, column: latitudeColumn) })
      where abs(latitude - position.latitude) * kilometersPerDegree <= limit {
        let line = start..<endOfLine(all, from: start)
        var cursor = DecimalCursor(UnsafeRawBufferPointer(rebasing: all[line]), skippingColumns: latitudeColumn + 1)
        guard let row = Coordinate(latitude: latitude, longitude: cursor.next()) else { continue }
        let distance = position.kilometers(to: row)
        if distance < limit || (nearestLine == nil && distance <= limit) {
          (limit, nearestLine) = (distance, line)
        }
      }
      return nearestLine.map { String(decoding: all[$0], as: UTF8.self) }
    }
    guard let nearest else { return nil }
    return try fields(of: nearest)
  }

  /// The latitude of each row, and where the row begins.
  private static func latitudes(_ all: UnsafeRawBufferPointer, column: Int) -> [(latitude: Double, start: Int)] {
    var rows: [(latitude: Double, start: Int)] = []
    var start = 0
    while start < all.count {
      let end = endOfLine(all, from: start)
      var cursor = DecimalCursor(UnsafeRawBufferPointer(rebasing: all[start..<end]), skippingColumns: column)
      rows.append((cursor.next(), start))
      start = end + 1
    }
    return rows
  }

  private func fields(of line: String) throws(PlacesError) -> [Substring] {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count == columns else {
      throw .unreadable(path: path, reason: "\"\(line)\" has \(fields.count) columns, expected \(columns)")
    }
    return fields
  }

  private func lines(startingWith start: [UInt8], limit: Int) -> [String] {
    bytes.withUnsafeBytes { all in
      var lines: [String] = []
      var position = lowerBound(of: start, in: all)
      while position < all.count, lines.count < limit {
        let end = endOfLine(all, from: position)
        guard all[position..<end].starts(with: start) else { break }
        lines.append(String(decoding: all[position..<end], as: UTF8.self))
        position = end + 1
      }
      return lines
    }
  }

  /// The offset of the first line that does not sort before the text.
  private func lowerBound(of text: [UInt8], in all: UnsafeRawBufferPointer) -> Int {
    var low = 0
    var high = all.count
    while low < high {
      var middle = low + (high - low) / 2
      while middle > low, all[middle - 1] != newline { middle -= 1 }
      let end = endOfLine(all, from: middle)
      if all[middle..<end].lexicographicallyPrecedes(text) {
        low = end + 1
      } else {
        high = middle
      }
    }
    return low
  }
}

/// The latitudes of a table's rows, read when they are first asked for.
private final class LatitudeCache: Sendable {
  private let known = Mutex<[(latitude: Double, start: Int)]?>(nil)

  func rows(read: () -> [(latitude: Double, start: Int)]) -> [(latitude: Double, start: Int)] {
    known.withLock { known in
      let rows = known ?? read()
      known = rows
      return rows
    }
  }
}

private let tab = UInt8(ascii: "\t")
private let newline = UInt8(ascii: "\n")
private let kilometersPerDegree = Coordinate.earthRadiusKilometers * .pi / 180

/// The offset of the next line feed. The file ends with one.
private func endOfLine(_ all: UnsafeRawBufferPointer, from start: Int) -> Int {
  guard let base = all.baseAddress, start < all.count,
    let end = memchr(base + start, Int32(newline), all.count - start)
  else { return all.count }
  return UnsafeRawPointer(end) - base
}

/// Reads decimal numbers without an exponent from the columns of a line.
private struct DecimalCursor {
  private let line: UnsafeRawBufferPointer
  private var position = 0

  init(_ line: UnsafeRawBufferPointer, skippingColumns columns: Int) {
    self.line = line
    var tabs = 0
    while tabs < columns, position < line.count {
      if line[position] == tab { tabs += 1 }
      position += 1
    }
  }

  /// The number in the current column; moves on to the next column.
  mutating func next() -> Double {
    var isNegative = false
    var digits = 0.0
    var scale = 1.0
    var isFraction = false
    while position < line.count, line[position] != tab {
      switch line[position] {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): isFraction = true
      case let byte:
        digits = digits * 10 + Double(byte &- UInt8(ascii: "0"))
        if isFraction { scale *= 10 }
      }
      position += 1
    }
    position += 1
    return (isNegative ? -digits : digits) / scale
  }
}
