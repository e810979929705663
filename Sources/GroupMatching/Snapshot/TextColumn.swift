import MatchingKernels
import TextUnderstanding

/// What the groups say of themselves, ready to be compared with a need. Equal texts are kept once.
final class TextColumn: Sendable {
  /// The text of each row.
  let ofRows: StoredArray<UInt32>
  /// For each text 1 where some of it is recognised; 0 where it has no vector and likeness is unknown.
  let recognized: StoredArray<UInt8>
  /// The vectors of the texts, one after the other, in 16-bit integers; see ``QuantizedVector``.
  let vectors: StoredArray<Int16>
  /// What stands for each vector where a bound will do, one after the other.
  let sketches: StoredArray<UInt8>
  let sketching: Sketching
  let rareWords: RareWordIndex

  static let dimensions = Int(KITH_DIMENSIONS)

  init(
    ofRows: StoredArray<UInt32>, recognized: StoredArray<UInt8>, vectors: StoredArray<Int16>,
    sketches: StoredArray<UInt8>, sketching: Sketching, rareWords: RareWordIndex
  ) {
    self.ofRows = ofRows
    self.recognized = recognized
    self.vectors = vectors
    self.sketches = sketches
    self.sketching = sketching
    self.rareWords = rareWords
  }
}

/// How vectors become sketches of 64 bytes that bound their products from above.
///
/// The first 56 components in 8 bits at one scale for all texts, and in the last 8 bytes the length of what is left, rounded
/// up. By Cauchy and Schwarz the product of two vectors is at most the product of the first parts plus the product of the
/// lengths of the rests.
struct Sketching: Sendable {
  /// What one step of a byte stands for.
  let scale: Double
  /// The greatest length of what rounding took from the first components of any text.
  let greatestError: Double

  static let bytes = Int(KITH_SKETCH_BYTES)
  static let leading = 56
  private static let unit = Double(QuantizedVector.unit)

  init(scale: Double, greatestError: Double) {
    self.scale = scale
    self.greatestError = greatestError
  }

  /// Sketches vectors that stand one after the other.
  static func sketch(_ vectors: [Int16]) -> (sketching: Sketching, sketches: [UInt8]) {
    let count = vectors.count / TextColumn.dimensions
    var greatest = 1e-9
    var rests = [Double](repeating: 0, count: count)
    for text in 0..<count {
      let vector = vectors[text * TextColumn.dimensions..<(text + 1) * TextColumn.dimensions]
      let leading = vector.prefix(Self.leading).map { abs(Double($0)) / unit }.max() ?? 0
      rests[text] = length(vector.dropFirst(Self.leading))
      greatest = max(greatest, leading / 127, rests[text] / 254)
    }
    var sketches: [UInt8] = []
    sketches.reserveCapacity(count * bytes)
    var error = 0.0
    for text in 0..<count {
      var lost = 0.0
      for component in vectors[text * TextColumn.dimensions..<text * TextColumn.dimensions + Self.leading] {
        let value = Double(component) / unit
        let step = (value / greatest).rounded()
        lost += (value - step * greatest) * (value - step * greatest)
        sketches.append(UInt8(step + 128))
      }
      error = max(error, lost.squareRoot())
      let rest = UInt8(min(255, (rests[text] / greatest).rounded(.up)))
      sketches.append(contentsOf: repeatElement(rest, count: bytes - Self.leading))
    }
    return (Sketching(scale: greatest, greatestError: error), sketches)
  }

  private static func length(_ components: some Sequence<Int16>) -> Double {
    components.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot() / unit
  }

  /// A need's vector made ready to be multiplied with sketches.
  struct Query: Sendable {
    let components: StoredArray<Int8>
    /// The sum of the leading components.
    let sum: Int32
    /// A product of sketches is at most this much of a cosine a unit …
    let slope: Double
    /// … and this much more.
    let slack: Double
  }

