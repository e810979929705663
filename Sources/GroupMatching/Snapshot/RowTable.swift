import TextUnderstanding

/// All that a search looks up of one row, side by side, so that it touches one line of memory: 64 bytes a row while there
/// are no more than 36 columns.
///
/// A record begins with the fields of ``Fields`` and goes on with the byte of each column, by ``CodeColumn/place``.
struct RowTable: Sendable {
  let bytes: StoredArray<UInt8>
  /// How many bytes a row takes.
  let stride: Int

  /// What stands at the start of a record.
  struct Fields: BitwiseCopyable {
    let point: EarthPoint
    /// The code of the row's one session; where there are several, where they begin in ``SessionColumn/codes``.
    let session: UInt32
    /// The place of the row's text.
    let text: UInt32
    /// The place of the row's id in the order of ids.
    let rank: UInt32
    /// How many sessions the row has.
    let sessionCount: UInt32
  }

  /// Where the columns begin in a record.
  static let columnsOffset = 28
  private static let lineBytes = 64

  /// How many bytes a row takes where there are so many columns.
  static func stride(columns: Int) -> Int { (columnsOffset + columns + lineBytes - 1) / lineBytes * lineBytes }

  /// The fields of a row.
  @inline(__always)
  func fields(_ row: Int) -> Fields {
    UnsafeRawPointer(bytes.pointer + row * stride).load(as: Fields.self)
  }
}

/// What is written into a ``RowTable``, gathered column by column.
struct RowTableBuilder {
  private(set) var bytes: [UInt8]
  private let stride: Int

  /// - Parameter columns: The bytes of the columns, in order of place.
  init(_ columns: [[UInt8]], rows: Int) {
    stride = RowTable.stride(columns: columns.count)
    bytes = [UInt8](repeating: 0, count: rows * stride)
    for (place, column) in columns.enumerated() {
      for row in 0..<rows { bytes[row * stride + RowTable.columnsOffset + place] = column[row] }
    }
  }

  mutating func set(_ fields: RowTable.Fields, of row: Int) {
    bytes.withUnsafeMutableBytes { $0.storeBytes(of: fields, toByteOffset: row * stride, as: RowTable.Fields.self) }
  }
}
