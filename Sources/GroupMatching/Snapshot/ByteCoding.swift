import Foundation

/// Writes numbers and texts one after the other, little endian.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ number: Double) { write(number.bitPattern) }

  mutating func write(_ flag: Bool) { write(UInt8(flag ? 1 : 0)) }

  mutating func write(_ text: String) {
    write(UInt32(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }
}

/// Reads what ``ByteWriter`` wrote. Past the end, or where something else stands, it throws.
struct ByteReader {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  /// The bytes must outlive the reader.
  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  mutating func read<Number: FixedWidthInteger>(_: Number.Type = Number.self) throws(SnapshotDamage) -> Number {
    let size = MemoryLayout<Number>.size
    guard bytes.count - position >= size else { throw SnapshotDamage() }
    defer { position += size }
    return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: Number.self))
  }

  mutating func read(_: Double.Type = Double.self) throws(SnapshotDamage) -> Double {
    Double(bitPattern: try read(UInt64.self))
  }

  mutating func read(_: Bool.Type = Bool.self) throws(SnapshotDamage) -> Bool { try read(UInt8.self) != 0 }

  mutating func read(_: String.Type = String.self) throws(SnapshotDamage) -> String {
    let count = Int(try read(UInt32.self))
    guard bytes.count - position >= count else { throw SnapshotDamage() }
    defer { position += count }
    let text = bytes[position..<position + count]
    return String(decoding: text, as: UTF8.self)
  }

  /// A count of things that take at least a byte each.
  mutating func count() throws(SnapshotDamage) -> Int {
    let count = Int(try read(UInt32.self))
    guard count <= bytes.count - position else { throw SnapshotDamage() }
    return count
  }
}

/// A part of a snapshot holds something else than its layout says.
struct SnapshotDamage: Error {}

/// Something that a snapshot's column can hold.
protocol StoredFact: Hashable, Sendable {
  func write(to writer: inout ByteWriter)
  init(from reader: inout ByteReader) throws(SnapshotDamage)
}

extension Optional: StoredFact where Wrapped: StoredFact {
  func write(to writer: inout ByteWriter) {
    writer.write(self != nil)
    self?.write(to: &writer)
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    self = try reader.read(Bool.self) ? try Wrapped(from: &reader) : nil
  }
}

extension Array: StoredFact where Element: StoredFact {
  func write(to writer: inout ByteWriter) {
    writer.write(UInt32(count))
    forEach { $0.write(to: &writer) }
  }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    self = []
    for _ in 0..<(try reader.count()) { append(try Element(from: &reader)) }
  }
}

extension Bool: StoredFact {
  func write(to writer: inout ByteWriter) { writer.write(self) }
  init(from reader: inout ByteReader) throws(SnapshotDamage) { self = try reader.read() }
}

extension Int: StoredFact {
  func write(to writer: inout ByteWriter) { writer.write(Int64(self)) }
  init(from reader: inout ByteReader) throws(SnapshotDamage) { self = Int(try reader.read(Int64.self)) }
}

extension String: StoredFact {
  func write(to writer: inout ByteWriter) { writer.write(self) }
  init(from reader: inout ByteReader) throws(SnapshotDamage) { self = try reader.read() }
}

/// A case is stored by its raw value, so that the order of cases in the code may change.
extension StoredFact where Self: RawRepresentable, RawValue: StoredFact {
  func write(to writer: inout ByteWriter) { rawValue.write(to: &writer) }

  init(from reader: inout ByteReader) throws(SnapshotDamage) {
    guard let value = Self(rawValue: try RawValue(from: &reader)) else { throw SnapshotDamage() }
    self = value
  }
}