  func query(_ vector: QuantizedVector) -> Query {
    let values = vector.components.map { Double($0) / Self.unit }
    let leading = values.prefix(Self.leading)
    let rest = Self.length(vector.components.dropFirst(Self.leading))
    let shares = Double(Self.bytes - Self.leading)
    let step = max(1e-9, (leading.map { abs($0) }.max() ?? 0) / 127, rest / shares / 127)
    let steps = leading.map { ($0 / step).rounded() }
    let lost = zip(leading, steps).reduce(0) { $0 + ($1.0 - $1.1 * step) * ($1.0 - $1.1 * step) }.squareRoot()
    let restSteps = Int8((rest / shares / step).rounded(.up))
    var components = steps.map { Int8($0) }
    components += [Int8](repeating: 0, count: Self.leading - components.count)
    components += [Int8](repeating: restSteps, count: Self.bytes - Self.leading)
    let length = leading.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return Query(
      components: StoredArray(components), sum: components.prefix(Self.leading).reduce(0) { $0 + Int32($1) },
      slope: scale * step,
      // x·q ≤ x̂·q̂ + |x̂|·|q − q̂| + |x − x̂|·|q|, with unit vectors; a little more for the rounding of this very sum.
      slack: (1 + greatestError) * lost + greatestError * length + 1e-6)
  }
}

extension SectionWriter {
  /// Adds the groups' own words.
  ///
  /// - Returns: The place of each row's text.
  mutating func add(texts rows: [String], encoder: TextEncoder) throws(SnapshotError) -> [UInt32] {
    var places: [String: UInt32] = [:]
    var texts: [String] = []
    let ofRows = rows.map { text in
      if let place = places[text] { return place }
      let place = UInt32(texts.count)
      places[text] = place
      texts.append(text)
      return place
    }
    places = [:]
    let encoded = encode(texts, encoder)
    let (sketching, sketches) = Sketching.sketch(encoded.vectors)
    try add("texts.ofRows", ofRows)
    try add("texts.recognized", encoded.recognized)
    try add("texts.vectors", encoded.vectors)
    try add("texts.sketches", sketches)
    try add("texts.sketching", [sketching.scale, sketching.greatestError])
    let words = RareWordIndex(documents: texts).storage
    try add("words.bytes", words.wordBytes)
    try add("words.starts", words.wordStarts)
    try add("words.rarities", words.rarities)
    try add("words.greatest", words.greatestWorths)
    try add("words.documentStarts", words.documentStarts)
    try add("words.documents", words.documentWords)
    try add("words.discounts", words.discounts)
    return ofRows
  }

  private func encode(_ texts: [String], _ encoder: TextEncoder) -> (vectors: [Int16], recognized: [UInt8]) {
    let dimensions = TextColumn.dimensions
    var vectors = [Int16](repeating: 0, count: texts.count * dimensions)
    var recognized = [UInt8](repeating: 0, count: texts.count)
    for (place, text) in texts.enumerated() {
      guard let components = encoder.encode(text)?.quantized.components else { continue }
      recognized[place] = 1
      vectors.replaceSubrange(place * dimensions..<place * dimensions + components.count, with: components)
    }
    return (vectors, recognized)
  }
}

extension SnapshotSections {
  /// The groups' own words; `nil` where the snapshot was built without them.
  func texts(rows: Int) throws(SnapshotError) -> TextColumn? {
    guard contains("texts.ofRows") else { return nil }
    let recognized = try list("texts.recognized", of: UInt8.self)
    let texts = recognized.count
    let sketching = try list("texts.sketching", of: Double.self, count: 2)
    let wordStarts = try list("words.starts", of: UInt32.self)
    let words = wordStarts.count - 1
    return TextColumn(
      ofRows: try list("texts.ofRows", count: rows), recognized: recognized,
      vectors: try list("texts.vectors", count: texts * TextColumn.dimensions),
      sketches: try list("texts.sketches", count: texts * Sketching.bytes),
      sketching: Sketching(scale: sketching[0], greatestError: sketching[1]),
      rareWords: RareWordIndex(
        RareWordIndex.Storage(
          wordBytes: try list("words.bytes"), wordStarts: wordStarts,
          rarities: try list("words.rarities", count: words), greatestWorths: try list("words.greatest", count: words),
          documentStarts: try list("words.documentStarts", count: texts + 1),
          documentWords: try list("words.documents"), discounts: try list("words.discounts", count: texts))))
  }
}
