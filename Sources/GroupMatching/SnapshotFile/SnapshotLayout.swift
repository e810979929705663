import Dispatch
import Synchronization
import TextUnderstanding

/// The layout of a snapshot: a header, sections one after the other, and a table of them at the end.
///
/// All numbers are little endian. The header has 64 bytes: `KITHSNAP`; the version as 32 bits; the number of sections as
/// 32 bits; where the table begins, the length of the whole, and the table's checksum as 64 bits each; the rest is 0.
/// Each section begins at a multiple of 64 bytes. A table entry has 56 bytes: the name in 32, padded with zeros, then
/// begin, length and checksum (``Checksum/xxh64(_:)``).
enum SnapshotLayout {
  static let magic = Array("KITHSNAP".utf8)
  /// Raised by any change of what sections hold.
  static let version = 2
  static let headerBytes = 64
  static let alignment = 64
  static let nameBytes = 32
  static let entryBytes = 56

  /// Sections whose bytes may be anything without harm: they are checked on demand only, since they are most of a file.
  static let harmless: Set = [
    "records", "records.starts", "texts.vectors", "texts.sketches", "words.documents",
  ]
}

/// A part of a snapshot: where it is and what its checksum was.
struct SnapshotSection: Sendable, Hashable {
  let name: String
  let range: Range<Int>
  let checksum: UInt64
}

/// The sections of a snapshot that is mapped or in memory.
struct SnapshotSections: Sendable {
  let bytes: ImmutableBytes
  /// In the order of the file.
  let all: [SnapshotSection]
  private let byName: [String: SnapshotSection]
  /// For errors.
  private let path: String

  /// Reads the table and checks every section that could do harm.
  ///
  /// - Throws: ``SnapshotError``.
  init(_ bytes: ImmutableBytes, path: String) throws(SnapshotError) {
    self.bytes = bytes
    self.path = path
    let content = bytes.bytes
    guard content.count >= SnapshotLayout.headerBytes,
      content.prefix(SnapshotLayout.magic.count).elementsEqual(SnapshotLayout.magic)
    else { throw .notASnapshot(path: path) }
    do {
      var header = ByteReader(UnsafeRawBufferPointer(rebasing: content[8..<SnapshotLayout.headerBytes]))
      let version = Int(try header.read(UInt32.self))
      guard version == SnapshotLayout.version else {
        throw SnapshotError.otherVersion(path: path, found: version, expected: SnapshotLayout.version)
      }
      all = try Self.table(content, &header)
    } catch let error as SnapshotError {
      throw error
    } catch {
      throw .damaged(path: path, section: "header")
    }
    byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    let checked = all.filter { !SnapshotLayout.harmless.contains($0.name) }
    if let section = firstDamaged(of: checked) { throw .damaged(path: path, section: section.name) }
  }

  private static func table(
    _ content: UnsafeRawBufferPointer, _ header: inout ByteReader
  ) throws(SnapshotDamage) -> [SnapshotSection] {
    let count = Int(try header.read(UInt32.self))
    let start = try header.read(UInt64.self)
    let length = try header.read(UInt64.self)
    let checksum = try header.read(UInt64.self)
    guard length == UInt64(content.count), start <= length,
      count <= 10_000, UInt64(count * SnapshotLayout.entryBytes) == length - start
    else { throw SnapshotDamage() }
    let table = UnsafeRawBufferPointer(rebasing: content[Int(start)...])
    guard Checksum.xxh64(table) == checksum else { throw SnapshotDamage() }
    var sections: [SnapshotSection] = []
    for index in 0..<count {
      let entry = UnsafeRawBufferPointer(
        rebasing: table[index * SnapshotLayout.entryBytes..<(index + 1) * SnapshotLayout.entryBytes])
      let name = String(decoding: entry.prefix(SnapshotLayout.nameBytes).prefix { $0 != 0 }, as: UTF8.self)
      var numbers = ByteReader(UnsafeRawBufferPointer(rebasing: entry[SnapshotLayout.nameBytes...]))
      let (begin, size) = (try numbers.read(UInt64.self), try numbers.read(UInt64.self))
      guard begin <= start, size <= start - begin else { throw SnapshotDamage() }
      sections.append(
        SnapshotSection(name: name, range: Int(begin)..<Int(begin + size), checksum: try numbers.read(UInt64.self)))
    }
    return sections
  }

  /// The first of some sections whose bytes are not what was written.
  ///
  /// - Complexity: O(bytes), shared by the cores.
  func firstDamaged(of sections: [SnapshotSection]) -> SnapshotSection? {
    let bytes = sections.reduce(0) { $0 + $1.range.count }
    guard bytes >= Self.bytesWorthSharing else { return sections.first { !isWhole($0) } }
    // The longest first, so that no core is left with a long one when the others are done.
    let order = sections.indices.sorted { sections[$0].range.count > sections[$1].range.count }
    let least = Mutex(sections.count)
    DispatchQueue.concurrentPerform(iterations: order.count) { turn in
      guard !isWhole(sections[order[turn]]) else { return }
      least.withLock { $0 = min($0, order[turn]) }
    }
    let first = least.withLock { $0 }
    return first < sections.count ? sections[first] : nil
  }

  /// Below this many bytes a second core gains nothing.
  private static let bytesWorthSharing = 1 << 20

  /// Whether a section is as it was written.
  func isWhole(_ section: SnapshotSection) -> Bool {
    Checksum.xxh64(UnsafeRawBufferPointer(rebasing: bytes.bytes[section.range])) == section.checksum
  }

  /// A section as a list of numbers.
  func list<Element: BitwiseCopyable & Sendable>(
    _ name: String, of _: Element.Type = Element.self, count: Int? = nil
  ) throws(SnapshotError) -> StoredArray<Element> {
    guard let section = byName[name], let list = StoredArray<Element>(bytes, range: section.range),
      count.map({ $0 == list.count }) ?? true
    else { throw damage(name) }
    return list
  }

  /// The error for a section that holds something else than it should.
  func damage(_ name: String) -> SnapshotError { .damaged(path: path, section: name) }

  /// Whether there is a section of a name.
  func contains(_ name: String) -> Bool { byName[name] != nil }

  /// A section as facts.
  func facts<Fact: StoredFact>(_ name: String, of _: Fact.Type = Fact.self) throws(SnapshotError) -> [Fact] {
    guard let section = byName[name] else { throw damage(name) }
    var reader = ByteReader(UnsafeRawBufferPointer(rebasing: bytes.bytes[section.range]))
    do {
      return try [Fact](from: &reader)
    } catch {
      throw damage(name)
    }
  }
}
