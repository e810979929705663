/// The crisis classifier as it lies in its file, mapped.
///
/// The layout, little endian: the bytes `CRIS`; version 2, the buckets of danger, the buckets of a kind and the length of
/// the groups as 32-bit integers; the threshold, what a phrase of concern adds and what an urgent one does, as 32-bit floats;
/// the groups, a line each, words parted by spaces; a signed byte a bucket of danger; the same for each kind, in the order
/// of `CrisisKind.allCases`.
struct CrisisClassifierFile: Sendable {
  private static let headerBytes = 32
  private static let magic = Array("CRIS".utf8)

  let threshold: Float
  let concernPoints: Float
  let urgentPoints: Float
  let groups: WordGroups
  let danger: StoredArray<Int8>
  let kinds: [(kind: CrisisKind, weights: StoredArray<Int8>)]

  /// Maps the file at `path`.
  ///
  /// - Throws: `TextError.unreadable` or `.invalidFile`.
  init(path: String) throws(TextError) {
    let file = try ImmutableBytes(mapping: path)
    let bytes = file.bytes
    guard bytes.count >= Self.headerBytes, bytes.prefix(4).elementsEqual(Self.magic) else {
      throw .invalidFile(path: path, field: "magic", reason: "does not start with 'CRIS' and a header")
    }
    func word(_ index: Int) -> UInt32 {
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
    }
    guard word(1) == 2 else {
      throw .invalidFile(path: path, field: "version", reason: "version \(word(1)), expected 2")
    }
    let (buckets, kindBuckets, groupBytes) = (Int(word(2)), Int(word(3)), Int(word(4)))
    let dangerStart = Self.headerBytes + groupBytes
    let kindsStart = dangerStart + buckets
    let expected = kindsStart + kindBuckets * CrisisKind.allCases.count
    guard buckets > 0, kindBuckets > 0, bytes.count == expected else {
      throw .invalidFile(
        path: path, field: "buckets",
        reason: "\(bytes.count) bytes, expected \(expected); \(buckets) and \(kindBuckets) buckets, at least one each")
    }
    func weights(_ start: Int, _ count: Int) throws(TextError) -> StoredArray<Int8> {
      guard let weights = StoredArray<Int8>(file, range: start..<start + count) else {
        throw .invalidFile(path: path, field: "buckets", reason: "outside of the file")
      }
      return weights
    }
    threshold = Float(bitPattern: word(5))
    concernPoints = Float(bitPattern: word(6))
    urgentPoints = Float(bitPattern: word(7))
    groups = WordGroups(UnsafeRawBufferPointer(rebasing: bytes[Self.headerBytes..<dangerStart]))
    danger = try weights(dangerStart, buckets)
    var kinds: [(kind: CrisisKind, weights: StoredArray<Int8>)] = []
    for (index, kind) in CrisisKind.allCases.enumerated() {
      kinds.append((kind, try weights(kindsStart + index * kindBuckets, kindBuckets)))
    }
    self.kinds = kinds
  }
}
