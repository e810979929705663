import Foundation

/// Writes the sections of a snapshot one after the other, to a file or into memory.
struct SectionWriter {
  /// Where the bytes go.
  enum Destination {
    case memory([UInt8])
    case file(FileHandle, path: String)
  }

  private var destination: Destination
  private var position: Int
  private var sections: [SnapshotSection] = []

  /// - Throws: ``SnapshotError/unwritable(path:reason:)``, as all the methods do.
  init(_ destination: Destination) throws(SnapshotError) {
    self.destination = destination
    position = 0
    // The header is written over when all else is there.
    try append([UInt8](repeating: 0, count: SnapshotLayout.headerBytes))
  }

  /// Adds a list of numbers as a section.
  mutating func add<Element: BitwiseCopyable>(_ name: String, _ list: some Collection<Element>) throws(SnapshotError) {
    let array = ContiguousArray(list)
    // A typed throw cannot leave the closure.
    try array.withUnsafeBytes { bytes in Result { () throws(SnapshotError) in try add(name, bytes: bytes) } }.get()
  }

  /// Adds facts as a section.
  mutating func add<Fact: StoredFact>(_ name: String, facts: [Fact]) throws(SnapshotError) {
    var writer = ByteWriter()
    facts.write(to: &writer)
    try add(name, writer.bytes)
  }

  /// Adds bytes as a section.
  mutating func add(_ name: String, bytes: UnsafeRawBufferPointer) throws(SnapshotError) {
    let start = position
    try append(bytes)
    sections.append(SnapshotSection(name: name, range: start..<position, checksum: Checksum.xxh64(bytes)))
    let padding = (SnapshotLayout.alignment - position % SnapshotLayout.alignment) % SnapshotLayout.alignment
    try append([UInt8](repeating: 0, count: padding))
  }

  /// Writes the table and the header.
  ///
  /// - Returns: The whole where it was written into memory.
  mutating func finish() throws(SnapshotError) -> [UInt8] {
    var table = ByteWriter()
    for section in sections {
      let name = Array(section.name.utf8.prefix(SnapshotLayout.nameBytes))
      for byte in name + Array(repeating: 0, count: SnapshotLayout.nameBytes - name.count) { table.write(byte) }
      table.write(UInt64(section.range.lowerBound))
      table.write(UInt64(section.range.count))
      table.write(section.checksum)
    }
    let start = position
    try append(table.bytes)
    var header = ByteWriter()
    SnapshotLayout.magic.forEach { header.write($0) }
    header.write(UInt32(SnapshotLayout.version))
    header.write(UInt32(sections.count))
    header.write(UInt64(start))
    header.write(UInt64(position))
    header.write(table.bytes.withUnsafeBytes(Checksum.xxh64))
    switch destination {
    case .memory(var bytes):
      destination = .memory([])
      bytes.replaceSubrange(0..<header.bytes.count, with: header.bytes)
      return bytes
    case .file(let file, let path):
      try Self.guarding(path) {
        try file.seek(toOffset: 0)
        try file.write(contentsOf: header.bytes)
        try file.synchronize()
        try file.close()
      }
      return []
    }
  }

  private mutating func append(_ bytes: [UInt8]) throws(SnapshotError) {
    try bytes.withUnsafeBytes { bytes in Result { () throws(SnapshotError) in try append(bytes) } }.get()
  }

  private mutating func append(_ bytes: UnsafeRawBufferPointer) throws(SnapshotError) {
    position += bytes.count
    switch destination {
    case .memory(var buffer):
      // Taken out while it grows, so that it is not copied.
      destination = .memory([])
      buffer.append(contentsOf: bytes)
      destination = .memory(buffer)
    case .file(let file, let path):
      guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
      let data = Data(
        bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: bytes.count, deallocator: .none)
      try Self.guarding(path) { try file.write(contentsOf: data) }
    }
  }

  private static func guarding(_ path: String, _ body: () throws -> Void) throws(SnapshotError) {
    do {
      try body()
    } catch {
      throw .unwritable(path: path, reason: error.localizedDescription)
    }
  }
}
